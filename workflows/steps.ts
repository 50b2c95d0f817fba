import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { type Endings, STEP_TIMEOUT_SECONDS, withDefaults } from './defaults.ts';
import { answer, stepInputPayload, taskToken, untilNextRung } from './expressions.ts';

/** The Lambda functions that the definitions name. One that ASL has named stays until every execution has moved on. */
export const stepNames = [
  'plan-next-stage',
  'assign-task',
  'await-answer',
  'climb-ladder',
  'conclude-stage',
  'close-pathway',
  'replan-pathway',
] as const;
export type StepName = (typeof stepNames)[number];
export type Steps = Readonly<Record<StepName, IFunction>>;

interface StepProps {
  readonly stateName: string;
  readonly comment: string;
  readonly step: IFunction;
  /** What the step needs beside `stepInput`. */
  readonly payload?: Readonly<Record<string, string>>;
  /** The variable that its answer becomes. */
  readonly into?: 'plan' | 'care';
  readonly endings: Endings;
  /** Where it goes if its stage is no longer the one that is due. */
  readonly changed?: sfn.IChainable;
}

/** A state that calls a Lambda and goes on with its answer. */
export function step(scope: Construct, id: string, props: StepProps): LambdaInvoke {
  const task = LambdaInvoke.jsonata(scope, id, {
    stateName: props.stateName,
    comment: props.comment,
    lambdaFunction: props.step,
    payload: sfn.TaskInput.fromObject({ ...stepInputPayload, ...props.payload }),
    retryOnServiceExceptions: false,
    taskTimeout: sfn.Timeout.duration(Duration.seconds(STEP_TIMEOUT_SECONDS)),
    ...(props.into ? { assign: { [props.into]: answer } } : {}),
    // What is needed later is a variable; the Lambda's answer, with its headers, is not dragged along.
    outputs: {},
  });
  return withDefaults(task, props.endings, { changed: props.changed });
}

/** A state that calls a Lambda with a task token and waits for a person, until the ladder's next rung. */
export function awaitStep(
  scope: Construct,
  id: string,
  props: Omit<StepProps, 'into'> & { readonly timedOut: sfn.IChainable },
): LambdaInvoke {
  const task = LambdaInvoke.jsonata(scope, id, {
    stateName: props.stateName,
    comment: props.comment,
    lambdaFunction: props.step,
    integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: sfn.TaskInput.fromObject({ ...stepInputPayload, ...props.payload, token: taskToken }),
    retryOnServiceExceptions: false,
    // `Timeout.at` would render a field that AWS refuses in a JSONata state.
    taskTimeout: sfn.Timeout.jsonata(untilNextRung),
    outputs: {},
  });
  return withDefaults(task, props.endings, { timedOut: props.timedOut });
}
