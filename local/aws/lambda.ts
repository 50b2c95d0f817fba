import type { Functions, InvocationResult } from '../lambda/functions.ts';
import type { Location } from '../template/names.ts';
import { type Answer, inputOf } from './http.ts';
import { problem } from './ses.ts';

/** Functions that are not of the stack, by ARN. */
export type Others = Readonly<Record<string, (event: object) => Promise<unknown>>>;

const path = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?|$)/;

/** The ARN of the function that a request invokes, whether it says its ARN or its name; undefined for other requests. */
export function invokedFunction(
  method: string | undefined,
  url: string,
  { partition, region, account }: Location,
): string | undefined {
  const named = method === 'POST' ? path.exec(url)?.[1] : undefined;
  if (named === undefined) return undefined;
  const name = decodeURIComponent(named);
  return name.startsWith('arn:') ? name : `arn:${partition}:lambda:${region}:${account}:function:${name}`;
}

/** Lambda's `Invoke`, by which one function waits for the answer of another. */
export function createLambda(
  functions: Pick<Functions, 'has' | 'invoke'>,
  others: Others,
): (functionArn: string, invocationType: string | undefined, body: string) => Promise<Answer> {
  return async (functionArn, invocationType = 'RequestResponse', body) => {
    if (invocationType !== 'RequestResponse')
      return problem(
        'InvalidParameterValueException',
        `The invocation type ${invocationType} is not run here`,
      );
    const other = others[functionArn];
    const event = inputOf(body);
    if (other !== undefined) return answered({ payload: await other(event) });
    if (!functions.has(functionArn))
      return problem('ResourceNotFoundException', `Function not found: ${functionArn}`, 404);
    return answered(await functions.invoke(functionArn, event));
  };
}

function answered(result: InvocationResult): Answer {
  const failed = 'error' in result;
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amz-executed-version': '$LATEST',
      ...(failed ? { 'x-amz-function-error': 'Unhandled' } : {}),
    },
    body: JSON.stringify(failed ? result.error : result.payload),
  };
}
