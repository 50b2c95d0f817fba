import type { APIGatewayProxyResult } from 'aws-lambda';

/** What is told before anybody has signed in: the same to everyone, and no secret. */
export interface SignIn {
  /** Where a browser begins to sign in: `?returnTo=` a page, `&language=` nb, nn or en. */
  readonly begin: string;
  /** Whose tokens systems bring, and what for: `iss` and `aud`. */
  readonly issuer: string;
  readonly audience: string;
  /** Where executions are looked at; `{arn}` stands for the ARN of one, encoded as a part of an address. */
  readonly console: { readonly region: string; readonly executionUrl: string };
}

/** `GET /sign-in`: how people and systems sign in. */
export function createHandler(signIn: SignIn): () => Promise<APIGatewayProxyResult> {
  const body = JSON.stringify(signIn);
  return async () => ({
    statusCode: 200,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'max-age=300',
      'X-Content-Type-Options': 'nosniff',
    },
    body,
  });
}
