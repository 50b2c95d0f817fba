import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { buildStack, projectContext } from '../../infra/build.ts';
import { placeholderCode, projectRoot } from '../../infra/bundling.ts';
import { entriesWith } from '../../infra/catalogue.ts';
import { suppressionsOf } from '../../infra/suppressions.ts';
import { everything, stackName, template } from './template.ts';

const linter = 'cfn-lint';
const context = { ...projectContext(), ...everything };
const scratch = mkdtempSync(join(tmpdir(), 'vel-hjem-test-'));
// Other programs are started here, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function findings(app: App): readonly string[] {
  return new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    );
}

describe('cdk-nag', () => {
  const app = new App({ outdir: join(scratch, 'nag'), context });
  const stack = buildStack(app, placeholderCode);

  it('finds nothing that is not answered', () => {
    expect(findings(app)).toEqual([]);
  });

  it('is answered with a reason each, and no answer is left over', () => {
    const suppressions = suppressionsOf(stack);
    const bare = new App({ outdir: join(scratch, 'bare'), context });
    const unanswered = buildStack(bare, placeholderCode);
    for (const construct of unanswered.node.findAll()) forgetAnswers(construct.node);
    const found = findings(bare);
    for (const { id, path, reason } of suppressions) {
      expect(reason, path).toMatch(/^[A-Z].{20,}\.$/);
      const below = `${id} ${unanswered.node.path}/${path}`;
      expect(
        found.some((one) => one === below || one.startsWith(`${below}/`)),
        below,
      ).toBe(true);
    }
  });
});

/** Acknowledgements are metadata of a construct. */
function forgetAnswers(node: { readonly metadata: readonly { readonly type: string }[] }): void {
  const kept = node.metadata.filter(({ type }) => type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
  Object.defineProperty(node, 'metadata', { value: kept });
}

describe('the app', () => {
  it('synthesises with its bundles, as `cdk` runs it', () => {
    const outdir = join(scratch, 'app');
    const run = spawnSync(process.execPath, ['infra/app.ts'], {
      cwd: projectRoot,
      env: { CDK_OUTDIR: outdir },
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    const { files } = JSON.parse(readFileSync(join(outdir, `${stackName}.assets.json`), 'utf8')) as {
      files: Record<string, { source: { packaging: string } }>;
    };
    const bundles = Object.values(files).filter(({ source }) => source.packaging === 'zip');
    // beside the functions' the pages, and the function of CDK's that uploads them
    expect(bundles.length).toBe(
      entriesWith(projectContext() as Parameters<typeof entriesWith>[0]).length + 2,
    );
  });
});

describe('CloudFormation', () => {
  it('takes the template, as CDK’s own rules see it', () => {
    const outdir = join(scratch, 'rules');
    const app = new App({ outdir, context });
    buildStack(app, placeholderCode);
    app.synth();
    const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
      pluginReports: unknown[];
    };
    expect(report.pluginReports).toEqual([]);
  });

  /** Where cfn-lint is not installed, its verdict is that of the machine that has it: nothing is left out here. */
  it('takes it as cfn-lint sees it, where that is installed', () => {
    const file = join(scratch, 'template.json');
    writeFileSync(file, JSON.stringify(template));
    const run = spawnSync(linter, ['--regions', 'eu-north-1', '--', file], { encoding: 'utf8' });
    const installed = run.error === undefined;
    expect(installed ? `${run.stdout}${run.stderr}` : '').toBe('');
  });
});
