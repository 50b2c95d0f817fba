import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generatedDirectory, generatedFiles, readmePath, readmeWith } from '../../infra/generate.ts';

const files = generatedFiles();

it.each(Object.keys(files))('%s is as `npm run generate` writes it', (name) => {
  expect(readFileSync(join(generatedDirectory, name), 'utf8')).toBe(files[name]);
});

it('has nothing else there', () => {
  expect(readdirSync(generatedDirectory).sort()).toEqual(Object.keys(files).sort());
});

it('draws the pictures in the README', () => {
  const readme = readFileSync(readmePath, 'utf8');
  expect(readme).toContain('```mermaid\nflowchart TD');
  expect(readmeWith(files, readme)).toBe(readme);
});
