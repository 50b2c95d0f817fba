import { readdirSync, readFileSync } from 'node:fs';
import type { Unit } from '../../domain/model.ts';
import {
  type Answer,
  deployedDefinitions,
  openSimulation,
  type Simulation,
  type SimulationOptions,
} from '../../local/simulation.ts';

/** The product in virtual time, with the sample units, and the few calls that most stories are made of. */

const samples = new URL('../../samples/', import.meta.url);
export const units = JSON.parse(readFileSync(new URL('units.json', samples), 'utf8')) as readonly Unit[];
// biome-ignore lint/suspicious/noExplicitAny: samples are sent as they are
export type Sample = any;
export const referrals: readonly Sample[] = readdirSync(new URL('referrals/', samples))
  .toSorted()
  .map((file) => JSON.parse(readFileSync(new URL(`referrals/${file}`, samples), 'utf8')));

let definitions: Readonly<Record<string, string>> | undefined;

/** Friday 20 November 2026, 10:00 in Oslo: a working day after every sample's diagnosis. */
export const startAt = '2026-11-20T09:00:00Z';

export async function simulate(options: Partial<SimulationOptions> = {}): Promise<Story> {
  definitions ??= deployedDefinitions();
  return new Story(await openSimulation({ startAt, units, definitions, ...options }));
}

export class Story {
  readonly world: Simulation;
  constructor(world: Simulation) {
    this.world = world;
  }

  /** `POST /pathways` by the referring hospital's system; the pathway's id. */
  async start(referral: Sample): Promise<string> {
    const answer = await this.send(referral);
    if (answer.status !== 201) throw new Error(`not started: ${JSON.stringify(answer.body)}`);
    return answer.body.pathwayId;
  }

  send(referral: Sample): Promise<Answer> {
    return this.world.call(
      'POST /pathways',
      { role: 'hospital-system', unitId: referral.hospital.unitId },
      { body: referral },
    );
  }

  async pathway(pathwayId: string, unitId: string): Promise<Sample> {
    return (
      await this.world.call(
        'GET /pathways/{pathwayId}',
        { role: 'hospital-system', unitId },
        { path: { pathwayId } },
      )
    ).body;
  }

  async report(pathwayId: string, unitId: string, body: Sample): Promise<Answer> {
    return this.world.call(
      'POST /pathways/{pathwayId}/events',
      { role: 'hospital-system', unitId },
      { path: { pathwayId }, body: { occurredOn: this.world.now().slice(0, 10), ...body } },
    );
  }

  /** The open or accepted task of a pathway. */
  async openTask(pathwayId: string, unitId: string): Promise<Sample> {
    const { tasks } = await this.pathway(pathwayId, unitId);
    return tasks.find((task: Sample) => task.status === 'open' || task.status === 'accepted');
  }

  /** Does something with a task as its own unit. */
  act(
    route: string,
    task: { readonly taskId: string; readonly unitId: string },
    body: Sample = {},
  ): Promise<Answer> {
    return this.world.call(
      route,
      { role: 'coordinator', unitId: task.unitId },
      { path: { taskId: task.taskId }, body },
    );
  }

  complete(task: { readonly taskId: string; readonly unitId: string }, body: Sample): Promise<Answer> {
    return this.act('POST /tasks/{taskId}/completion', task, body);
  }

  assessed(more: Sample = {}): Sample {
    return {
      outcome: 'assessed',
      heldOn: this.world.now().slice(0, 10),
      mode: 'in-person',
      needs: [],
      ...more,
    };
  }

  /** Messages written about a task or notice, by rung. */
  messagesOf(id: string): readonly string[] {
    return this.world.messages
      .filter((message) => message.messageId.startsWith(id))
      .map((message) => message.messageId);
  }

  async executions(status: string): Promise<readonly string[]> {
    const { stateMachines } = (await this.world.engine.call('ListStateMachines', {})) as {
      stateMachines: { stateMachineArn: string }[];
    };
    const names: string[] = [];
    for (const { stateMachineArn } of stateMachines) {
      const page = (await this.world.engine.call('ListExecutions', {
        stateMachineArn,
        statusFilter: status,
        maxResults: 1000,
      })) as { executions: { name: string }[] };
      names.push(...page.executions.map((execution) => execution.name));
    }
    return names;
  }
}
