import type { Core } from '../core/core.ts';
import { demandInput, demandName } from '../core/demands.ts';
import { StepFunctionsError } from '../errors.ts';
import type { ExecutionStatus } from '../execution.ts';
import { renderEvent } from '../history.ts';
import { taskAnswered } from '../interpreter/task-state.ts';
import { type Json, PAYLOAD_LIMIT, toJson } from '../json.ts';
import type { ExecutionView } from '../store/store.ts';
import { arnName, type Input, pagePosition, pageToken } from './input.ts';
import { machineOf } from './machines.ts';

const ERROR_LIMIT = 256;
const CAUSE_LIMIT = 32_768;

function executionOf(core: Core, arn: string): ExecutionView {
  arnName(arn, 'execution');
  core.flush();
  const execution = core.book.find(arn);
  if (execution === undefined) {
    throw new StepFunctionsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }
  return execution;
}

export async function startExecution(core: Core, input: Input): Promise<unknown> {
  const machine = machineOf(core, input.string('stateMachineArn'));
  const name = input.optionalString('name') ?? core.uuid();
  demandName(name);
  const inputText = input.optionalString('input') ?? '{}';
  const parsed = demandInput(inputText);
  const existing = core.book.find(core.book.executionArn(machine.name, name));
  if (existing !== undefined) {
    if (existing.status === 'RUNNING' && existing.inputText === inputText) {
      return { executionArn: existing.arn, startDate: existing.startDate / 1000 };
    }
    throw new StepFunctionsError('ExecutionAlreadyExists', `Execution Already Exists: '${existing.arn}'`);
  }
  const execution = await core.start({ machine, name, inputText, input: parsed });
  return { executionArn: execution.arn, startDate: execution.startDate / 1000 };
}

export async function stopExecution(core: Core, input: Input): Promise<unknown> {
  const arn = input.string('executionArn');
  const error = input.optionalString('error');
  const cause = input.optionalString('cause');
  input.limited('error', error, ERROR_LIMIT);
  input.limited('cause', cause, CAUSE_LIMIT);
  const view = executionOf(core, arn);
  const execution = core.book.running(arn);
  if (execution !== undefined) {
    await core.stop(execution, error, cause);
    return { stopDate: (execution.stopDate ?? core.now()) / 1000 };
  }
  return { stopDate: (view.stopDate ?? core.now()) / 1000 };
}

const INCLUDED = { included: true };

export function describeExecution(core: Core, input: Input): unknown {
  const execution = executionOf(core, input.string('executionArn'));
  const data = input.oneOf('includedData', ['ALL_DATA', 'METADATA_ONLY']) !== 'METADATA_ONLY';
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machineArn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startDate / 1000,
    ...(execution.stopDate === undefined ? {} : { stopDate: execution.stopDate / 1000 }),
    ...(data ? { input: execution.inputText, inputDetails: INCLUDED } : {}),
    ...(data && execution.outputText !== undefined
      ? { output: execution.outputText, outputDetails: INCLUDED }
      : {}),
    ...(execution.error === undefined ? {} : { error: execution.error }),
    ...(execution.cause === undefined ? {} : { cause: execution.cause }),
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Redrive is not supported',
  };
}

export function describeStateMachineForExecution(core: Core, input: Input): unknown {
  const execution = executionOf(core, input.string('executionArn'));
  const revision = core.book.revision(execution.revision)!;
  return {
    stateMachineArn: revision.machineArn,
    name: revision.machineName,
    definition: revision.definition,
    roleArn: revision.roleArn,
    updateDate: (core.book.machines.get(revision.machineArn)?.updateDate ?? execution.startDate) / 1000,
  };
}

const STATUSES: readonly ExecutionStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

export function listExecutions(core: Core, input: Input): unknown {
  const limit = input.maxResults();
  const status = input.oneOf('statusFilter', [...STATUSES, 'PENDING_REDRIVE' as const]);
  if (!input.has('stateMachineArn')) {
    throw new StepFunctionsError('ValidationException', 'stateMachineArn is required');
  }
  const machine = machineOf(core, input.string('stateMachineArn'));
  if (status === 'PENDING_REDRIVE') return { executions: [] };
  core.flush();
  const before = pagePosition(input.optionalString('nextToken'));
  const found = core.store.list({
    machineArn: machine.arn,
    status,
    before,
    name: undefined,
    arnPrefix: undefined,
    limit: limit + 1,
  });
  const page = found.slice(0, limit);
  return {
    executions: page.map((execution) => ({
      executionArn: execution.arn,
      stateMachineArn: execution.machineArn,
      name: execution.name,
      status: execution.status,
      startDate: execution.startDate / 1000,
      ...(execution.stopDate === undefined ? {} : { stopDate: execution.stopDate / 1000 }),
      redriveCount: 0,
    })),
    ...(found.length > limit ? { nextToken: pageToken(page.at(-1)!.key) } : {}),
  };
}

export function getExecutionHistory(core: Core, input: Input): unknown {
  const limit = input.maxResults();
  const reverse = input.boolean('reverseOrder', false);
  const data = input.boolean('includeExecutionData', true);
  const execution = executionOf(core, input.string('executionArn'));
  const position = pagePosition(input.optionalString('nextToken'));
  const events = core.store.events(execution.key);
  // A position is the id of the next event, so that events added meanwhile do not move the pages.
  const first = position ?? (reverse ? events.length : 1);
  const page = reverse
    ? events.slice(Math.max(0, first - limit), first).reverse()
    : events.slice(first - 1, first - 1 + limit);
  const next = reverse ? first - limit : first + limit;
  const more = reverse ? next >= 1 : next <= events.length;
  const context = {
    roleArn: core.book.revision(execution.revision)!.roleArn,
    inputText: execution.inputText,
    data,
  };
  return {
    events: page.map((event) => renderEvent(event, context)),
    ...(more ? { nextToken: pageToken(next) } : {}),
  };
}

export async function sendTaskSuccess(core: Core, input: Input): Promise<unknown> {
  const token = input.string('taskToken');
  const text = input.string('output');
  if (Buffer.byteLength(text) > PAYLOAD_LIMIT) {
    throw new StepFunctionsError(
      'InvalidOutput',
      `Invalid Output: 'The output has more than ${PAYLOAD_LIMIT} bytes'`,
    );
  }
  let result: Json;
  try {
    result = toJson(JSON.parse(text));
  } catch (thrown) {
    throw new StepFunctionsError('InvalidOutput', `Invalid Output: '${(thrown as Error).message}'`);
  }
  await core.answerToken(token, (execution, thread) =>
    taskAnswered(core.interpreter, execution, thread, { result }),
  );
  return {};
}

export async function sendTaskFailure(core: Core, input: Input): Promise<unknown> {
  const token = input.string('taskToken');
  const error = input.optionalString('error');
  const cause = input.optionalString('cause');
  input.limited('error', error, ERROR_LIMIT);
  input.limited('cause', cause, CAUSE_LIMIT);
  await core.answerToken(token, (execution, thread) =>
    taskAnswered(core.interpreter, execution, thread, { error, cause }),
  );
  return {};
}

export async function sendTaskHeartbeat(core: Core, input: Input): Promise<unknown> {
  await core.answerToken(input.string('taskToken'), (execution, thread) =>
    core.interpreter.beat(execution, thread),
  );
  return {};
}
