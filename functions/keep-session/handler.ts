import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { type BeginDeps, beginSignIn } from './begin.ts';
import { type FinishDeps, finishSignIn } from './finish.ts';
import { type KeepDeps, renewOrEnd } from './keep.ts';

export type KeepSessionDeps = BeginDeps & FinishDeps & KeepDeps;

/** The life of a session on the pages (docs/adr/0041): there and back, renewed, and over. */
export function createHandler(
  deps: KeepSessionDeps,
): (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> {
  const begin = beginSignIn(deps);
  const finish = finishSignIn(deps);
  const keep = renewOrEnd(deps);
  return (event) => {
    if (event.path.endsWith('/begin')) return begin(event);
    return event.path.endsWith('/callback') ? finish(event) : keep(event);
  };
}
