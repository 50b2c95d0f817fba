import type { TaskState } from '../definition/model.ts';
import { StepFunctionsError } from '../errors.ts';
import type { Execution, ParentLink, Thread } from '../execution.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { awaits, type TaskOutcome, taskAnswered, taskSubmitted } from '../interpreter/task-state.ts';
import type { Json } from '../json.ts';
import type { ExecutionView } from '../store/store.ts';
import type { Book, StartRequest } from './book.ts';
import { type Call, members } from './calls.ts';
import { demandInput, demandName } from './demands.ts';
import { withMetadata } from './integrations.ts';
import type { Tokens } from './tokens.ts';

interface Owner {
  readonly interpreter: Interpreter;
  readonly book: Book;
  readonly tokens: Tokens;
  /** Makes an execution that does not run yet. */
  create(request: StartRequest): Execution;
  expected(call: Call): boolean;
}

/** Executions that are started by tasks of others: `states:startExecution`, with `.sync`, `.sync:2` or a token. */
export class Children {
  readonly #owner: Owner;

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  /**
   * Starts what a task asks for. A call may be made again after a crash: a name that was not given is always the same
   * for a try, and a child that is there already is taken for its own. Throws what StartExecution answers.
   */
  start(call: Call, parameters: Json): void {
    const { book, interpreter, tokens } = this.#owner;
    const { execution, thread, attempt } = call;
    const { StateMachineArn: machineArn, Input: input = {}, Name: name } = members(parameters);
    const machine = typeof machineArn === 'string' ? book.machines.get(machineArn) : undefined;
    if (machine === undefined) {
      throw new StepFunctionsError(
        'StateMachineDoesNotExist',
        `State Machine Does Not Exist: '${machineArn}'`,
      );
    }
    const link: ParentLink = { execution: execution.key, thread: thread.id, attempt };
    const childName = typeof name === 'string' ? name : tokens.uuid(link);
    demandName(childName);
    const inputText = typeof input === 'string' ? input : JSON.stringify(input);
    const childInput = demandInput(inputText);
    const arn = book.executionArn(machine.name, childName);
    const existing = book.find(arn);
    if (existing !== undefined && typeof name === 'string' && !sameLink(existing.parent, link)) {
      throw new StepFunctionsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const child =
      existing === undefined
        ? this.#owner.create({ machine, name: childName, inputText, input: childInput, parent: link })
        : undefined;
    const startDate = child?.startDate ?? existing!.startDate;
    const result = withMetadata({ ExecutionArn: arn, StartDate: startDate });
    const { pattern } = (thread.state as TaskState).resource;
    interpreter.submit(execution, () => {
      if (!this.#owner.expected(call)) return;
      if (pattern === 'request') return taskAnswered(interpreter, execution, thread, { result });
      if (pattern === 'token') return taskSubmitted(interpreter, execution, thread, result, 'token');
      taskSubmitted(interpreter, execution, thread, result, 'child');
      thread.child = arn;
      this.findAgain(execution, thread);
    });
    if (child !== undefined) interpreter.start(child);
  }

  /** After a restart: a child may have ended without its parent hearing of it. */
  findAgain(execution: Execution, thread: Thread): void {
    const { attempt, child } = thread;
    const { book } = this.#owner;
    if (child === undefined || book.running(child) !== undefined) return;
    const view = book.find(child);
    if (view !== undefined) this.ended({ execution: execution.key, thread: thread.id, attempt }, view);
  }

  /** A child has ended: its parent's task has its answer. */
  ended(link: ParentLink, child: ExecutionView): void {
    const { book, interpreter } = this.#owner;
    const execution = book.runningByKey(link.execution);
    if (execution === undefined) return;
    interpreter.submit(execution, () => {
      const thread = execution.threads.get(link.thread);
      if (!awaits(thread, link.attempt) || thread.phase !== 'child') return;
      thread.child = undefined;
      const { pattern } = (thread.state as TaskState).resource;
      return taskAnswered(interpreter, execution, thread, outcomeOf(child, pattern === 'sync2'));
    });
  }

  /** Stops a child that nobody waits for any more. */
  stop(arn: string): void {
    const { book, interpreter } = this.#owner;
    const child = book.running(arn);
    if (child === undefined) return;
    interpreter.submit(child, () => {
      if (child.status === 'RUNNING') interpreter.end(child, 'ABORTED', 0, undefined);
    });
  }
}

function sameLink(one: ParentLink | undefined, other: ParentLink): boolean {
  return (
    one !== undefined &&
    one.execution === other.execution &&
    one.thread === other.thread &&
    one.attempt === other.attempt
  );
}

/** What `.sync` makes of a child's end: its description, with JSON as such in `.sync:2`. */
function outcomeOf(child: ExecutionView, decoded: boolean): TaskOutcome {
  const data = (text: string): Json => (decoded ? (JSON.parse(text) as Json) : text);
  const description: Record<string, Json> = {};
  if (child.cause !== undefined) description.Cause = child.cause;
  if (child.error !== undefined) description.Error = child.error;
  description.ExecutionArn = child.arn;
  description.Input = data(child.inputText);
  description.InputDetails = { Included: true };
  description.Name = child.name;
  if (child.outputText !== undefined) {
    description.Output = data(child.outputText);
    description.OutputDetails = { Included: true };
  }
  description.StartDate = child.startDate;
  description.StateMachineArn = child.machineArn;
  description.Status = child.status;
  description.StopDate = child.stopDate ?? null;
  if (child.status === 'SUCCEEDED') return { result: description };
  return { error: 'States.TaskFailed', cause: JSON.stringify(description) };
}
