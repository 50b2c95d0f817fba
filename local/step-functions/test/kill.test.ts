import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ACCOUNT, openWorld, REGION } from './support/world.ts';

it('loses nothing that was answered when its process is killed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-kill-'));
  const path = join(directory, 'engine.sqlite');
  for (let round = 0; round < 3; round++) {
    const victim = spawn(
      process.execPath,
      [fileURLToPath(new URL('./support/victim.ts', import.meta.url)), path],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let answered = -1;
    for await (const line of createInterface({ input: victim.stdout })) {
      answered = Number(line);
      if (answered === 200 * (round + 1)) victim.kill('SIGKILL');
    }
    const world = await openWorld({ store: { path } });
    await world.drain();
    for (let n = 0; n <= answered; n++) {
      const execution = await world.describe(`arn:aws:states:${REGION}:${ACCOUNT}:execution:victim:n${n}`);
      expect(execution).toMatchObject({ status: 'SUCCEEDED', output: n });
    }
    await world.engine.call('DeleteStateMachine', {
      stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:victim`,
    });
    await world.engine.close();
  }
  rmSync(directory, { recursive: true, force: true });
});
