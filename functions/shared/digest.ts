import { createHash } from 'node:crypto';

/** Canonical JSON: keys in order at every depth, so that the same meaning has the same text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

/** A digest that tells whether two requests mean the same; says nothing about them by itself. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('base64url')
    .slice(0, 22);
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export const isPathwayId = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{26}$/.test(text);

/** 26 letters and digits made of a text: the same text always gives the same id. */
export function idOf(...parts: readonly string[]): string {
  const bytes = createHash('sha256').update(parts.join('\u0000')).digest();
  let out = '';
  for (let i = 0; i < 26; i += 1) out += alphabet[(bytes[i] ?? 0) & 31];
  return out;
}
