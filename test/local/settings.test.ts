import { expect, test } from 'vitest';
import { BadSettings, readSettings } from '../../local/settings.ts';
import { welcome } from '../../local/welcome.ts';

test('the defaults', () => {
  expect(readSettings({ PORT: '', OTHER: 'x' })).toEqual({
    port: 8080,
    awsPort: 4566,
    dataDir: '.vel-hjem',
    startAt: undefined,
    clock: 'running',
    pages: true,
  });
});

test('what is told', () => {
  const told = {
    PORT: '0',
    AWS_PORT: '0',
    DATA_DIR: '/tmp/x',
    START_AT: '2026-11-02T09:00:00+01:00',
    CLOCK: 'frozen',
    PAGES: 'off',
  };
  expect(readSettings(told)).toEqual({
    port: 0,
    awsPort: 0,
    dataDir: '/tmp/x',
    startAt: Date.parse('2026-11-02T08:00:00Z'),
    clock: 'frozen',
    pages: false,
  });
});

test('what is started by hand is kept, whatever its directory is called', () => {
  expect(readSettings({ DATA_DIR: 'memory' }).dataDir).toBe('./memory');
});

test('every bad variable is named, with what it takes', () => {
  const bad = () =>
    readSettings({ PORT: '99999', AWS_PORT: '-1', START_AT: '2026-11-02', CLOCK: 'slow', PAGES: '1' });
  expect(bad).toThrow(BadSettings);
  for (const name of ['PORT=99999', 'AWS_PORT=-1', 'START_AT=2026-11-02', 'CLOCK=slow', 'PAGES=1']) {
    expect(bad).toThrow(`${name}: must be`);
  }
  expect(() => readSettings({ START_AT: '2026-13-45T99:00:00Z' })).toThrow(BadSettings);
  expect(() => readSettings({ PORT: '4566' })).toThrow(/must differ/);
});

test('the welcome says where everything is', () => {
  const text = welcome(readSettings({}), { url: 'http://api', awsUrl: 'http://aws', now: 0, tookMs: 1234 });
  expect(text).toContain('http://api/app/');
  expect(text).toContain('http://api/_local/inbox');
  for (const part of ['http://api', 'http://aws', '1.2 s', '1970-01-01', '.vel-hjem', 'running']) {
    expect(text).toContain(part);
  }
  const without = welcome(readSettings({ PAGES: 'off' }), { url: '', awsUrl: '', now: 0, tookMs: 0 });
  expect(without).toContain('PAGES=off');
});
