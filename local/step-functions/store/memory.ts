import { randomBytes } from 'node:crypto';
import type { Execution } from '../execution.ts';
import type { EventRecord } from '../history.ts';
import { Queue } from '../queue.ts';
import {
  type ExecutionView,
  type ListQuery,
  type MachineRecord,
  type RevisionRecord,
  type Store,
  type StoredState,
  viewOf,
} from './store.ts';

/** Keeps the executions themselves; they are gone with the process. */
export class MemoryStore implements Store {
  readonly durable = false;
  readonly #byArn = new Map<string, Execution>();
  readonly #byKey = new Map<number, Execution>();
  /** By machine and key; the order of keys is that of creation. */
  readonly #byMachine = new Map<string, Map<number, Execution>>();
  /** Those that have ended, in the order of their ends. */
  readonly #ended = new Queue<Execution>();
  readonly #revisions = new Map<number, RevisionRecord>();

  load(): StoredState {
    return {
      machines: [],
      revisions: [],
      nextKey: 1,
      nextSequence: 1,
      secret: randomBytes(16).toString('base64url'),
    };
  }

  running(): void {}

  putMachine(_machine: MachineRecord, revision: RevisionRecord): void {
    this.#revisions.set(revision.id, revision);
  }

  removeMachine(arn: string): void {
    for (const execution of this.#byMachine.get(arn)?.values() ?? []) this.#forget(execution);
    this.#byMachine.delete(arn);
  }

  revision(key: number): RevisionRecord | undefined {
    return this.#revisions.get(key);
  }

  commit(executions: readonly Execution[]): void {
    for (const execution of executions) {
      execution.changed.clear();
      execution.removed.clear();
      if (execution.status !== 'RUNNING') {
        execution.history.trim();
        this.#ended.push(execution);
      }
      if (execution.stored) continue;
      execution.stored = true;
      this.#byArn.set(execution.arn, execution);
      this.#byKey.set(execution.key, execution);
      const { machineArn } = execution.revision;
      let siblings = this.#byMachine.get(machineArn);
      if (siblings === undefined) {
        siblings = new Map();
        this.#byMachine.set(machineArn, siblings);
      }
      siblings.set(execution.key, execution);
    }
  }

  find(arn: string): ExecutionView | undefined {
    const execution = this.#byArn.get(arn);
    return execution === undefined ? undefined : viewOf(execution);
  }

  list({ machineArn, status, before, name, arnPrefix, limit }: ListQuery): ExecutionView[] {
    const all =
      machineArn === undefined
        ? [...this.#byKey.values()]
        : [...(this.#byMachine.get(machineArn)?.values() ?? [])];
    const found: ExecutionView[] = [];
    for (let index = all.length - 1; index >= 0 && found.length < limit; index--) {
      const execution = all[index]!;
      if (before !== undefined && execution.key >= before) continue;
      if (status !== undefined && execution.status !== status) continue;
      if (name !== undefined && !execution.name.includes(name)) continue;
      if (arnPrefix !== undefined && !execution.arn.startsWith(arnPrefix)) continue;
      found.push(viewOf(execution));
    }
    return found;
  }

  events(key: number): EventRecord[] {
    const history = this.#byKey.get(key)?.history;
    if (history === undefined) return [];
    return Array.from({ length: history.count }, (_, index) => history.at(index + 1));
  }

  purge(before: number): number {
    let purged = 0;
    for (
      let first = this.#ended.first();
      first !== undefined && first.stopDate! < before;
      first = this.#ended.first()
    ) {
      this.#ended.shift();
      if (!this.#byKey.has(first.key)) continue;
      this.#byMachine.get(first.revision.machineArn)?.delete(first.key);
      this.#forget(first);
      purged++;
    }
    return purged;
  }

  close(): void {}

  #forget(execution: Execution): void {
    this.#byArn.delete(execution.arn);
    this.#byKey.delete(execution.key);
  }
}
