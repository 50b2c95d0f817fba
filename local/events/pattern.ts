import { isObject, TemplateNotUnderstood } from '../template/cloudformation.ts';

/** Whether an event is one of an EventBridge pattern: literal values and prefixes, at any depth. */
export function matches(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) {
    const values = Array.isArray(event) ? event : [event];
    return pattern.some((wanted) => values.some((value) => matchesValue(wanted, value)));
  }
  if (!isObject(pattern)) return false;
  return Object.entries(pattern).every(
    ([field, inner]) => isObject(event) && field in event && matches(inner, event[field]),
  );
}

function matchesValue(wanted: unknown, value: unknown): boolean {
  if (!isObject(wanted)) return wanted === value;
  return typeof value === 'string' && value.startsWith(String(wanted.prefix));
}

/** Throws where a pattern has a matcher that is not known here: its rule would never be called, or always. */
export function checkPattern(pattern: unknown, rule: string): void {
  if (Array.isArray(pattern)) {
    const unknown = pattern.find((wanted) => isObject(wanted) && Object.keys(wanted).join() !== 'prefix');
    if (unknown)
      throw new TemplateNotUnderstood(`${rule}: matcher ${JSON.stringify(unknown)} is unknown here`);
    return;
  }
  if (!isObject(pattern)) throw new TemplateNotUnderstood(`${rule}: its event pattern is not one`);
  for (const inner of Object.values(pattern)) checkPattern(inner, rule);
}
