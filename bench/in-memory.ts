import { countingStore } from '../functions/shared/adapters/counting-store.ts';
import { openSimulation } from '../local/simulation.ts';
import { completedPathways } from './ended.ts';
import type { Figures } from './pathways.ts';
import { referral, units } from './referrals.ts';
import { transitionsPerPathway } from './transitions.ts';

const pathways = Number(process.argv[2] ?? 1000);
const seen = new Set<string>();
let messages = 0;
let counts: ReturnType<typeof countingStore>['counts'] | undefined;

const world = await openSimulation({
  startAt: '2026-11-20T09:00:00Z',
  units,
  keepMessages: false,
  wrap: (ports) => {
    const counted = countingStore(ports.store);
    counts = counted.counts;
    const messenger = {
      send: async ({ messageId }: { readonly messageId: string }) => {
        messages += 1;
        seen.add(messageId);
      },
    };
    return { ...ports, store: counted.store, messenger };
  },
});
const pathwayIds: string[] = [];
const began = performance.now();
for (let n = 0; n < pathways; n += 1) {
  const body = referral(n, '2026-11-10');
  const answer = await world.call(
    'POST /pathways',
    { role: 'hospital-system', unitId: (body.hospital as { unitId: string }).unitId },
    { body },
  );
  if (answer.status !== 201) throw new Error(`not started: ${answer.status} ${JSON.stringify(answer.body)}`);
  pathwayIds.push(answer.body.pathwayId);
}
await world.advanceTo('2028-07-20T09:00:00Z');
const seconds = (performance.now() - began) / 1000;
const storeOperations = counts?.total() ?? 0;
const ended = await completedPathways(world.ports.store);
const figures: Figures = {
  name: 'in memory',
  pathways,
  seconds,
  peakMB: process.resourceUsage().maxRSS / 1024,
  storeOperations,
  transitions: (await transitionsPerPathway(world.engine, pathwayIds)) * pathways,
  lambdaCalls: world.lambdaCalls(),
  messages,
  ended,
  repeatedMessages: messages - seen.size,
};
process.send?.(figures);
console.log(counts?.byMethod);
process.disconnect?.();
