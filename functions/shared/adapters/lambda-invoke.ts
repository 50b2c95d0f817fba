import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** A function that was called failed, or did not answer with JSON. Says no more: its own words may name a person. */
export class InvocationFailed extends Error {
  override readonly name = 'InvocationFailed';
}

export interface LambdaInvokeOptions {
  readonly client: LambdaClient;
  readonly functionArn: string;
  /** How long an answer is waited for, tries included, in milliseconds. */
  readonly timeoutMs: number;
}

/** Calls one Lambda function and waits for its answer. */
export function createLambdaInvoke({ client, functionArn, timeoutMs }: LambdaInvokeOptions) {
  return async (payload: unknown): Promise<unknown> => {
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName: functionArn, Payload: JSON.stringify(payload) }),
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    );
    if (FunctionError !== undefined) throw new InvocationFailed('the function failed');
    try {
      return JSON.parse(Payload?.transformToString() ?? 'null');
    } catch {
      throw new InvocationFailed('the answer is not JSON');
    }
  };
}
