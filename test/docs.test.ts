import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conflicts, reasons } from '../domain/refusals.ts';
import { forms, generalForms } from '../functions/shared/http/forms.ts';
import { problems } from '../functions/shared/http/problems.ts';
import { alarmIds, alarmSentences } from '../infra/alarms.ts';
import { projectContext } from '../infra/build.ts';
import { entries } from '../infra/catalogue.ts';
import { resources, template } from './infra/template.ts';

/** The pages in `docs/` against the code that they speak of. Where one fails, the page is to be mended, or the code. */

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = globSync('docs/**/*.md', { cwd: root }).toSorted();
const code = globSync('{domain,functions,infra,local,workflows}/**/*.ts', { cwd: root });

/** A page less its fenced blocks, in which nothing is a link or a heading. */
const prose = (page: string) => read(page).replace(/^```[\s\S]*?^```/gm, '');

/** As GitHub makes them of headings. */
const anchorsOf = (page: string) =>
  new Set(
    [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading!
        .trim()
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );

describe.each(pages)('%s', (page) => {
  it('has links that lead somewhere', () => {
    const broken = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link!)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? page : relative(root, join(root, dirname(page), path));
        if (!existsSync(join(root, target))) return true;
        return anchor !== undefined && !anchorsOf(target).has(anchor);
      });
    expect(broken).toEqual([]);
  });

  it('names files that are there', () => {
    const named = /`((?:bench|docs|domain|functions|infra|local|samples|test|workflows)\/[\w./-]*)/g;
    const missing = [...prose(page).matchAll(named)]
      .map(([, path]) => path!)
      .filter((path) => !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });

  it('names functions and tests where they are', () => {
    const functions = [...prose(page).matchAll(/`([\w./-]+\.ts):(\w+)`/g)];
    const tests = [...prose(page).matchAll(/`([\w./-]+\.ts) › ([^`]+)`/g)];
    const astray = [...functions, ...tests]
      .filter(([, file, name]) => !read(file!).includes(name!))
      .map(([whole]) => whole);
    expect(astray).toEqual([]);
  });

  it('runs npm scripts that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const missing = [...read(page).matchAll(/npm run ([\w:-]+)/g)].filter(([, name]) => !(name! in scripts));
    expect(missing.map(([whole]) => whole)).toEqual([]);
  });
});

describe('decision records', () => {
  const records = pages.filter((page) => /^docs\/adr\/\d{4}-/.test(page));
  const sections = [
    'Status',
    'Context',
    'Decision',
    'Consequences',
    'How we measure that we keep it',
    'When it stops applying',
  ];

  it.each(records)('%s has its sections, in order, and its number', (page) => {
    const [, number] = /(\d{4})-/.exec(page)!;
    expect(read(page)).toMatch(new RegExp(`^# ${number}\\. `));
    expect([...prose(page).matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(sections);
  });

  it('are all in the list', () => {
    const listed = records.filter((page) =>
      read('docs/adr/README.md').includes(`(${page.slice('docs/adr/'.length)})`),
    );
    expect(listed).toEqual(records);
  });
});

describe('runbooks', () => {
  it.each(alarmIds)('%s has one, with its sentence, what to do and how to know that it is over', (id) => {
    const page = `docs/runbooks/${id}.md`;
    expect(read(page)).toContain(alarmSentences[id]);
    expect([...prose(page).matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(
      expect.arrayContaining(['What it means for patients', 'See it', 'What to do', 'It is over when']),
    );
  });

  it.each([
    ['no-route', 'NoRoute'],
    ['person-registry-fails', 'PersonRegistryFaults'],
    ['sending-paused', 'SendingPaused'],
    ['undeliverable-tasks', 'UndeliverableTasks'],
    ['sign-in-fails', 'SignInFaults'],
    ['stalled-pathways', 'StalledPathways'],
  ])('%s names a metric that a function writes', (id, metric) => {
    const written = code.some(
      (file) => /^functions\/.*(?<!metrics)\.ts$/.test(file) && read(file).includes(`'${metric}'`),
    );
    expect(written).toBe(true);
    expect(read(`docs/runbooks/${id}.md`)).toContain(`\`${metric}\``);
  });

  it('are all in the list', () => {
    const all = pages.filter((page) => page.startsWith('docs/runbooks/') && !page.endsWith('/README.md'));
    const listed = all.filter((page) =>
      read('docs/runbooks/README.md').includes(`(${page.slice('docs/runbooks/'.length)})`),
    );
    expect(listed).toEqual(all);
  });

  it('find one resource of the stack by each logical id that they begin', () => {
    const ids = Object.keys(template.Resources);
    const wrong = [...pages.map(read), read('docs/runbooks/helpers.sh')].flatMap((text) =>
      [...text.matchAll(/\bid_of ([A-Za-z]\w+)/g)].filter(
        ([, prefix]) => ids.filter((id) => id.startsWith(prefix!)).length !== 1,
      ),
    );
    expect(wrong.map(([whole]) => whole)).toEqual([]);
  });

  it('find every function and alarm by the helpers', () => {
    const found = (prefix: string, type: string) =>
      resources(type).filter(({ logicalId }) => logicalId.startsWith(prefix)).length;
    for (const entry of entries) {
      expect(found(`Functions${entry.replaceAll('-', '')}Function`, 'AWS::Lambda::Function'), entry).toBe(1);
      expect(found(`Functions${entry.replaceAll('-', '')}Log`, 'AWS::Logs::LogGroup'), entry).toBe(1);
    }
    for (const id of alarmIds)
      expect(found(`Alarms${id.replaceAll('-', '')}`, 'AWS::CloudWatch::Alarm'), id).toBe(1);
  });

  it('call functions that there are', () => {
    const known: readonly string[] = entries;
    const wrong = pages.flatMap((page) =>
      [...read(page).matchAll(/\b(?:fn|log_of|errors|lines) ([a-z]+(?:-[a-z]+)*)\b/g)].filter(
        ([whole, name]) =>
          /^(fn|log_of|errors|lines) /.test(whole) && name!.includes('-') && !known.includes(name!),
      ),
    );
    expect(wrong.map(([whole]) => whole)).toEqual([]);
  });
});

describe('errors', () => {
  it.each(Object.entries(problems))('%s has a section with its status', (type, { status }) => {
    const section = new RegExp(`^### ${type}\\n\\nStatus ${status}\\b`, 'm');
    expect(read('docs/errors.md')).toMatch(section);
  });

  it.each(Object.entries({ ...reasons, ...forms, ...conflicts }))(
    'have the code %s, with what it says',
    (name, message) => {
      const row = read('docs/errors.md')
        .split('\n')
        .find((line) => line.startsWith(`| \`${name}\` `));
      expect(row).toContain(`| ${message} `);
    },
  );

  it.each(generalForms)('have the code %s', (name) => {
    expect(read('docs/errors.md')).toContain(`\n| \`${name}\` `);
  });

  it('are all there by name', () => {
    const names = code.flatMap((file) =>
      [...read(file).matchAll(/override readonly name = '(\w+)'/g)].map(([, name]) => name!),
    );
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !read('docs/errors.md').includes(name))).toEqual([]);
  });
});

describe('deployment', () => {
  it('explains every parameter, and no other', () => {
    const [, table] = /^## Parameters$([\s\S]*?)^## /m.exec(read('docs/deploy.md'))!;
    const explained = [...table!.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name);
    const given = Object.keys(projectContext()).filter((name) => !name.startsWith('@'));
    expect(explained.toSorted()).toEqual(given.toSorted());
  });

  it('names the CLI that is pinned', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as {
      devDependencies: Record<string, string>;
    };
    expect(read('docs/deploy.md')).toContain(devDependencies['aws-cdk']);
    expect(read('docs/adr/0010-libraries.md')).toContain(devDependencies['aws-cdk-lib']);
  });
});

it('time comes with the event: who reads a clock is named in decision 0011', () => {
  const readers = code.filter(
    (file) =>
      /^(domain|functions|workflows)\//.test(file) &&
      /Date\.now\(|new Date\(\)|performance\.now\(/.test(read(file)),
  );
  expect(readers.toSorted()).toEqual(['functions/shared/command.ts', 'functions/shared/compose.ts']);
});
