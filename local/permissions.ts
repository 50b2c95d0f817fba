import type { Condition, Statement } from './template/policies.ts';

/** A call that an AWS service is asked for. */
export interface Call {
  /** As in a policy: `dynamodb:PutItem`. */
  readonly action: string;
  /**
   * The ARN that it is about, or `*` where the service knows no narrower one. Of several, one that is allowed
   * is enough: a task token does not tell whose it is.
   */
  readonly resources: readonly string[];
  /** Values of condition keys that are known of the call; conditions on others are taken to hold. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Whether policies allow a call: an explicit deny wins, and what is not allowed is denied. */
export function allows(statements: readonly Statement[], call: Call): boolean {
  return call.resources.some((resource) => {
    const about = statements.filter((statement) => concerns(statement, call, resource));
    return about.length > 0 && about.every(({ effect }) => effect === 'Allow');
  });
}

function concerns(statement: Statement, call: Call, on: string): boolean {
  const action = statement.notActions
    ? !statement.notActions.some((pattern) => like(pattern.toLowerCase(), call.action.toLowerCase()))
    : statement.actions.some((pattern) => like(pattern.toLowerCase(), call.action.toLowerCase()));
  if (!action) return false;
  const resource = statement.notResources
    ? !statement.notResources.some((pattern) => like(pattern, on))
    : statement.resources.some((pattern) => like(pattern, on));
  if (!resource) return false;
  // A deny under a condition that nothing is known of is not used against the caller: it would deny everything.
  const unknown = statement.conditions.some(({ key }) => call.context?.[key] === undefined);
  if (unknown && statement.effect === 'Deny') return false;
  return statement.conditions.every((condition) => holds(condition, call));
}

function holds({ operator, key, values }: Condition, call: Call): boolean {
  const value = call.context?.[key];
  if (value === undefined) return true;
  switch (operator) {
    case 'StringEquals':
    case 'ArnEquals':
      return values.includes(value);
    case 'StringLike':
    case 'ArnLike':
      return values.some((pattern) => like(pattern, value));
    case 'StringNotEquals':
      return !values.includes(value);
    case 'StringNotLike':
      return !values.some((pattern) => like(pattern, value));
    default:
      return true;
  }
}

const patterns = new Map<string, RegExp>();

/** Whether a value is of a pattern of IAM: `*` is any text, `?` any character. */
export function like(pattern: string, value: string): boolean {
  if (pattern === '*' || pattern === value) return true;
  let expression = patterns.get(pattern);
  if (!expression) {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    expression = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
    patterns.set(pattern, expression);
  }
  return expression.test(value);
}

/** What each function may do, by the access key id that its calls carry. */
export type Principals = Readonly<
  Record<string, { readonly name: string; readonly statements: readonly Statement[] }>
>;

/**
 * Decides at the wire. A caller with any other key is a person or a tool on this machine, who may do everything;
 * decisions without a context are remembered.
 */
export class Gatekeeper {
  readonly #principals: Principals;
  readonly #decided = new Map<string, boolean>();

  constructor(principals: Principals) {
    this.#principals = principals;
  }

  /** The message of the `AccessDeniedException`, or undefined where all calls are allowed. */
  refusal(authorization: string | undefined, calls: readonly Call[]): string | undefined {
    const accessKeyId = /Credential=([^/,\s]+)\//.exec(authorization ?? '')?.[1] ?? '';
    const principal = this.#principals[accessKeyId];
    if (!principal) return undefined;
    const refused = calls.find((call) => !this.#allows(accessKeyId, principal.statements, call));
    if (!refused) return undefined;
    return (
      `Function ${principal.name} is not authorized to perform: ${refused.action} on resource: ` +
      `${refused.resources.join(' or ')} because no policy of its role allows it`
    );
  }

  #allows(accessKeyId: string, statements: readonly Statement[], call: Call): boolean {
    if (call.context) return allows(statements, call);
    const key = `${accessKeyId} ${call.action} ${call.resources.join(' ')}`;
    const known = this.#decided.get(key) ?? allows(statements, call);
    this.#decided.set(key, known);
    return known;
  }
}
