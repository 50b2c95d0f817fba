import type { TaskAnswer } from '../../index.ts';

/** An execution recorded from AWS; see README.md beside the recordings. */
export interface Recording {
  readonly id: string;
  readonly definition: unknown;
  readonly input: unknown;
  readonly mocks?: Readonly<Record<string, readonly Mock[]>>;
  readonly expected: {
    readonly status: string;
    readonly output?: unknown;
    readonly error?: string;
    readonly cause?: string;
    readonly events?: readonly RecordedEvent[];
  };
  readonly tolerances?: readonly string[];
  readonly eventTolerances?: readonly string[];
}

type Mock =
  | { readonly return: unknown }
  | {
      readonly throw: { readonly errorType: string; readonly errorMessage?: string; readonly cause?: string };
    };

type RecordedEvent = Readonly<Record<string, unknown>>;

/** Answers a recording's tasks: each state's outcomes in the order of its calls. */
export function answersOf(recording: Recording): (stateName: string) => Promise<TaskAnswer> {
  const used = new Map<string, number>();
  const submitted = (recording.expected.events ?? []).filter((event) => event.type === 'TaskSubmitted');
  return async (stateName) => {
    const index = used.get(stateName) ?? 0;
    used.set(stateName, index + 1);
    const mock = recording.mocks?.[stateName]?.[index];
    if (mock === undefined) throw new Error(`No outcome recorded for call ${index + 1} of ${stateName}`);
    const before = submitted.length > 0 ? { submitted: submitted.shift()!.output } : {};
    if ('return' in mock) return { result: mock.return, ...before };
    const { errorType, errorMessage, cause = errorMessage } = mock.throw;
    return { error: errorType, ...(cause === undefined ? {} : { cause }), ...before };
  };
}

/** Names that details carry and recordings leave out. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'inputDetails',
  'outputDetails',
  'assignedVariablesDetails',
  'roleArn',
]);
const JSON_TEXT: ReadonlySet<string> = new Set(['input', 'output', 'parameters']);

/** An event of GetExecutionHistory in the form of the recordings: one level, JSON text decoded. */
export function flatten(event: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(event)) {
    if (name === 'timestamp') continue;
    if (!name.endsWith('EventDetails')) {
      flat[name] = value;
      continue;
    }
    for (const [member, content] of Object.entries(value as Record<string, unknown>)) {
      if (LEFT_OUT.has(member)) continue;
      if (JSON_TEXT.has(member)) flat[member] = JSON.parse(content as string);
      else if (member === 'assignedVariables') {
        flat[member] = Object.fromEntries(
          Object.entries(content as Record<string, string>).map(([variable, text]) => [
            variable,
            JSON.parse(text),
          ]),
        );
      } else if ((member === 'name' && /^state(Entered|Exited)/.test(name)) || member === 'state') {
        flat.stateName = content;
      } else flat[member] = content;
    }
  }
  const cause = flat.cause;
  if (typeof cause === 'string' && cause.startsWith('{')) {
    try {
      flat.causeJson = JSON.parse(cause);
    } catch {
      // Not JSON: then the recording has none either.
    }
  }
  return flat;
}

/** `$.a["b c"][0]` as steps. */
function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\.([A-Za-z_$][\w$-]*)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]/g)].map(
    ([, name, quoted, index]) => (index === undefined ? (name ?? quoted!) : Number(index)),
  );
}

const ANY = '«any»';

/** A copy in which the values at the paths count as equal to anything that is there. */
function masked(value: unknown, paths: readonly string[]): unknown {
  const copy = structuredClone(value);
  for (const path of paths) {
    const steps = stepsOf(path);
    let holder: unknown = { root: copy };
    let key: string | number = 'root';
    for (const step of steps) {
      holder = (holder as Record<string | number, unknown>)[key];
      key = step;
      if (typeof holder !== 'object' || holder === null) break;
    }
    if (typeof holder === 'object' && holder !== null && key in holder) {
      (holder as Record<string | number, unknown>)[key] = ANY;
    }
  }
  return copy;
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
        : member,
    ) ?? 'undefined'
  );
}

export interface Difference {
  readonly where: string;
  readonly recorded: string;
  readonly actual: string;
}

/** What an execution answered. */
export interface Outcome {
  readonly status: string;
  readonly output?: unknown;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly events: readonly Record<string, unknown>[];
}

/** Where an outcome departs from a recording. */
export function differences(recording: Recording, outcome: Outcome): Difference[] {
  const { expected, tolerances = [], eventTolerances = [] } = recording;
  const found: Difference[] = [];
  const compare = (where: string, recorded: unknown, actual: unknown) => {
    const left = canonical(recorded);
    const right = canonical(actual);
    if (left !== right) found.push({ where, recorded: left, actual: right });
  };
  compare('status', expected.status, outcome.status);
  compare('output', masked(expected.output, tolerances), masked(outcome.output, tolerances));
  compare('error', expected.error, outcome.error);
  compare('cause', expected.cause, outcome.cause);
  if (expected.events === undefined) return found;
  const recorded = expected.events.map((event, index) => {
    const prefix = `$.events[${index}]`;
    const paths = eventTolerances
      .filter((path) => path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`))
      .map((path) => `$${path.slice(prefix.length)}`);
    return { event, paths };
  });
  const actual = [...outcome.events];
  for (let index = 0; index < recorded.length; ) {
    // Events without an id stand in an order of the recorder's: they are matched as a set.
    let end = index + 1;
    if (!('id' in recorded[index]!.event))
      while (end < recorded.length && !('id' in recorded[end]!.event)) end++;
    const candidates = actual.slice(index, end);
    for (let position = index; position < end; position++) {
      const { event, paths } = recorded[position]!;
      const wanted = canonical(comparable(event, event, paths));
      const match = candidates.findIndex(
        (candidate) => canonical(comparable(candidate, event, paths)) === wanted,
      );
      if (match >= 0) candidates.splice(match, 1);
      else {
        const nearest =
          end === index + 1 ? candidates[0] : candidates.find(({ type }) => type === event.type);
        compare(
          `event ${position + 1}`,
          comparable(event, event, paths),
          nearest && comparable(nearest, event, paths),
        );
      }
    }
    index = end;
  }
  for (const extra of actual.slice(recorded.length)) compare('one more event', undefined, extra);
  return found;
}

function comparable(
  event: Readonly<Record<string, unknown>>,
  like: RecordedEvent,
  paths: readonly string[],
): unknown {
  const copy: Record<string, unknown> = { ...event };
  delete copy.reconstructed;
  for (const name of ['id', 'previousEventId']) if (!(name in like)) delete copy[name];
  return masked(copy, paths);
}

/** Differences side by side, for people. */
export function report(found: readonly Difference[]): string {
  return found
    .map(({ where, recorded, actual }) => `${where}\n  recorded  ${recorded}\n  here      ${actual}`)
    .join('\n');
}
