import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { deployedDefinitions } from '../local/simulation.ts';
import type { Share } from './country-worker.ts';

/**
 * `npm run bench:country`: a year of Norway's new patients (38,811 in 2024, see the sources of the pathway), nobody
 * answering, through the deployed definitions and handlers, sharded over two workers.
 */
const patients = Number(process.argv[2] ?? 38_811);
const workers = 2;

const definitions = deployedDefinitions();
const began = performance.now();
const shares = await Promise.all(
  Array.from(
    { length: workers },
    (_, index) =>
      new Promise<Share>((resolve, reject) => {
        const workerData = { index, workers, patients, definitions };
        const worker = new Worker(fileURLToPath(new URL('./country-worker.ts', import.meta.url)), {
          workerData,
          resourceLimits: { maxOldGenerationSizeMb: 8192 },
        });
        worker.once('message', resolve);
        worker.once('error', reject);
      }),
  ),
);
const sum = (figure: keyof Share) => shares.reduce((total, share) => total + share[figure], 0);
const seconds = (performance.now() - began) / 1000;
console.table({
  [`${patients} patients, ${workers} workers`]: {
    seconds: seconds.toFixed(1),
    'ms / patient and core': ((seconds * workers * 1000) / patients).toFixed(2),
    'peak MB': Math.round(process.resourceUsage().maxRSS / 1024),
    ended: sum('ended'),
    'Lambda calls': sum('lambdaCalls'),
    messages: sum('messages'),
  },
});
if (sum('ended') !== patients) process.exitCode = 1;
