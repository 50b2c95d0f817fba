import type { APIGatewayProxyResult } from 'aws-lambda';

/** What pages need before anybody has signed in: the same to everyone, and no secret. */
export interface SignIn {
  readonly issuer: string;
  /** A public client: code flow with PKCE, no secret. */
  readonly clientId: string;
  readonly scope: string;
  /** For providers that are to be told which API a token is for. */
  readonly audience: string;
  /** Where executions are looked at; `{arn}` stands for the ARN of one, encoded as a part of an address. */
  readonly console: { readonly region: string; readonly executionUrl: string };
}

/** `GET /sign-in`: where and how pages sign people in. */
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
