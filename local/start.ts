import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadParameters } from '../infra/parameters.ts';
import { FunctionNotLoaded } from './lambda/functions.ts';
import { projectPages } from './pages/build.ts';
import { startRuntime } from './runtime.ts';
import { PortInUse } from './servers.ts';
import { BadSettings, readSettings } from './settings.ts';
import { DataDirectoryInUse } from './state.ts';
import { TemplateNotUnderstood } from './template/cloudformation.ts';
import type { SampleUnit } from './units.ts';
import { welcome } from './welcome.ts';

/** `npm start`: the whole stack on this machine, until it is stopped. */
async function main(): Promise<void> {
  const began = performance.now();
  const settings = readSettings(process.env);
  const onTrouble = (what: string) => console.error(what);
  const pages = settings.pages ? projectPages(onTrouble) : undefined;
  const samples = join(import.meta.dirname, '..', 'samples', 'units.json');
  const runtime = await startRuntime({
    ...settings,
    pages,
    units: JSON.parse(readFileSync(samples, 'utf8')) as SampleUnit[],
    onTrouble,
  });
  const { url, awsUrl } = runtime;
  console.log(welcome(settings, { url, awsUrl, now: runtime.now(), tookMs: performance.now() - began }));
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // A second one does not wait.
      if (stopping) process.exit(1);
      stopping = true;
      void runtime.close().then(() => process.exit(0));
    });
  }
}

/** Errors that say by themselves what to do about them: their stack would only hide it. */
const selfExplaining = [
  BadSettings,
  PortInUse,
  DataDirectoryInUse,
  TemplateNotUnderstood,
  FunctionNotLoaded,
  BadParameters,
];

main().catch((error: unknown) => {
  const known = selfExplaining.some((kind) => error instanceof kind);
  console.error(known ? `Vel hjem did not start: ${(error as Error).message}` : error);
  process.exit(1);
});
