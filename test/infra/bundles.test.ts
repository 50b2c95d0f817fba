import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, projectRoot } from '../../infra/bundling.ts';
import { entries } from '../../infra/catalogue.ts';
import { environmentOf, functionsByEntry } from './template.ts';

const scratch = mkdtempSync(join(tmpdir(), 'vel-hjem-bundles-'));
const functions = functionsByEntry();

/** What the template gives a function, with a made-up value for what AWS makes up. */
function environment(entry: string): Record<string, string> {
  const given = Object.entries(environmentOf(functions.get(entry)!)).map(
    ([name, value]) => [name, typeof value === 'string' ? value : `arn:aws:made:up:${name}`] as const,
  );
  return { ...Object.fromEntries(given), AWS_REGION: 'eu-north-1' };
}

/** Loads each bundle with the environment of its function and nothing else, and says what its handler is. */
const loader = `
  const functions = JSON.parse(process.argv[1]);
  const answers = {};
  for (const [entry, environment] of Object.entries(functions)) {
    process.env = environment;
    answers[entry] = await import(process.cwd() + '/' + entry + '/index.mjs').then(
      ({ handler }) => typeof handler,
      (error) => String(error),
    );
  }
  console.log(JSON.stringify(answers));
`;

function load(): { readonly answers: Record<string, string>; readonly errors: string } {
  const environments = Object.fromEntries(entries.map((entry) => [entry, environment(entry)]));
  const run = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', loader, '--', JSON.stringify(environments)],
    { cwd: scratch, env: {}, encoding: 'utf8' },
  );
  return { answers: run.status === 0 ? JSON.parse(run.stdout) : {}, errors: run.stderr };
}

let loaded: ReturnType<typeof load>;
beforeAll(() => {
  bundle(entries, scratch);
  loaded = load();
}, 180_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('bundles', () => {
  it('load without a word', () => {
    expect(loaded.errors).toBe('');
  });

  it.each(entries)('%s has a handler, with the environment of the template', (entry) => {
    expect(loaded.answers[entry]).toBe('function');
  });

  it.each(entries)('%s finds its source map, and is small enough to start fast', (entry) => {
    const file = join(scratch, entry, 'index.mjs');
    expect(readFileSync(file, 'utf8')).toMatch(/\/\/# sourceMappingURL=index\.mjs\.map\s*$/);
    expect(existsSync(`${file}.map`)).toBe(true);
    expect(statSync(file).size).toBeLessThan(3_000_000);
  });

  it.each(['StalePlan'])('keep the name of the error %s, which the workflows go by', (name) => {
    const steps = ['plan-next-stage', 'assign-task', 'await-answer', 'conclude-stage', 'close-pathway'];
    for (const entry of steps) {
      expect(readFileSync(join(scratch, entry, 'index.mjs'), 'utf8'), entry).toContain(`"${name}"`);
    }
  });
});

it('has an entry in the catalogue for every function there is', () => {
  const folders = readdirSync(join(projectRoot, 'functions')).filter((name) =>
    existsSync(join(projectRoot, 'functions', name, 'index.ts')),
  );
  expect(folders.sort()).toEqual([...entries].sort());
});
