import type { Engine } from './step-functions/index.ts';
import type { MachineResource } from './template/stack.ts';

/** Makes the stack's state machines, or gives those that are there their definitions of today; executions go on. */
export async function ensureMachines(engine: Engine, machines: readonly MachineResource[]): Promise<void> {
  const { stateMachines } = (await engine.call('ListStateMachines', { maxResults: 1000 })) as {
    stateMachines: readonly { stateMachineArn: string }[];
  };
  const known = new Set(stateMachines.map(({ stateMachineArn }) => stateMachineArn));
  for (const { arn, name, definition, roleArn } of machines) {
    if (known.has(arn))
      await engine.call('UpdateStateMachine', { stateMachineArn: arn, definition, roleArn });
    else await engine.call('CreateStateMachine', { name, definition, roleArn, type: 'STANDARD' });
  }
}
