/** Failures of a command that are ours to name; each is thrown, logged by name, and mapped to a problem in one place. */

/** The pathway, task or notice does not exist, or the caller may not know that it does. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** The caller is known and may not do this. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
}

/** A step's plan is no longer the current one: a newer one has taken over, and this one ends (DESIGN idea 2). */
export class StalePlan extends Error {
  override readonly name = 'StalePlan';
}

/** Another stage has become due since the hub looked, under the same plan: the hub is asked again. */
export class StageChanged extends Error {
  override readonly name = 'StageChanged';
}

/** Others kept writing the same record between our read and our write. Retried by whoever called. */
export class Contended extends Error {
  override readonly name = 'Contended';
}

/** A provider will never deliver to an address, whenever it is asked: the address fails. Says nothing of the address. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}
