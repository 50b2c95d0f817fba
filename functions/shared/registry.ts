import { z } from 'zod';
import { report } from '../../domain/pathway.ts';
import { isCurrent } from '../../domain/plans.ts';
import type { PlanId } from '../../domain/record.ts';
import { newsOf, type PersonStatus, registry } from '../../domain/registry.ts';
import type { StepInput } from '../../workflows/contracts.ts';
import type { CommandDeps } from './command.ts';
import { StalePlan } from './errors.ts';
import type { PersonRegistry } from './ports.ts';
import { stepCommand } from './steps.ts';

/** What `find-person` is asked. */
export const personQuestion = z.strictObject({
  schemaVersion: z.literal(1),
  pathwayId: z.string(),
  gpHerId: z.string().optional(),
});

const date = z.iso.date();
/** What it answers: dates, numbers of places and offices, and nothing by which a person could be known. */
export const personStatus = z.strictObject({
  deceasedOn: date.optional(),
  livesIn: z
    .strictObject({
      place: z.strictObject({
        number: z.string().regex(/^\d{4}$/),
        district: z
          .string()
          .regex(/^\d{2}$/)
          .nullable(),
      }),
      since: date,
    })
    .optional(),
  abroadSince: date.optional(),
  addressProtected: z.boolean().optional(),
  gp: z.strictObject({ herId: z.string().regex(/^\d{1,20}$/) }).optional(),
}) satisfies z.ZodType<PersonStatus>;

/**
 * What the person registry says of a pathway's patient; undefined where it says nothing, does not answer, or the
 * deployment has none. Nothing waits for a registry that is down: it is logged and counted, and life goes on.
 */
export async function askRegistry(
  deps: Pick<CommandDeps, 'registry' | 'log' | 'metric'>,
  pathwayId: string,
  known?: Parameters<PersonRegistry['ask']>[1],
): Promise<PersonStatus | undefined> {
  try {
    return await deps.registry?.ask(pathwayId, known);
  } catch (error) {
    deps.log.error('person-registry-failed', { pathwayId, error });
    deps.metric('PersonRegistryFaults', 1);
    return undefined;
  }
}

/**
 * Asks before a step does something to a unit, and reports what is new. True where that has changed the record: the step
 * must come back to the hub, which looks at it anew, under the same plan. Throws `StalePlan` where the plan itself has
 * ended by it.
 */
export async function hearOf(deps: CommandDeps, input: StepInput): Promise<boolean> {
  const status = await askRegistry(deps, input.pathwayId);
  if (status === undefined) return false;
  const plan = input.plan as PlanId;
  let heard = false;
  const record = await stepCommand(deps, input, (current, context) => {
    const reporting = { ...context, by: registry };
    const after = newsOf(current, status, context.now).reduce(
      (result, event) => report(result, reporting, event, plan),
      current,
    );
    heard = after !== current;
    return after;
  });
  if (heard && !isCurrent(record, plan, input.generation)) throw new StalePlan();
  return heard;
}
