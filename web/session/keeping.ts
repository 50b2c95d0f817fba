import type { KeptSession, SignIn } from '../../functions/describe-api/document.ts';

export type { KeptSession, SignIn };

/** What the deployment tells of sign-in (`GET /sign-in`), before anybody is known. */
export async function readSignIn(): Promise<SignIn> {
  return (await asked('GET', '/sign-in')) as SignIn;
}

/** Renews the session that the browser carries, and tells whose it is. */
export async function renewSession(): Promise<KeptSession> {
  return (await asked('PUT', '/session')) as KeptSession;
}

/** Ends it. Answers where the provider ends its own; null where it has no such place. */
export async function endSession(): Promise<string | null> {
  return ((await asked('DELETE', '/session')) as { readonly address: string | null }).address;
}

async function asked(method: string, path: string): Promise<unknown> {
  const response = await fetch(path, { method, headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
  return response.json();
}

/** What tabs of the same browser tell each other: they share one session. */
export type Told = { readonly what: 'renewed'; readonly kept: KeptSession } | { readonly what: 'left' };

/** One for the page: what it says it does not hear itself. */
const channel = new BroadcastChannel('vel-hjem.session');

/** Tells all other tabs. */
export function tell(told: Told): void {
  channel.postMessage(told);
}

/** Hears of other tabs until the answer is called. */
export function listen(hear: (told: Told) => void): () => void {
  const listener = ({ data }: MessageEvent<Told>) => hear(data);
  channel.addEventListener('message', listener);
  return () => channel.removeEventListener('message', listener);
}
