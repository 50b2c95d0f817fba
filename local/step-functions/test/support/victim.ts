/** A process that is killed: it starts executions on a store and says which starts were answered. */
import { openEngine } from '../../index.ts';
import { machine, REGION, ROLE, START } from './world.ts';

const engine = await openEngine({
  store: { path: process.argv[2]! },
  now: () => START,
  region: REGION,
  accountId: '111111111111',
  invokeLambda: async (_, payload) => ({ payload }),
});
const { stateMachineArn } = (await engine.call('CreateStateMachine', {
  name: 'victim',
  roleArn: ROLE,
  definition: JSON.stringify(
    machine({
      Work: {
        Type: 'Task',
        Resource: 'arn:aws:lambda:us-east-1:111111111111:function:work',
        Output: '{% $states.result.n %}',
        Next: 'Rest',
      },
      Rest: { Type: 'Wait', Seconds: 60, End: true },
    }),
  ),
})) as { stateMachineArn: string };
for (let n = 0; ; n++) {
  await engine.call('StartExecution', { stateMachineArn, name: `n${n}`, input: JSON.stringify({ n }) });
  process.stdout.write(`${n}\n`);
}
