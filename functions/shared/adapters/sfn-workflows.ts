import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { Workflows } from '../ports.ts';

export interface SfnWorkflowsOptions {
  readonly client: SFNClient;
  readonly pathwayMachineArn: string;
  readonly followUpMachineArn: string;
}

/** Step Functions. Names are deterministic, so that a repeated call finds what the first one did. */
export function createSfnWorkflows(options: SfnWorkflowsOptions): Workflows {
  const { client } = options;
  const machineOf = (plan: string) => (plan === 'p' ? options.pathwayMachineArn : options.followUpMachineArn);
  const executionOf = (plan: string, name: string) =>
    `${machineOf(plan).replace(':stateMachine:', ':execution:')}:${name}`;

  return {
    async start(plan, name, input) {
      // A running execution of the same name and input answers as if just started; a closed one exists already.
      await unless([ExecutionAlreadyExists], () =>
        client.send(
          new StartExecutionCommand({
            stateMachineArn: machineOf(plan),
            name,
            input: JSON.stringify(input),
          }),
        ),
      );
    },

    async stop(plan, name) {
      await unless([ExecutionDoesNotExist], () =>
        client.send(new StopExecutionCommand({ executionArn: executionOf(plan, name) })),
      );
    },

    async answer(token) {
      await unless([TaskTimedOut, InvalidToken, TaskDoesNotExist], () =>
        client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' })),
      );
    },

    async isRunning(plan, name) {
      const described = await unless([ExecutionDoesNotExist], () =>
        client.send(new DescribeExecutionCommand({ executionArn: executionOf(plan, name) })),
      );
      return described?.status === 'RUNNING';
    },
  };
}

type ErrorClass = abstract new (...args: never[]) => Error;

/** What the call answers, or undefined where it failed as expected: what was asked for is so already. */
async function unless<T>(expected: readonly ErrorClass[], call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (expected.some((known) => error instanceof known)) return undefined;
    throw error;
  }
}
