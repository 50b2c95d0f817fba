import type { Block } from '../definition/model.ts';
import { type Group, type MapItem, type Phase, Thread } from '../execution.ts';
import type { Json, JsonObject } from '../json.ts';

type Due = readonly [at: number, sequence: number] | null;

/** A thread as a durable store keeps it; JSON text. */
interface Snapshot {
  readonly id: number;
  readonly parent: number | null;
  readonly index: number;
  readonly state: string;
  readonly phase: Phase;
  readonly input: Json;
  readonly variables: JsonObject;
  readonly last: number;
  readonly entered: readonly [id: number, previous: number, at: number];
  readonly attempt: number;
  readonly retryCount: number;
  readonly retries?: number[] | undefined;
  readonly due: Due;
  readonly heartbeatDue: Due;
  readonly heartbeatSeconds?: number | undefined;
  readonly parameters?: Json | undefined;
  readonly child?: string | undefined;
  readonly item?: MapItem | undefined;
  readonly group?: Omit<Group, 'threads'> | undefined;
}

/** A thread's state as text. */
export function writeThread(thread: Thread): string {
  const { timer, heartbeatTimer, group } = thread;
  const snapshot: Snapshot = {
    id: thread.id,
    parent: thread.parent?.id ?? null,
    index: thread.index,
    state: thread.state.name,
    phase: thread.phase,
    input: thread.input,
    variables: thread.variables,
    last: thread.last,
    entered: [thread.enteredId, thread.enteredPrevious, thread.enteredAt],
    attempt: thread.attempt,
    retryCount: thread.retryCount,
    retries: thread.retries,
    due: timer === undefined ? null : [timer.at, timer.sequence],
    heartbeatDue: heartbeatTimer === undefined ? null : [heartbeatTimer.at, heartbeatTimer.sequence],
    heartbeatSeconds: thread.heartbeatSeconds,
    parameters: thread.parameters,
    child: thread.child,
    item: thread.item,
    group: group === undefined ? undefined : ({ ...group, threads: undefined } as Omit<Group, 'threads'>),
  };
  return JSON.stringify(snapshot);
}

/** A thread that was read, and when it wants to be woken. */
export interface RestoredThread {
  readonly thread: Thread;
  readonly due: Due;
  readonly heartbeatDue: Due;
}

/** Brings threads back; a parent always has a smaller id than its children. */
export function readThreads(texts: readonly string[], root: Block): RestoredThread[] {
  const threads = new Map<number, Thread>();
  const snapshots = texts.map((text) => JSON.parse(text) as Snapshot).sort((one, other) => one.id - other.id);
  return snapshots.map((snapshot) => {
    const parent = snapshot.parent === null ? undefined : threads.get(snapshot.parent)!;
    const block = parent === undefined ? root : innerBlock(parent, snapshot.index);
    const thread = new Thread(
      snapshot.id,
      parent,
      snapshot.index,
      block,
      snapshot.input,
      snapshot.variables,
      snapshot.last,
      snapshot.item,
    );
    thread.state = block.states.get(snapshot.state)!;
    thread.phase = snapshot.phase;
    [thread.enteredId, thread.enteredPrevious, thread.enteredAt] = snapshot.entered;
    thread.open = snapshot.phase !== 'ready';
    thread.attempt = snapshot.attempt;
    thread.retryCount = snapshot.retryCount;
    thread.retries = snapshot.retries;
    thread.heartbeatSeconds = snapshot.heartbeatSeconds;
    thread.parameters = snapshot.parameters;
    thread.child = snapshot.child;
    if (snapshot.group !== undefined) thread.group = { ...snapshot.group, threads: new Set() };
    parent?.group?.threads.add(thread);
    threads.set(thread.id, thread);
    return { thread, due: snapshot.due, heartbeatDue: snapshot.heartbeatDue };
  });
}

function innerBlock(parent: Thread, index: number): Block {
  const { state } = parent;
  if (state.type === 'Parallel') return state.branches[index]!;
  if (state.type === 'Map') return state.processor;
  throw new Error(`The state '${state.name}' has no branches`);
}
