/** A unit while it is being changed: plain JSON, of which each field of the form is told by its path, as the API tells errors. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Holder = Readonly<Record<string, Json>> | readonly Json[];

/** What stands at a path like `contacts.1.email`; undefined where there is nothing. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>(
      (at, name) => (isHolder(at) ? (at as Readonly<Record<string, Json>>)[name] : undefined),
      value,
    );
}

/** The same with another value at a path; undefined takes away what is there, out of a list too. */
export function withValue<T extends Json>(value: T, path: string, next: Json | undefined): T {
  const [name = '', ...rest] = path.split('.');
  const holder: Holder = isHolder(value) ? value : /^\d+$/.test(name) ? [] : {};
  const within = (holder as Readonly<Record<string, Json>>)[name];
  const changed = rest.length === 0 ? next : withValue(within ?? null, rest.join('.'), next);
  if (Array.isArray(holder)) {
    const at = Number(name);
    const before = holder.slice(0, at);
    return [...before, ...(changed === undefined ? [] : [changed]), ...holder.slice(at + 1)] as Json as T;
  }
  const { [name]: _, ...others } = holder as Readonly<Record<string, Json>>;
  return (changed === undefined ? others : { ...holder, [name]: changed }) as Json as T;
}

/**
 * What is sent: texts without blanks around them, and nothing of what was left empty. A line of a list that nothing was
 * written in is no line, and a checklist without lines is none. What is known of addresses that fail is the API's to say.
 */
export function written<T extends Json>(draft: T): T {
  return (pruned(draft) ?? {}) as T;
}

function pruned(value: Json): Json | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) return value.map(pruned).filter((one) => one !== undefined);
  if (!isHolder(value)) return value;
  const fields = Object.entries(value)
    .filter(([name]) => !/^(email|sms)FailsSince$/.test(name))
    .flatMap(([name, inner]) => {
      const kept = pruned(inner);
      const isNone = kept === undefined || (name === 'checklist' && valueAt(kept, '0') === undefined);
      return isNone ? [] : [[name, kept] as const];
    });
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}

export const durationUnits = ['D', 'W', 'M', 'Y'] as const;
export type DurationUnit = (typeof durationUnits)[number];

/** `P3M` as a number and its unit; undefined for one of several parts, which is written as it is. */
export function durationParts(duration: string): { count: string; unit: DurationUnit } | undefined {
  const [, count = '', unit] = /^P(\d{1,4})([DWMY])$/.exec(duration) ?? [];
  return unit === undefined ? undefined : { count, unit: unit as DurationUnit };
}

/** A duration of one unit; empty without a number. */
export function durationOf(count: string, unit: DurationUnit): string {
  return count === '' ? '' : `P${count}${unit}`;
}

/** Places as they are listed, apart from each other by commas, blanks or lines. */
export function placesIn(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((place) => place !== '');
}
