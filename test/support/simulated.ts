import { expect } from 'vitest';
import type { Unit } from '../../domain/model.ts';
import type { PathwayRecord } from '../../domain/record.ts';
import type { Store } from '../../functions/shared/ports.ts';
import {
  type Answer,
  deployedDefinitions,
  openSimulation,
  type SimulatedCaller,
  type Simulation,
  type SimulationOptions,
} from '../../local/simulation.ts';
import { type Sample, units } from './samples.ts';

export * from './samples.ts';

/** The product in virtual time, with the sample units, and the few calls that most stories are made of. */

/** A unit as the directory of a story has it, changed. */
export function withUnit(unitId: string, change: (unit: Unit) => Unit): readonly Unit[] {
  return units.map((unit) => (unit.unitId === unitId ? change(unit) : unit));
}

/** A write that the store has taken, with what it was given. */
export interface Write {
  readonly method: keyof Store;
  readonly value: unknown;
}

const writing = new Set<keyof Store>([
  'createPathway',
  'putPathway',
  'enterRung',
  'createPatient',
  'correctPatient',
  'putRows',
  'putText',
  'putDraft',
  'putUnit',
  'claimTest',
  'putEntry',
  'markFailing',
  'putSending',
]);

/** The store with each write it takes noted: after a refusal there must be none, and no item may hold what it must not. */
function noted(store: Store, writes: Write[]): Store {
  return Object.fromEntries(
    (Object.keys(store) as (keyof Store)[]).map((method) => {
      const ask = store[method] as (...args: unknown[]) => Promise<unknown>;
      if (!writing.has(method)) return [method, ask];
      return [
        method,
        async (...args: unknown[]) => {
          const answer = await ask(...args);
          if (answer !== false && (method !== 'enterRung' || answer !== undefined))
            writes.push({ method, value: method === 'enterRung' ? answer : args[0] });
          return answer;
        },
      ];
    }),
  ) as unknown as Store;
}

let definitions: Readonly<Record<string, string>> | undefined;

/** Friday 20 November 2026, 10:00 in Oslo: a working day after every sample's diagnosis. */
export const startAt = '2026-11-20T09:00:00Z';

export async function simulate(options: Partial<SimulationOptions> = {}): Promise<Story> {
  definitions ??= deployedDefinitions();
  const writes: Write[] = [];
  const world = await openSimulation({
    startAt,
    units,
    definitions,
    ...options,
    wrap: (ports) => {
      const wrapped = options.wrap?.(ports) ?? ports;
      return { ...wrapped, store: noted(wrapped.store, writes) };
    },
  });
  return new Story(world, writes);
}

export interface Owned {
  readonly taskId: string;
  readonly unitId: string;
}

/** Kinds of tasks that the pathway's own plan opens. */
const ownKinds = new Set(['needs-assessment', 'offer-again', 'municipal-intake', 'route-manually']);

export class Story {
  readonly world: Simulation;
  readonly writes: readonly Write[];
  /** The GP office of the newest referral: conversations confirm it. */
  private gp: Sample;
  constructor(world: Simulation, writes: readonly Write[]) {
    this.world = world;
    this.writes = writes;
  }

  /** `POST /pathways` by the referring hospital's system; the pathway's id. */
  async start(referral: Sample): Promise<string> {
    const answer = await this.send(referral);
    if (answer.status !== 201) throw new Error(`not started: ${JSON.stringify(answer.body)}`);
    return answer.body.pathwayId;
  }

  send(referral: Sample, query: Readonly<Record<string, string>> = {}): Promise<Answer> {
    this.gp = referral.gp;
    return this.world.call(
      'POST /pathways',
      { role: 'hospital-system', unitId: referral.hospital.unitId },
      { body: referral, query },
    );
  }

  async pathway(pathwayId: string, unitId: string): Promise<Sample> {
    return (await this.read(pathwayId, { role: 'hospital-system', unitId })).body;
  }

  read(pathwayId: string, caller: SimulatedCaller): Promise<Answer> {
    return this.world.call('GET /pathways/{pathwayId}', caller, { path: { pathwayId } });
  }

  /** The record itself, as the store has it now. */
  async record(pathwayId: string): Promise<PathwayRecord> {
    const record = await this.world.ports.store.getPathway(pathwayId);
    if (record === undefined) throw new Error(`no pathway ${pathwayId}`);
    return record;
  }

  /** A day's date in UTC, which in these stories is Oslo's too. */
  today(): string {
    return this.world.now().slice(0, 10);
  }

  async report(pathwayId: string, unitId: string, body: Sample): Promise<Answer> {
    return this.world.call(
      'POST /pathways/{pathwayId}/events',
      { role: 'hospital-system', unitId },
      { path: { pathwayId }, body: { occurredOn: this.today(), ...body } },
    );
  }

  /** The open or accepted task of the pathway's own plan. */
  async openTask(pathwayId: string, unitId: string): Promise<Sample> {
    const { tasks } = await this.pathway(pathwayId, unitId);
    return tasks.find(
      ({ status, kind }: Sample) => (status === 'open' || status === 'accepted') && ownKinds.has(kind),
    );
  }

  /** Does something with a task as its own unit. */
  act(route: string, task: Owned, body: Sample = {}): Promise<Answer> {
    return this.world.call(
      route,
      { role: 'coordinator', unitId: task.unitId },
      { path: { taskId: task.taskId }, body },
    );
  }

  accept(task: Owned): Promise<Answer> {
    return this.act('POST /tasks/{taskId}/acceptance', task);
  }

  complete(task: Owned, body: Sample): Promise<Answer> {
    return this.act('POST /tasks/{taskId}/completion', task, body);
  }

  assessed(more: Sample = {}): Sample {
    const gp = this.gp == null ? {} : { gp: { unitId: this.gp.unitId } };
    return { outcome: 'assessed', heldOn: this.today(), mode: 'in-person', needs: [], ...gp, ...more };
  }

  /** Plays the hospital's assessment and the municipality's intake on the day, so that point 2 comes next. */
  async home(pathwayId: string, unitId: string): Promise<void> {
    const first = await this.openTask(pathwayId, unitId);
    expect(first).toMatchObject({ kind: 'needs-assessment' });
    expect((await this.complete(first, this.assessed())).status).toBe(200);
    const intake = await this.openTask(pathwayId, unitId);
    expect(intake).toMatchObject({ kind: 'municipal-intake' });
    expect((await this.accept(intake)).status).toBe(200);
    expect((await this.complete(intake, { outcome: 'done' })).status).toBe(200);
  }

  /** Notices of a unit, oldest first. */
  async notices(unitId: string): Promise<readonly Sample[]> {
    const { body } = await this.world.call('GET /notices', { role: 'coordinator', unitId });
    return body.items;
  }

  async noticeKinds(unitId: string): Promise<readonly string[]> {
    return (await this.notices(unitId)).map((notice) => notice.kind);
  }

  /** Messages written about a task or notice, by rung. */
  messagesOf(id: string): readonly string[] {
    return this.world.messages
      .filter((message) => message.messageId.startsWith(id))
      .map((message) => message.messageId);
  }

  /** Rungs of a task of which somebody has been written to, in that order. */
  rungsSent(taskId: string): readonly number[] {
    const rungs = this.messagesOf(`${taskId}#`).map((id) => Number(/#(\d+)/.exec(id)?.[1]));
    return [...new Set(rungs)];
  }

  async executions(status: string): Promise<readonly string[]> {
    return (await this.listed(status)).map((execution) => execution.name);
  }

  /** Every execution of both machines. */
  async listed(status?: string): Promise<readonly ListedExecution[]> {
    const { stateMachines } = (await this.world.engine.call('ListStateMachines', {})) as {
      stateMachines: { stateMachineArn: string }[];
    };
    const found: ListedExecution[] = [];
    for (const { stateMachineArn } of stateMachines) {
      const page = (await this.world.engine.call('ListExecutions', {
        stateMachineArn,
        ...(status === undefined ? {} : { statusFilter: status }),
        maxResults: 1000,
      })) as { executions: ListedExecution[] };
      found.push(...page.executions);
    }
    return found;
  }

  async history(executionArn: string): Promise<readonly Sample[]> {
    const events: Sample[] = [];
    let nextToken: string | undefined;
    do {
      const page = (await this.world.engine.call('GetExecutionHistory', {
        executionArn,
        maxResults: 1000,
        ...(nextToken === undefined ? {} : { nextToken }),
      })) as { events: Sample[]; nextToken?: string };
      events.push(...page.events);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return events;
  }

  /** Ends an execution from outside, as a wrong click in the console would. */
  async stopFromOutside(name: string): Promise<void> {
    const execution = (await this.listed('RUNNING')).find((other) => other.name === name);
    if (execution === undefined) throw new Error(`${name} does not run`);
    await this.world.engine.call('StopExecution', { executionArn: execution.executionArn });
  }
}

export interface ListedExecution {
  readonly executionArn: string;
  readonly name: string;
  readonly status: string;
  /** Seconds since 1970. */
  readonly startDate: number;
  readonly stopDate?: number;
}
