import { parentPort, workerData } from 'node:worker_threads';
import { openSimulation } from '../local/simulation.ts';
import { referral, units } from './referrals.ts';

/** What one worker has done. */
export interface Share {
  readonly ended: number;
  readonly lambdaCalls: number;
  readonly messages: number;
}

const { index, workers, patients, definitions } = workerData as {
  readonly index: number;
  readonly workers: number;
  readonly patients: number;
  readonly definitions: Readonly<Record<string, string>>;
};
const dayMs = 24 * 3_600_000;
const startAt = Date.parse('2026-01-01T09:00:00Z');

let messages = 0;
/** Counted as they end: the first are deleted before the last begin to. */
const ended = new Set<string>();
const world = await openSimulation({
  startAt: new Date(startAt).toISOString(),
  units,
  definitions,
  keepMessages: false,
  retentionMs: 0,
  wrap: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      putPathway: async (record) => {
        const isWritten = await ports.store.putPathway(record);
        if (isWritten && record.status === 'completed') ended.add(record.pathwayId);
        return isWritten;
      },
    },
    messenger: {
      send: async () => {
        messages += 1;
      },
    },
  }),
});
let next = index;
for (let day = 0; day < 365; day += 1) {
  await world.advanceTo(new Date(startAt + day * dayMs).toISOString());
  const until = Math.ceil((patients * (day + 1)) / 365);
  for (; next < until; next += workers) {
    const body = referral(next, new Date(startAt + (day - 10) * dayMs).toISOString().slice(0, 10));
    const answer = await world.call(
      'POST /pathways',
      { role: 'hospital-system', unitId: (body.hospital as { unitId: string }).unitId },
      { body },
    );
    if (answer.status !== 201) throw new Error(`not started: ${answer.status}`);
  }
}
await world.advanceTo(new Date(startAt + 365 * dayMs + 600 * dayMs).toISOString());

const share: Share = { ended: ended.size, lambdaCalls: world.lambdaCalls(), messages };
parentPort?.postMessage(share);
