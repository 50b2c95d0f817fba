import { afterEach, describe, expect, test } from 'vitest';
import { openSimulation, type Simulation, type SimulationOptions } from '../../local/simulation.ts';

const definition = (functionName: string) =>
  JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Call',
    States: {
      Call: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: `arn:aws:lambda:eu-north-1:000000000000:function:${functionName}` },
        End: true,
      },
    },
  });

let opened: Simulation | undefined;
afterEach(() => opened?.close());
const open = async (options: Partial<SimulationOptions>) => {
  opened = await openSimulation({ startAt: '2026-11-02T09:00:00Z', units: [], ...options });
  return opened;
};
const describeOne = async ({ engine, settle }: Simulation, machine: string) => {
  const { executionArn } = (await engine.call('StartExecution', {
    stateMachineArn: `arn:aws:states:eu-north-1:000000000000:stateMachine:${machine}`,
    name: 'p-1',
    input: '{}',
  })) as { executionArn: string };
  await settle();
  return engine.call('DescribeExecution', { executionArn });
};

describe('a simulation', () => {
  test('runs other definitions than the deployed, and forgets what ended as it is told', async () => {
    const simulation = await open({ definitions: { pathway: definition('nobody') }, retentionMs: 0 });
    expect(await describeOne(simulation, 'pathway')).toMatchObject({
      status: 'FAILED',
      error: 'Error',
      cause: expect.stringContaining('no function'),
    });
  });

  test('knows the routes of the API and no others', async () => {
    const simulation = await open({ definitions: {} });
    await expect(simulation.call('GET /nothing', { role: 'administrator' })).rejects.toThrow('no route');
    const refused = await simulation.call('POST /pathways', { role: 'administrator' }, { rawBody: '{' });
    expect(refused.status).toBe(400);
  });

  test('counts what it need not keep', async () => {
    const simulation = await open({ definitions: {}, keepMessages: false });
    const receiver = { unitId: 'a', n: 0 };
    await simulation.ports.messenger.send({
      channel: 'sms',
      to: '+4799999000',
      text: 'x',
      messageId: 'm',
      receiver,
    });
    expect(simulation.messages).toEqual([]);
  });

  test('does not hide what a workflow port was not asked to expect', async () => {
    const { ports } = await open({ definitions: {} });
    await expect(ports.workflows.start('p', 'p-1', {})).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
    expect(await ports.workflows.isRunning('p', 'p-1')).toBe(false);
  });
});
