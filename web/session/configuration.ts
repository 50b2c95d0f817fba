import type { SignIn } from '../../functions/describe-api/document.ts';

export type { SignIn };

/** What the deployment tells of sign-in (`GET /sign-in`), before anybody is known. */
export async function readSignIn(): Promise<SignIn> {
  const response = await fetch('/sign-in', { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`GET /sign-in answered ${response.status}`);
  return response.json() as Promise<SignIn>;
}
