import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pagesBuild, projectRoot } from '../../infra/web.ts';
import type { BuiltPages } from './serve.ts';

export interface PagesToBuild {
  /** Where the built pages are to be. */
  readonly directory: string;
  /** Files and folders that they are made of. */
  readonly sources: readonly string[];
  /** What builds them into a folder. */
  readonly build: typeof pagesBuild;
}

const project: PagesToBuild = {
  directory: join(projectRoot, 'web', 'dist'),
  sources: ['web', 'domain', 'package-lock.json'].map((source) => join(projectRoot, source)),
  build: pagesBuild,
};
const notSources = /^(dist(-.*)?|node_modules)$/;

/**
 * Pages that are built where they are not, or are older than what they are made of. The build is a process of its own,
 * beside the start of everything else.
 * @param onFailed told where they could not be built, and why
 */
export function pagesUpToDate(onFailed: (why: string) => void, pages: PagesToBuild): BuiltPages {
  const ready = bringUpToDate(pages);
  ready.catch((error: Error) => onFailed(`The pages could not be built: ${error.message}`));
  return { directory: pages.directory, ready };
}

/** The project's own pages. */
export const projectPages = (onFailed: (why: string) => void): BuiltPages => pagesUpToDate(onFailed, project);

async function bringUpToDate({ directory, sources, build }: PagesToBuild): Promise<void> {
  const built = await changedAt(join(directory, 'index.html')).catch(() => 0);
  const changed = await Promise.all(sources.map(newest));
  if (built < Math.max(...changed)) await replace(directory, build);
}

const changedAt = async (path: string) => (await stat(path)).mtimeMs;

/** When a file at or below a path was last changed, in milliseconds. */
async function newest(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const below = (await readdir(path)).filter((name) => !notSources.test(name));
  return Math.max(...(await Promise.all(below.map((name) => newest(join(path, name))))));
}

/** Builds beside what is there, and takes its place at the end: whoever else starts meanwhile finds one or the other. */
async function replace(directory: string, build: typeof pagesBuild): Promise<void> {
  const made = await mkdtemp(`${directory}-`);
  const old = `${made}-old`;
  try {
    await run(build(made));
    await rename(directory, old).catch(() => undefined);
    await rename(made, directory);
  } finally {
    await Promise.all([made, old].map((left) => rm(left, { recursive: true, force: true })));
  }
}

function run({ program, arguments: given, environment }: ReturnType<typeof pagesBuild>): Promise<void> {
  return new Promise((resolve, reject) => {
    const process = spawn(program, given, {
      cwd: projectRoot,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    process.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    process.on('error', reject);
    process.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(said.trim() || `its build ended with ${code}`));
    });
  });
}
