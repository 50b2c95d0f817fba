import { StepFunctionsError } from '../errors.ts';
import { isObject } from '../json.ts';

/** An action's input, read member by member; what is wrong with it is said as AWS does. */
export class Input {
  readonly #members: Record<string, unknown>;

  constructor(input: unknown) {
    if (input !== undefined && !isObject(input))
      throw new StepFunctionsError('SerializationException', 'Expected an object');
    this.#members = (input as Record<string, unknown> | undefined) ?? {};
  }

  has(name: string): boolean {
    return this.#members[name] !== undefined && this.#members[name] !== null;
  }

  /** The member as it came. */
  raw(name: string): unknown {
    return this.#members[name] ?? undefined;
  }

  string(name: string): string {
    const value = this.optionalString(name);
    if (value === undefined) throw invalid('null', name, 'Member must not be null');
    return value;
  }

  optionalString(name: string): string | undefined {
    const value = this.raw(name);
    if (value !== undefined && typeof value !== 'string') {
      throw new StepFunctionsError('SerializationException', `${name} must be a string`);
    }
    return value;
  }

  boolean(name: string, otherwise: boolean): boolean {
    const value = this.raw(name) ?? otherwise;
    if (typeof value !== 'boolean')
      throw new StepFunctionsError('SerializationException', `${name} must be a boolean`);
    return value;
  }

  /** The page size: 0 and nothing mean 100, and no page has more than 1000. */
  maxResults(): number {
    const value = this.raw('maxResults') ?? 0;
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw new StepFunctionsError('SerializationException', 'maxResults must be an integer');
    }
    if (value < 0)
      throw invalid(String(value), 'maxResults', 'Member must have value greater than or equal to 0');
    if (value > 1000)
      throw invalid(String(value), 'maxResults', 'Member must have value less than or equal to 1000');
    return value === 0 ? 100 : value;
  }

  /** One of a set of words. */
  oneOf<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.optionalString(name);
    if (value === undefined || (words as readonly string[]).includes(value)) return value as T | undefined;
    throw invalid(`'${value}'`, name, `Member must satisfy enum value set: [${words.join(', ')}]`);
  }

  /** Throws when a string is longer than AWS takes it. */
  limited(name: string, value: string | undefined, most: number): void {
    if (value !== undefined && value.length > most) {
      throw invalid(
        `'${value.slice(0, 50)}…'`,
        name,
        `Member must have length less than or equal to ${most}`,
      );
    }
  }
}

function invalid(value: string, name: string, constraint: string): StepFunctionsError {
  return new StepFunctionsError(
    'ValidationException',
    `1 validation error detected: Value ${value} at '${name}' failed to satisfy constraint: ${constraint}`,
  );
}

/** The name in an ARN of this kind. Throws when the ARN is none. */
export function arnName(arn: string, kind: 'stateMachine' | 'execution'): string {
  const match = new RegExp(`^arn:aws[a-z-]*:states:[a-z0-9-]+:\\d{12}:${kind}:(.+)$`).exec(arn);
  if (match === null) {
    const what = kind === 'stateMachine' ? 'State Machine' : 'Execution';
    throw new StepFunctionsError('InvalidArn', `Invalid Arn: 'Invalid ${what} Arn: '${arn}''`);
  }
  return match[1]!;
}

/** A page's token. */
export function pageToken(position: number): string {
  return Buffer.from(JSON.stringify({ position })).toString('base64');
}

/** Where a page begins. */
export function pagePosition(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  try {
    const { position } = JSON.parse(Buffer.from(token, 'base64').toString()) as { position: unknown };
    if (typeof position === 'number') return position;
  } catch {
    // Answered below, as any token that is not ours.
  }
  throw new StepFunctionsError('InvalidToken', `Invalid Token: 'Invalid pagination token: ${token}'`);
}
