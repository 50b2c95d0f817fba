import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DefaultStackSynthesizer, Fn } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { buildSync } from 'esbuild';
import { pagesBuild, projectRoot } from './web.ts';

export { projectRoot };

/** Where a function's code comes from. */
export type CodeOf = (entry: string) => lambda.Code;

/** Dependencies that are CommonJS call `require`, which an ES module does not have. */
const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/**
 * Bundles functions from their sources into `<directory>/<entry>/index.mjs`, with a source map beside each. All at
 * once: what they share is read once.
 */
export function bundle(entries: readonly string[], directory: string): void {
  buildSync({
    absWorkingDir: projectRoot,
    entryPoints: entries.map((entry) => ({ in: `functions/${entry}/index.ts`, out: `${entry}/index` })),
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: banner },
    // An error's name is its class's: the workflows and the problems go by it.
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    minify: true,
    // The AWS SDK goes into the bundle, though the runtime has one: what runs is then the version that was tested,
    // whatever AWS puts there next, and what is not used of it is left out, which starts faster.
    external: [],
    legalComments: 'none',
    logLevel: 'error',
  });
}

/** Functions as `bundle` left them in a directory, which is needed no longer once the stack is constructed. */
export const bundledCode =
  (directory: string): CodeOf =>
  (entry) =>
    lambda.Code.fromAsset(join(directory, entry));

/** What stands for a function's code where nobody is to run it from the template. */
export const placeholderCode: CodeOf = () =>
  lambda.Code.fromInline('exports.handler = async () => { throw new Error("not bundled"); };');

/** The pages, built from their sources for this deployment. */
export function builtPages(directory: string): ISource {
  const build = pagesBuild(directory);
  execFileSync(build.program, build.arguments, {
    cwd: projectRoot,
    env: build.environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return Source.asset(directory);
}

/** What stands for the pages where nobody is to upload them from the template: as if they were where CDK puts what it has built. */
export const placeholderPages: ISource = {
  bind: (scope) => ({
    bucket: Bucket.fromBucketName(
      scope,
      'NotBuilt',
      Fn.sub(
        DefaultStackSynthesizer.DEFAULT_FILE_ASSETS_BUCKET_NAME.replace(
          /\$\{Qualifier\}/,
          DefaultStackSynthesizer.DEFAULT_QUALIFIER,
        ),
      ),
    ),
    zipObjectKey: 'pages.zip',
  }),
};
