/** A list cursor that the store did not make, or made for another list. Callers answer it as a bad request. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
  constructor() {
    super('the cursor is not one of this list');
  }
}

/**
 * A stored item of a version that this code cannot read: it was written by a newer deployment, or is not ours.
 * Says which version, never what is in the item.
 */
export class UnknownSchemaVersion extends Error {
  override readonly name = 'UnknownSchemaVersion';
  constructor(what: string, version: unknown) {
    super(`${what} has schemaVersion ${JSON.stringify(version) ?? 'none'}; this code reads 1`);
  }
}
