import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * `npm run bench`: a thousand pathways at once, twenty months, nobody answers. Side by side in one run, each in a
 * process of its own so that its memory is its own: the ports in memory, and the local runtime on disk.
 */

export interface Figures {
  readonly name: string;
  readonly pathways: number;
  readonly seconds: number;
  readonly peakMB: number;
  readonly storeOperations: number;
  readonly transitions: number;
  readonly lambdaCalls: number;
  readonly messages: number;
  readonly ended: number;
  readonly repeatedMessages: number;
}

const count = Number(process.argv[2] ?? 1000);
const modes = ['in-memory', 'on-disk'] as const;

function run(mode: string): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(`./${mode}.ts`, import.meta.url)), [String(count)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.once('message', (figures) => resolve(figures as Figures));
    child.once('exit', (code) => reject(new Error(`${mode} ended with ${code}`)));
  });
}

const rows: Figures[] = [];
for (const mode of modes) rows.push(await run(mode));
console.table(
  Object.fromEntries(
    rows.map((row) => [
      row.name,
      {
        pathways: row.pathways,
        seconds: row.seconds.toFixed(1),
        'peak MB': Math.round(row.peakMB),
        'store operations / pathway': (row.storeOperations / row.pathways).toFixed(1),
        'transitions / pathway': (row.transitions / row.pathways).toFixed(1),
        'Lambda calls / pathway': (row.lambdaCalls / row.pathways).toFixed(1),
        'messages / pathway': (row.messages / row.pathways).toFixed(1),
        ended: row.ended,
        'sent twice': row.repeatedMessages,
      },
    ]),
  ),
);
if (rows.some((row) => row.ended !== row.pathways || row.repeatedMessages > 0)) process.exitCode = 1;
