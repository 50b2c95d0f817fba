import { ApiProblem } from './client.ts';

/**
 * What is shown stays when it could not be read anew, for want of network or because the session has ended: somebody may
 * be writing in it. Only that it is theirs no longer takes it away.
 */
export function shownError({ data, error }: { readonly data: unknown; readonly error: unknown }): unknown {
  const isLost = error instanceof ApiProblem && [403, 404].includes(error.status);
  return data === undefined || isLost ? error : null;
}
