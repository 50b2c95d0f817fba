import { type Runtime, type RuntimeOptions, startRuntime } from '../../local/runtime.ts';
import { units } from './samples.ts';

/** When the product begins that tests start: a Friday morning. */
export const startAt = Date.parse('2026-11-20T09:00:00Z');

/** The product as `npm start` runs it, with the sample units, in memory, and a clock that moves when told. */
export function startSample(more: Partial<RuntimeOptions> = {}): Promise<Runtime> {
  return startRuntime({ port: 0, awsPort: 0, dataDir: 'memory', clock: 'frozen', startAt, units, ...more });
}
