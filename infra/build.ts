import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { ISource } from 'aws-cdk-lib/aws-s3-deployment';
import {
  builtPages,
  bundle,
  bundledCode,
  type CodeOf,
  placeholderCode,
  placeholderPages,
  projectRoot,
} from './bundling.ts';
import { entries } from './catalogue.ts';
import { readParameters } from './parameters.ts';
import { VelHjemStack } from './stack.ts';

/** The part of a CloudFormation template that this project uses. Intrinsics are left as they are. */
export interface Template {
  readonly Description?: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface SynthesiseOptions {
  /** Without, each function's code is a placeholder (its source is named in its metadata), and so are the pages. */
  readonly bundling: boolean;
  /** Parameters, over those of `cdk.json`. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Context of `cdk.json`: parameters and the feature flags that the stack was written with. */
export function projectContext(): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(join(projectRoot, 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  return context;
}

/** The stack in an app, not yet synthesised. The stack's name says which stage it is. */
export function buildStack(app: App, codeOf: CodeOf, pages: ISource = placeholderPages): VelHjemStack {
  const parameters = readParameters((name) => app.node.tryGetContext(name));
  return new VelHjemStack(app, `vel-hjem-${parameters.stage}`, { parameters, codeOf, pages });
}

/**
 * Synthesises the stack in memory: nothing is left in the project.
 * @throws BadParameters where a parameter is missing or wrong
 */
export function synthesise(options: SynthesiseOptions): {
  readonly stackName: string;
  readonly template: Template;
} {
  const outdir = mkdtempSync(join(tmpdir(), 'vel-hjem-'));
  try {
    const app = new App({
      outdir,
      analyticsReporting: false,
      // `cdk synth` validates, and a test does; here it would take most of the time.
      builtinCloudFormationValidation: false,
      treeMetadata: false,
      stackTraces: false,
      context: { ...projectContext(), ...options.context },
    });
    const bundles = join(outdir, 'bundles');
    if (options.bundling) bundle(entries, bundles);
    const { stackName } = options.bundling
      ? buildStack(app, bundledCode(bundles), builtPages(join(outdir, 'pages')))
      : buildStack(app, placeholderCode);
    const template = app.synth().getStackByName(stackName).template as Template;
    return { stackName, template };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
