import { z } from 'zod';
import type { PersonStatus } from '../../domain/registry.ts';
import type { Log } from '../shared/log.ts';
import type { Store } from '../shared/ports.ts';
import { personQuestion, personStatus } from '../shared/registry.ts';

export interface FindPersonDeps {
  readonly store: Pick<Store, 'getPatient'>;
  /** The deployment's own function in front of the registry. */
  readonly lookUp: (person: {
    readonly nationalId: string;
    /** The GP office as it was last known, where that is asked about. */
    readonly gpHerId?: string | undefined;
  }) => Promise<unknown>;
  readonly log: Log;
}

/** The registry did not answer, or not as agreed. Says no more: what it said may name a person. */
export class RegistryFailed extends Error {
  override readonly name = 'RegistryFailed';
}

/** What a deployment's function answers (docs/deploy.md, "The person registry"). Fields that are not known here are let go by. */
const said = z
  .object({
    deceasedOn: z.string().nullish(),
    municipality: z
      .object({ number: z.string(), district: z.string().nullish(), since: z.string() })
      .nullish(),
    abroadSince: z.string().nullish(),
    addressProtected: z.boolean().nullish(),
    gpHerId: z.string().nullish(),
  })
  .nullish();

/** Oslo alone is divided into districts that receive patients; others have districts too, which say nothing here. */
const oslo = '0301';

/**
 * Asks the person registry after a pathway's patient. The one function that reads who the patient is for the sake of a
 * workflow: its callers know the pathway's id, and hear dates, numbers and enums.
 */
export function createHandler(deps: FindPersonDeps): (event: unknown) => Promise<PersonStatus | null> {
  return async (event) => {
    const { pathwayId, gpHerId } = personQuestion.parse(event);
    const patient = await deps.store.getPatient(pathwayId);
    if (patient === undefined) return null;
    try {
      const { nationalId } = patient.identity;
      const asked = gpHerId === undefined ? { nationalId } : { nationalId, gpHerId };
      return statusOf(said.parse(await deps.lookUp(asked)));
    } catch (error) {
      deps.log.error('registry-failed', { pathwayId, error });
      throw new RegistryFailed('the person registry did not answer as agreed');
    }
  };
}

function statusOf(person: z.infer<typeof said>): PersonStatus | null {
  if (person == null) return null;
  const { deceasedOn, municipality, abroadSince, addressProtected, gpHerId } = person;
  return personStatus.parse({
    deceasedOn: deceasedOn ?? undefined,
    abroadSince: abroadSince ?? undefined,
    addressProtected: addressProtected ?? undefined,
    gp: gpHerId == null ? undefined : { herId: gpHerId },
    livesIn: municipality == null ? undefined : livesIn(municipality),
  });
}

function livesIn({
  number,
  district,
  since,
}: {
  readonly number: string;
  readonly district?: string | null | undefined;
  readonly since: string;
}) {
  return { place: { number, district: number === oslo ? (district ?? null) : null }, since };
}
