import type { Compiler } from '../definition/compile.ts';
import { Execution, type ParentLink, type Revision } from '../execution.ts';
import type { Json, JsonObject } from '../json.ts';
import {
  type ExecutionView,
  type MachineRecord,
  type RevisionRecord,
  type Store,
  viewOf,
} from '../store/store.ts';

/** What a start is asked for. */
export interface StartRequest {
  readonly machine: MachineRecord;
  readonly name: string;
  readonly inputText: string;
  readonly input: Json;
  readonly parent?: ParentLink;
}

interface Place {
  readonly region: string;
  readonly accountId: string;
  readonly now: () => number;
}

/** The machines, their revisions, and the executions that run. */
export class Book {
  readonly machines = new Map<string, MachineRecord>();
  readonly #place: Place;
  readonly #store: Store;
  readonly #compiler: Compiler;
  readonly #revisions = new Map<number, Revision>();
  readonly #byKey = new Map<number, Execution>();
  readonly #byArn = new Map<string, Execution>();
  #nextKey: number;

  constructor(place: Place, store: Store, compiler: Compiler, nextKey: number) {
    this.#place = place;
    this.#store = store;
    this.#compiler = compiler;
    this.#nextKey = nextKey;
  }

  /** Keeps a machine as it now is. Executions that run hold on to the revision that they were started with. */
  putMachine(machine: Omit<MachineRecord, 'revision'>, definition: JsonObject): MachineRecord {
    const record: MachineRecord = { ...machine, revision: this.#nextKey++ };
    const revision: RevisionRecord = {
      id: record.revision,
      machineArn: record.arn,
      machineName: record.name,
      roleArn: record.roleArn,
      definition: record.definition,
    };
    this.#store.putMachine(record, revision);
    this.#revisions.set(revision.id, { ...revision, machine: this.#compiler.machine(definition) });
    this.machines.set(record.arn, record);
    return record;
  }

  addRevision(record: RevisionRecord): Revision {
    const machine = this.#compiler.machine(JSON.parse(record.definition) as JsonObject);
    const revision = { ...record, machine };
    this.#revisions.set(record.id, revision);
    return revision;
  }

  revision(id: number): Revision | undefined {
    const known = this.#revisions.get(id);
    if (known !== undefined) return known;
    const record = this.#store.revision(id);
    return record === undefined ? undefined : this.addRevision(record);
  }

  executionArn(machineName: string, name: string): string {
    const { region, accountId } = this.#place;
    return `arn:aws:states:${region}:${accountId}:execution:${machineName}:${name}`;
  }

  /** Makes an execution; it does not run yet. */
  create({ machine, name, inputText, input, parent }: StartRequest): Execution {
    const execution = new Execution({
      key: this.#nextKey++,
      arn: this.executionArn(machine.name, name),
      name,
      revision: this.revision(machine.revision)!,
      inputText,
      input,
      startDate: this.#place.now(),
      parent,
    });
    this.enter(execution);
    return execution;
  }

  enter(execution: Execution): void {
    this.#byKey.set(execution.key, execution);
    this.#byArn.set(execution.arn, execution);
  }

  /** An execution has ended and is kept: it is found in the store from now on. */
  leave(execution: Execution): void {
    this.#byKey.delete(execution.key);
    this.#byArn.delete(execution.arn);
  }

  running(arn: string): Execution | undefined {
    return this.#byArn.get(arn);
  }

  runningByKey(key: number): Execution | undefined {
    return this.#byKey.get(key);
  }

  runningOf(machineArn: string): Execution[] {
    return [...this.#byKey.values()].filter((execution) => execution.revision.machineArn === machineArn);
  }

  /** An execution, whether it runs or not. */
  find(arn: string): ExecutionView | undefined {
    const execution = this.#byArn.get(arn);
    return execution === undefined ? this.#store.find(arn) : viewOf(execution);
  }
}
