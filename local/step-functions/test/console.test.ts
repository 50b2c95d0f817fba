import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsole } from '../index.ts';
import { machine, openWorld, type World } from './support/world.ts';

let world: World;
let get: (url: string) => Promise<string>;
let handle: ReturnType<typeof createConsole>;
const arns: Record<string, string> = {};

beforeAll(async () => {
  world = await openWorld();
  handle = createConsole(world.engine);
  get = async (url) => {
    const answer = await handle('GET', url);
    expect(answer?.status).toBe(200);
    return answer!.body;
  };
  const pathway = await world.create(
    machine({
      Plan: { Type: 'Pass', Next: 'Which' },
      Which: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.fail = true %}', Next: 'No' }],
        Default: 'Wait for the window',
      },
      'Wait for the window': { Type: 'Wait', Seconds: 3600, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
          { StartAt: 'Right', States: { Right: { Type: 'Pass', End: true } } },
        ],
        Next: 'Plan',
      },
      No: { Type: 'Fail', Error: 'No', Cause: '<script>alert(1)</script>' },
    }),
    'pathway',
  );
  arns.first = await world.start(pathway, { fail: true }, 'p1-1');
  arns.second = await world.start(pathway, { name: '<b>x</b>' }, 'p1-2');
  arns.other = await world.start(pathway, {}, 'p10-1');
  for (let index = 0; index < 60; index++)
    await world.start(await world.create(machine({ A: { Type: 'Succeed' } }), 'many'), {}, `many-${index}`);
});
afterAll(() => world.engine.close());

describe('the console', () => {
  it('lists executions, by machine, status and name, in pages', async () => {
    const first = await get('/_console');
    expect(first).toContain('many-59');
    expect(first).not.toContain('p1-1');
    const older = /href="(\/_console\?[^"]*before[^"]*)"/.exec(first)![1]!.replaceAll('&#38;', '&');
    expect(await get(older)).toContain('>p1-1<');
    const failed = await get('/_console?status=FAILED');
    expect(failed).toContain('>p1-1<');
    expect(failed).not.toContain('>p1-2<');
    const named = await get('/_console?name=p10');
    expect(named).toContain('>p10-1<');
    expect(named).not.toContain('>p1-1<');
    expect(await get('/_console?name=nothing')).toContain('No executions.');
  });

  it('shows one with its states, generations and the next event', async () => {
    const page = await get(`/_console/executions/${encodeURIComponent(arns.second!)}`);
    expect(page).toContain('data-state="Plan" data-progress="done"');
    expect(page).toContain('data-state="Wait for the window" data-progress="current"');
    expect(page).toContain('data-state="Left" data-progress="ahead"');
    expect(page).toContain('data-to="2026-01-15T13:00:00.000Z"');
    expect(page).toContain('Generations');
    expect(page).toContain('>p1-1<');
    expect(page).not.toContain('>p10-1<');
    expect(page).toContain('WaitStateEntered');
  });

  it('shows what failed, and escapes what it shows', async () => {
    const page = await get(`/_console/executions/${encodeURIComponent(arns.first!)}`);
    expect(page).toContain('data-state="No" data-progress="failed"');
    expect(page).not.toContain('<script>alert');
    expect(await get(`/_console/executions/${encodeURIComponent(arns.second!)}`)).not.toContain('<b>x</b>');
  });

  it('shows what was stopped, and where a caught error and an iteration lead', async () => {
    const arn = await world.start(
      await world.create(
        machine({
          Each: {
            Type: 'Map',
            Items: [1],
            ItemProcessor: { StartAt: 'Ask', States: { Ask: { Type: 'Wait', Seconds: 60, End: true } } },
            Catch: [{ ErrorEquals: ['Late', 'Refused'], Next: 'Which' }],
            Next: 'Which',
          },
          Which: {
            Type: 'Choice',
            Choices: [{ Condition: true, Comment: 'when due', Next: 'Done' }],
            Default: 'Each',
          },
          Done: { Type: 'Succeed' },
        }),
        'stopped',
      ),
    );
    await world.engine.call('StopExecution', { executionArn: arn, error: 'Moved', cause: 'to Bergen' });
    const page = await get(`/_console/executions/${encodeURIComponent(arn)}`);
    expect(page).toContain('data-state="Ask" data-progress="stopped"');
    expect(page).toContain('Late, Refused');
    expect(page).toContain('when due');
    expect(page).toContain('<dt>Cause</dt><dd>to Bergen</dd>');
  });

  it('shows many events in pages', async () => {
    const arn = await world.start(
      await world.create(
        machine({
          Each: {
            Type: 'Map',
            Items: '{% $range(1, 300, 1) %}',
            ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
            Output: 'all',
            End: true,
          },
        }),
        'long',
      ),
    );
    const path = `/_console/executions/${encodeURIComponent(arn)}`;
    await world.engine.settled();
    const first = await get(path);
    expect(first).toContain('<td>500</td>');
    expect(first).not.toContain('<td>501</td>');
    expect(first).toContain('?from=501#events">Later</a>');
    expect(first).not.toContain('>Earlier</a>');
    const last = await get(`${path}?from=1001`);
    expect(last).toContain('<td>1001</td>');
    expect(last).toContain('?from=501#events">Earlier</a>');
    expect(await get(`${path}?from=none`)).toContain('>ExecutionStarted<');
  });

  it('throws what it can not explain', async () => {
    const other = await openWorld();
    const arn = await other.start(await other.create(machine({ A: { Type: 'Succeed' } })));
    await other.engine.close();
    const page = createConsole(other.engine)('GET', `/_console/executions/${encodeURIComponent(arn)}`);
    await expect(page).rejects.toThrow('The engine is closed');
  });

  it('lets only its own style and script through', async () => {
    const answer = (await handle('GET', '/_console'))!;
    const nonce = /script-src 'nonce-([^']+)'/.exec(answer.headers['content-security-policy']!)![1];
    expect(answer.body).toContain(`<script nonce="${nonce}">`);
    expect(answer.body).not.toMatch(/ style="| onclick=/);
  });

  it('leaves other paths to others', async () => {
    expect(await handle('GET', '/_consoles')).toBeUndefined();
    expect((await handle('POST', '/_console'))!.status).toBe(405);
    expect((await handle('GET', '/_console/nothing'))!.status).toBe(404);
    expect((await handle('GET', '/_console/executions/arn%3Ano'))!.status).toBe(404);
    expect((await handle('GET', '/_console/executions/%E0'))!.status).toBe(404);
  });
});
