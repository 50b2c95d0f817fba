import type { PersonRegistry } from '../ports.ts';
import { personStatus } from '../registry.ts';

/** The registry by way of `find-person`, the one function that knows whom to ask it about. */
export function createFindPersonRegistry(
  findPerson: (question: unknown) => Promise<unknown>,
): PersonRegistry {
  return {
    async ask(pathwayId, { gpHerId } = {}) {
      const known = gpHerId === undefined ? {} : { gpHerId };
      const status = await findPerson({ schemaVersion: 1, pathwayId, ...known });
      return status === null ? undefined : personStatus.parse(status);
    },
  };
}
