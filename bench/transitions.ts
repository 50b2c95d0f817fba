import type { Engine } from '../local/step-functions/index.ts';

/** How many pathways are looked into: histories are long, and pathways of one kind alike. */
const sampled = 20;

/** State transitions of a pathway on average, starts counted as AWS bills them, over all executions of some pathways. */
export async function transitionsPerPathway(engine: Engine, pathwayIds: readonly string[]): Promise<number> {
  const some = pathwayIds.slice(0, sampled);
  const arns = some.flatMap((id) => engine.list({ name: id, limit: 100 }).map(({ arn }) => arn));
  let transitions = arns.length;
  for (const executionArn of arns) {
    let nextToken: string | undefined;
    do {
      const page = (await engine.call('GetExecutionHistory', {
        executionArn,
        maxResults: 1000,
        includeExecutionData: false,
        ...(nextToken === undefined ? {} : { nextToken }),
      })) as { events: readonly { type: string }[]; nextToken?: string };
      transitions += page.events.filter(({ type }) => type.endsWith('StateEntered')).length;
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
  return transitions / some.length;
}
