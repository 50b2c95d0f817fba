/** What the deployment tells of sign-in (`GET /sign-in`), before anybody is known. */
export interface SignIn {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** Where executions are looked at: `{arn}` in the address stands for the ARN of one; null where that is nowhere. */
  readonly console?: { readonly region: string; readonly executionUrl: string } | null;
}

export async function readSignIn(): Promise<SignIn> {
  const response = await fetch('/sign-in', { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`GET /sign-in answered ${response.status}`);
  return response.json() as Promise<SignIn>;
}
