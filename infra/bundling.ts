import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

/** The project's root: functions are named from there. */
export const projectRoot = join(import.meta.dirname, '..');

/** Dependencies that are CommonJS call `require`, which an ES module does not have. */
const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/** Bundles a function from its source into `<outDirectory>/index.mjs`, with a source map beside it. */
export function bundle(entry: string, outDirectory: string): void {
  buildSync({
    absWorkingDir: projectRoot,
    entryPoints: [join('functions', entry, 'index.ts')],
    outfile: join(outDirectory, 'index.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: banner },
    // An error's name is its class's: the workflows and the problems go by it.
    keepNames: true,
    sourcemap: 'external',
    sourcesContent: false,
    minify: true,
    // The AWS SDK goes into the bundle, though the runtime has one: what runs is then the version that was tested,
    // whatever AWS puts there next, and what is not used of it is left out, which starts faster.
    external: [],
    legalComments: 'none',
    logLevel: 'error',
  });
}

/** A function's code, bundled when the stack is synthesised. */
export function bundledCode(entry: string): lambda.Code {
  return lambda.Code.fromAsset(join(projectRoot, 'functions', entry), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never started: bundling is done here, without a container.
      image: DockerImage.fromRegistry('none'),
      local: {
        tryBundle(outDirectory) {
          bundle(entry, outDirectory);
          return true;
        },
      },
    },
  });
}

/** What stands for a function's code where nobody is to run it from the template. */
export function placeholderCode(): lambda.Code {
  return lambda.Code.fromInline('exports.handler = async () => { throw new Error("not bundled"); };');
}
