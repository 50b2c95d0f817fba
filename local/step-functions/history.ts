import { HistoryFull } from './errors.ts';
import type { Json, JsonObject } from './json.ts';

/** The types of events; a record holds the index. The order is part of the durable store: append only. */
const EVENT_TYPES = [
  'ExecutionStarted',
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionAborted',
  'ExecutionTimedOut',
  'PassStateEntered',
  'PassStateExited',
  'TaskStateEntered',
  'TaskStateExited',
  'TaskStateAborted',
  'ChoiceStateEntered',
  'ChoiceStateExited',
  'WaitStateEntered',
  'WaitStateExited',
  'WaitStateAborted',
  'SucceedStateEntered',
  'SucceedStateExited',
  'FailStateEntered',
  'ParallelStateEntered',
  'ParallelStateStarted',
  'ParallelStateSucceeded',
  'ParallelStateFailed',
  'ParallelStateAborted',
  'ParallelStateExited',
  'MapStateEntered',
  'MapStateStarted',
  'MapStateSucceeded',
  'MapStateFailed',
  'MapStateAborted',
  'MapStateExited',
  'MapIterationStarted',
  'MapIterationSucceeded',
  'MapIterationFailed',
  'MapIterationAborted',
  'LambdaFunctionScheduled',
  'LambdaFunctionStarted',
  'LambdaFunctionSucceeded',
  'LambdaFunctionFailed',
  'LambdaFunctionTimedOut',
  'TaskScheduled',
  'TaskStarted',
  'TaskSubmitted',
  'TaskSucceeded',
  'TaskFailed',
  'TaskTimedOut',
  'EvaluationFailed',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

const CODES = Object.fromEntries(EVENT_TYPES.map((type, code) => [type, code])) as Record<EventType, number>;

/** The number that stands for an event type in a history. */
export function codeOf(type: EventType): number {
  return CODES[type];
}

/** Most events of an execution (AWS quota). The last one must be an end. */
const EVENT_LIMIT = 25_000;

/**
 * One event as it is kept. What `subject`, `first` and `second` are depends on the type:
 *
 * | events | subject | first | second |
 * | --- | --- | --- | --- |
 * | …StateEntered | state | input | |
 * | …StateExited | state | output | assigned variables |
 * | Execution… | | input, output or error | cause |
 * | …Scheduled | resource | parameters | `[timeout, heartbeat, region]` |
 * | …Started, …Submitted, …Succeeded | resource | output | |
 * | …Failed, …TimedOut | resource | error | cause |
 * | MapIteration… | map state | index | |
 * | MapStateStarted | | length | |
 * | EvaluationFailed | state | cause | location |
 */
export interface EventRecord {
  readonly id: number;
  readonly previous: number;
  readonly code: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly subject: string | undefined;
  readonly first: Json | undefined;
  readonly second: Json | undefined;
}

/** Slots per event: code and milliseconds, seconds since the start, previous id, subject, first, second. */
const STRIDE = 6;
const CODE_BITS = 6;

/**
 * The events of one execution, flat in one array: executions are many and their events are mostly never looked at.
 * A durable store takes the events out of here after each commit; ids go on counting.
 */
export class History {
  readonly #start: number;
  #slots: unknown[] = [];
  #taken = 0;
  #count = 0;

  /** @param start epoch milliseconds of the execution's start; @param count events there already are elsewhere */
  constructor(start: number, count = 0) {
    this.#start = start;
    this.#count = count;
    this.#taken = count;
  }

  /** How many events the execution has had. */
  get count(): number {
    return this.#count;
  }

  /** How many of them are held here. */
  get held(): number {
    return this.#count - this.#taken;
  }

  /** Adds an event and returns its id. Throws HistoryFull when only the end of the execution would still fit. */
  add(code: number, previous: number, at: number, subject?: string, first?: Json, second?: Json): number {
    if (this.#count >= EVENT_LIMIT - 1 && code > 4) throw new HistoryFull();
    const offset = at - this.#start;
    const seconds = Math.floor(offset / 1000);
    this.#slots.push(
      code | ((offset - seconds * 1000) << CODE_BITS),
      seconds,
      previous,
      subject,
      first,
      second,
    );
    return ++this.#count;
  }

  /** The event with this id; it must be held here. */
  at(id: number): EventRecord {
    const slots = this.#slots;
    const base = (id - 1 - this.#taken) * STRIDE;
    const head = slots[base] as number;
    return {
      id,
      previous: slots[base + 2] as number,
      code: head & ((1 << CODE_BITS) - 1),
      at: this.#start + (slots[base + 1] as number) * 1000 + (head >> CODE_BITS),
      subject: slots[base + 3] as string | undefined,
      first: slots[base + 4] as Json | undefined,
      second: slots[base + 5] as Json | undefined,
    };
  }

  /** Takes out the events that are held. */
  take(): EventRecord[] {
    const events: EventRecord[] = [];
    for (let id = this.#taken + 1; id <= this.#count; id++) events.push(this.at(id));
    this.#slots = [];
    this.#taken = this.#count;
    return events;
  }

  /** Gives back the room for events that will not come. */
  trim(): void {
    this.#slots = this.#slots.slice();
  }
}

/** What rendering needs to know of the execution. */
export interface RenderContext {
  readonly roleArn: string;
  readonly inputText: string;
  /** Whether inputs and outputs are shown. */
  readonly data: boolean;
}

/** An event as GetExecutionHistory answers it. */
export function renderEvent(event: EventRecord, context: RenderContext): Record<string, unknown> {
  const type = EVENT_TYPES[event.code]!;
  const rendered: Record<string, unknown> = {
    timestamp: event.at / 1000,
    type,
    id: event.id,
    previousEventId: event.previous,
  };
  const details = detailsOf(type, event, context);
  if (details !== undefined) rendered[details[0]] = details[1];
  return rendered;
}

const NOT_TRUNCATED = { truncated: false };

function detailsOf(
  type: EventType,
  event: EventRecord,
  context: RenderContext,
): [string, Record<string, unknown>] | undefined {
  const { subject, first, second } = event;
  if (type.endsWith('StateEntered')) {
    return ['stateEnteredEventDetails', { name: subject, ...dataMember('input', first, context) }];
  }
  if (type.endsWith('StateExited')) {
    const assigned = second as JsonObject | undefined;
    return [
      'stateExitedEventDetails',
      {
        name: subject,
        ...dataMember('output', first, context),
        ...(assigned === undefined || !context.data
          ? {}
          : { assignedVariables: assignedVariables(assigned), assignedVariablesDetails: NOT_TRUNCATED }),
      },
    ];
  }
  if (type.startsWith('MapIteration')) {
    return [`${lowerFirst(type)}EventDetails`, { name: subject, index: first }];
  }
  switch (type) {
    case 'ExecutionStarted':
      return [
        'executionStartedEventDetails',
        {
          ...(context.data ? { input: context.inputText, inputDetails: NOT_TRUNCATED } : {}),
          roleArn: context.roleArn,
        },
      ];
    case 'ExecutionSucceeded':
      return ['executionSucceededEventDetails', dataMember('output', first, context)];
    case 'ExecutionFailed':
    case 'ExecutionAborted':
    case 'ExecutionTimedOut':
      return [`${lowerFirst(type)}EventDetails`, errorMembers(first, second)];
    case 'MapStateStarted':
      return ['mapStateStartedEventDetails', { length: first }];
    case 'EvaluationFailed':
      return [
        'evaluationFailedEventDetails',
        {
          error: 'States.QueryEvaluationError',
          cause: first,
          ...(second === undefined ? {} : { location: second }),
          state: subject,
        },
      ];
    case 'LambdaFunctionScheduled': {
      const [timeout] = second as readonly (number | null)[];
      return [
        'lambdaFunctionScheduledEventDetails',
        {
          resource: subject,
          ...dataMember('input', first, context),
          ...(timeout === null ? {} : { timeoutInSeconds: timeout }),
        },
      ];
    }
    case 'LambdaFunctionSucceeded':
      return ['lambdaFunctionSucceededEventDetails', dataMember('output', first, context)];
    case 'LambdaFunctionFailed':
    case 'LambdaFunctionTimedOut':
      return [`${lowerFirst(type)}EventDetails`, errorMembers(first, second)];
    case 'TaskScheduled': {
      const [timeout, heartbeat, region] = second as readonly (number | string | null)[];
      return [
        'taskScheduledEventDetails',
        {
          ...resourceMembers(subject),
          region,
          ...(context.data ? { parameters: JSON.stringify(first) } : { parameters: '' }),
          ...(timeout === null ? {} : { timeoutInSeconds: timeout }),
          ...(heartbeat === null ? {} : { heartbeatInSeconds: heartbeat }),
        },
      ];
    }
    case 'TaskStarted':
      return ['taskStartedEventDetails', resourceMembers(subject)];
    case 'TaskSubmitted':
    case 'TaskSucceeded':
      return [
        `${lowerFirst(type)}EventDetails`,
        { ...resourceMembers(subject), ...dataMember('output', first, context) },
      ];
    case 'TaskFailed':
    case 'TaskTimedOut':
      return [
        `${lowerFirst(type)}EventDetails`,
        { ...resourceMembers(subject), ...errorMembers(first, second) },
      ];
    default:
      return undefined;
  }
}

function dataMember(
  name: 'input' | 'output',
  value: Json | undefined,
  context: RenderContext,
): Record<string, unknown> {
  if (!context.data || value === undefined) return {};
  return { [name]: JSON.stringify(value), [`${name}Details`]: NOT_TRUNCATED };
}

function errorMembers(error: Json | undefined, cause: Json | undefined): Record<string, unknown> {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

function assignedVariables(assigned: JsonObject): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of Object.keys(assigned).sort()) texts[name] = JSON.stringify(assigned[name]);
  return texts;
}

/** `arn:aws:states:::aws-sdk:dynamodb:putItem` is resource type `aws-sdk:dynamodb`, resource `putItem`. */
function resourceMembers(resource: string | undefined): { resourceType: string; resource: string } {
  const service = (resource ?? '').split(':').slice(5);
  const type = service[0] === 'aws-sdk' ? service.splice(0, 2) : service.splice(0, 1);
  return { resourceType: type.join(':'), resource: service.join(':') };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
