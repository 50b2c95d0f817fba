import { z } from 'zod';
import type { Location } from './template/names.ts';

/** The local person registry: everybody is alive, lives where the referral says and has the GP that is known, until it is told otherwise. */
export interface Persons {
  /** Takes what is so of a person from now on; what is left out the registry does not say. */
  tell(person: Person): void;
  /** As a deployment's own function answers (docs/deploy.md, "The person registry"). */
  lookUp(question: { readonly nationalId: string; readonly gpHerId?: string | undefined }): Promise<unknown>;
}

const date = z.iso.date();
/** The body of `POST /_local/persons`. */
export const person = z.object({
  nationalId: z.string().regex(/^\d{11}$/, 'must be eleven digits'),
  deceasedOn: date.optional(),
  municipality: z
    .object({
      number: z.string().regex(/^\d{4}$/, 'must be four digits'),
      district: z
        .string()
        .regex(/^\d{2}$/, 'must be two digits')
        .nullish(),
      /** Today, in virtual time, where left out. */
      since: date.optional(),
    })
    .optional(),
  abroadSince: date.optional(),
  addressProtected: z.boolean().optional(),
  gpHerId: z
    .string()
    .regex(/^\d{1,20}$/, 'must be digits')
    .optional(),
});
export type Person = z.infer<typeof person>;

/** The function that stands for a deployment's own: not of the stack, as on AWS. */
export const registryArn = ({ partition, region, account }: Location): string =>
  `arn:${partition}:lambda:${region}:${account}:function:person-registry`;

/** Kept with the runtime's state. @param today the calendar date in Oslo, in virtual time */
export function createPersons(
  state: { get(key: string): string | undefined; set(key: string, value: string): void },
  today: () => string,
): Persons {
  return {
    tell({ nationalId, municipality, ...rest }) {
      const livesIn = municipality && { since: today(), ...municipality };
      state.set(`person ${nationalId}`, JSON.stringify({ ...rest, municipality: livesIn }));
    },
    lookUp: async ({ nationalId, gpHerId }) => ({
      ...(gpHerId === undefined ? {} : { gpHerId }),
      ...(JSON.parse(state.get(`person ${nationalId}`) ?? '{}') as object),
    }),
  };
}
