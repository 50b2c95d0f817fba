/**
 * Names of errors that the workflows speak of. A handler that throws one gives its class the same `name`; each
 * name in an `ErrorEquals` is one of these or one that AWS defines (STYLE 5).
 */

/** Thrown by a step whose generation is no longer the current one of its plan: the execution then ends quietly. */
export const STALE_PLAN = 'StalePlan';

/** Thrown by `Assign` where another stage has become due since the hub looked: the hub is asked again. */
export const STAGE_CHANGED = 'StageChanged';

/**
 * The execution fails with this where a step answers with an enum that its definition does not know. It keeps the
 * definition that it began with for up to 330 days, while the code behind it is today's; the plan is then made
 * anew, by rescue, on today's definition.
 */
export const UNKNOWN_ANSWER = 'UnknownAnswer';

/** Names that AWS gives to what goes wrong around a step, as far as the workflows name them. */
export const awsErrors = {
  timeout: 'States.Timeout',
  taskFailed: 'States.TaskFailed',
  all: 'States.ALL',
  lambda: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.TooManyRequestsException',
    'Lambda.Unknown',
  ],
} as const;
