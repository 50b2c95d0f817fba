import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildStack, projectContext } from './build.ts';

/** What `cdk` runs: the stack with its bundles, and no finding of cdk-nag unanswered. */
const app = new App({ context: projectContext() });
buildStack(app, true);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
