import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildStack, projectContext } from './build.ts';
import { builtPages, bundle, bundledCode } from './bundling.ts';
import { entries } from './catalogue.ts';

/** What `cdk` runs: the stack with its bundles and the built pages, and no finding of cdk-nag unanswered. */
const app = new App({ context: projectContext() });
const bundles = mkdtempSync(join(tmpdir(), 'vel-hjem-bundles-'));
try {
  bundle(entries, bundles);
  buildStack(app, bundledCode(bundles), builtPages(join(bundles, 'pages')));
} finally {
  rmSync(bundles, { recursive: true, force: true });
}
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
