import type { APIGatewayProxyResult } from 'aws-lambda';

const pages = '/app/';

/** A page of ours with its query, below `/app/`; whatever else an address asks to go back to is the first page. */
export function pageOf(asked: string | undefined): string {
  const base = 'https://pages.invalid';
  if (asked === undefined || asked.length > 500 || !URL.canParse(asked, base)) return pages;
  const { origin, pathname, search } = new URL(asked, base);
  return origin === base && pathname.startsWith(pages) ? pathname + search : pages;
}

/** Nothing of a sign-in is kept on the way, and nobody else learns the address that it came from. */
const headers = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };

export function redirect(location: string, cookies: readonly string[] = []): APIGatewayProxyResult {
  return {
    statusCode: 302,
    headers: { ...headers, Location: location },
    multiValueHeaders: { 'Set-Cookie': [...cookies] },
    body: '',
  };
}

export function answer(
  statusCode: number,
  body: object,
  cookies: readonly string[] = [],
): APIGatewayProxyResult {
  return {
    statusCode,
    headers: {
      ...headers,
      'Content-Type': 'application/json; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
    },
    multiValueHeaders: { 'Set-Cookie': [...cookies] },
    body: JSON.stringify(body),
  };
}
