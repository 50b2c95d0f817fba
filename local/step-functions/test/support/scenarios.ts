import { machine } from './world.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:work';

const call = (payload: unknown, more: object = {}) => ({
  Type: 'Task',
  Resource: INVOKE,
  Arguments: { FunctionName: FUNCTION, Payload: payload },
  Output: '{% $states.result.Payload %}',
  ...more,
});

/** What the scenario that starts an execution of its own starts. */
export const CHILD = machine({
  Work: call('{% $states.input %}', { Next: 'Rest' }),
  Rest: { Type: 'Wait', Seconds: 20, End: true },
});

/** Machines that between them use every way in which a state can wait, branch and fail. */
export const SCENARIOS: Readonly<Record<string, unknown>> = {
  'a follow-up': machine({
    Plan: call('{% $states.input %}', { Assign: { n: '{% $states.result.Payload.n %}' }, Next: 'Which' }),
    Which: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $n > 2 %}', Next: 'Done', Output: '{% $n %}' }],
      Default: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: '{% 60 * $n %}', Next: 'Grow' },
    Grow: { Type: 'Pass', Output: { n: '{% $n + 1 %}' }, Next: 'Plan' },
    Done: { Type: 'Succeed' },
  }),
  'retries and a catch': machine({
    Try: call(
      { fail: true },
      {
        Retry: [{ ErrorEquals: ['Broken'], IntervalSeconds: 5, MaxAttempts: 2 }],
        Catch: [
          { ErrorEquals: ['States.ALL'], Assign: { why: '{% $states.errorOutput.Error %}' }, Next: 'After' },
        ],
        End: true,
      },
    ),
    After: { Type: 'Pass', Output: '{% $why %}', End: true },
  }),
  'a token': machine({
    Ask: {
      Type: 'Task',
      Resource: `${INVOKE}.waitForTaskToken`,
      Arguments: { FunctionName: FUNCTION, Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: 100,
      HeartbeatSeconds: 40,
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
      End: true,
    },
    Late: call('late', { End: true }),
  }),
  branches: machine({
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'One',
          States: {
            One: { Type: 'Wait', Seconds: 30, Next: 'One call' },
            'One call': call(1, { End: true }),
          },
        },
        {
          StartAt: 'Two',
          States: {
            Two: call(2, { Next: 'Two rest' }),
            'Two rest': { Type: 'Wait', Seconds: 10, End: true },
          },
        },
      ],
      Next: 'Last',
    },
    Last: { Type: 'Pass', End: true },
  }),
  'a branch that fails': machine({
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 3000, End: true } } },
        { StartAt: 'Bad', States: { Bad: call({ fail: true }, { End: true }) } },
      ],
      Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
      End: true,
    },
    Caught: { Type: 'Pass', End: true },
  }),
  'a map': machine({
    Each: {
      Type: 'Map',
      Items: [1, 2, 3, 4, 5],
      ItemSelector: {
        value: '{% $states.context.Map.Item.Value %}',
        at: '{% $states.context.Map.Item.Index %}',
      },
      MaxConcurrency: 2,
      ItemProcessor: {
        StartAt: 'Step',
        States: {
          Step: call('{% $states.input %}', { Next: 'Pause' }),
          Pause: { Type: 'Wait', Seconds: 7, End: true },
        },
      },
      Output: '{% $sum($states.result.value) %}',
      End: true,
    },
  }),
  'an execution of its own': machine({
    Before: call('before', { Next: 'Start' }),
    Start: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: {
        StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:child',
        Name: 'the-child',
        Input: { n: 1 },
      },
      Output: '{% $states.result.Output %}',
      Next: 'After',
    },
    After: call('{% $states.input %}', { End: true }),
  }),
  'a map that fails': machine({
    Each: {
      Type: 'Map',
      Items: [{ fail: false }, { fail: true }, { fail: false }],
      ItemProcessor: { StartAt: 'Step', States: { Step: call('{% $states.input %}', { End: true }) } },
      End: true,
    },
  }),
};
