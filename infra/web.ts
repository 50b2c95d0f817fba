import { join } from 'node:path';

/** The project's root: functions are named from there. */
export const projectRoot = join(import.meta.dirname, '..');

/** What builds the pages from `web/` into a folder: a program, its arguments and its environment. */
export const pagesBuild = (directory: string) => ({
  program: process.execPath,
  arguments: [
    join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js'),
    ...['build', '--config', join(projectRoot, 'web', 'vite.config.ts')],
    ...['--outDir', directory, '--emptyOutDir', '--logLevel', 'warn'],
  ],
  // Whatever the caller runs for, a test perhaps: these are the pages that people get.
  environment: { NODE_ENV: 'production' },
});
