/** One round of asking and waiting, as a follow-up workflow does it: seven states, the last leads back to the first. */
const ROUNDS = 4;

const FUNCTION = 'arn:aws:lambda:eu-north-1:000000000000:function:noop';

/** State transitions of one execution: each round is seven, and the way out is `Plan`, `Again?`, `Done`. */
export const TRANSITIONS = 7 * ROUNDS + 3;

/** For this engine. */
export const JSONATA = {
  QueryLanguage: 'JSONata',
  StartAt: 'Plan',
  States: {
    Plan: {
      Type: 'Task',
      Resource: FUNCTION,
      Arguments: { id: '{% $states.input.id %}', round: '{% $states.input.round %}' },
      Assign: { id: '{% $states.input.id %}', round: '{% $states.result.round %}' },
      Next: 'Again?',
    },
    'Again?': {
      Type: 'Choice',
      Choices: [{ Condition: `{% $round < ${ROUNDS} %}`, Next: 'Route' }],
      Default: 'Done',
    },
    Route: {
      Type: 'Pass',
      Assign: { unit: "{% $round = 0 ? 'first' : 'later' %}" },
      Output: { id: '{% $id %}', round: '{% $round %}' },
      Next: 'Ask',
    },
    Ask: {
      Type: 'Task',
      Resource: FUNCTION,
      Arguments: { id: '{% $id %}', unit: '{% $states.input.id %}', round: '{% $round %}' },
      Next: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: 3600, Next: 'Answered?' },
    'Answered?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $exists($states.input.nobody) %}', Next: 'Done' }],
      Default: 'Conclude',
    },
    Conclude: { Type: 'Pass', Output: { id: '{% $id %}', round: '{% $round + 1 %}' }, Next: 'Plan' },
    Done: { Type: 'Succeed' },
  },
};

/** The same in JSONPath, for the peer; its waits are overridden. */
export const JSONPATH = {
  StartAt: 'Plan',
  States: {
    Plan: {
      Type: 'Task',
      Resource: FUNCTION,
      Parameters: { 'id.$': '$.id', 'round.$': '$.round' },
      Next: 'Again?',
    },
    'Again?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.round', NumericLessThan: ROUNDS, Next: 'Route' }],
      Default: 'Done',
    },
    Route: { Type: 'Pass', Parameters: { 'id.$': '$.id', 'round.$': '$.round' }, Next: 'Ask' },
    Ask: {
      Type: 'Task',
      Resource: FUNCTION,
      Parameters: { 'id.$': '$.id', 'unit.$': '$.id', 'round.$': '$.round' },
      Next: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: 3600, Next: 'Answered?' },
    'Answered?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.nobody', IsPresent: true, Next: 'Done' }],
      Default: 'Conclude',
    },
    Conclude: {
      Type: 'Pass',
      Parameters: { 'id.$': '$.id', 'round.$': 'States.MathAdd($.round, 1)' },
      Next: 'Plan',
    },
    Done: { Type: 'Succeed' },
  },
};
