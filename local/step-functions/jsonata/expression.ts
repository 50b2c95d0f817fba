import jsonata from 'jsonata';
import { type Json, setMember } from '../json.ts';
import { type Accessor, compileAccessor, UNDECIDED } from './accessor.ts';
import { type Node, variablesOf, walk } from './ast.ts';
import { register } from './functions.ts';
import type { Scope, Sources } from './scope.ts';

/** Longest time and deepest recursion of an expression that defines functions, so that none runs for ever. */
const LAMBDA_GUARD = { timeout: 10_000, stack: 2_000 };

/** What an evaluation failed with, without the state and the field. */
export class EvaluationFault {
  readonly detail: string;

  constructor(detail: string) {
    this.detail = detail;
  }
}

/**
 * A JSONata expression, compiled once. `evaluate` answers at once where it can, otherwise with a promise; it throws
 * (or rejects with) an EvaluationFault.
 */
export class Expression {
  /** The text between `{%` and `%}`, without the space around it. */
  readonly text: string;
  /** The names of variables that it mentions, `states` and functions included. */
  readonly names: ReadonlySet<string>;
  readonly root: Node;
  readonly #compiled: jsonata.Expression;
  readonly #accessor: Accessor | undefined;
  readonly #needsContext: boolean;

  /** Throws what jsonata throws when the text is no expression. */
  constructor(text: string, sources: Sources) {
    this.text = text;
    const parsed = jsonata(text);
    this.root = parsed.ast() as unknown as Node;
    let definesFunctions = false;
    walk(this.root, (node) => {
      if (node.type === 'lambda') definesFunctions = true;
    });
    this.#compiled = definesFunctions ? jsonata(text, LAMBDA_GUARD) : parsed;
    register(this.#compiled, sources);
    this.names = variablesOf(this.root);
    this.#accessor = compileAccessor(this.root);
    // Whatever is said of `$states` other than these three may reach the context object.
    this.#needsContext = this.names.has('states') && needsContext(text);
  }

  evaluate(scope: Scope): Json | Promise<Json> {
    if (this.#accessor !== undefined) {
      const value = this.#accessor(scope);
      if (value !== UNDECIDED) {
        if (value === undefined) throw nothing();
        return value;
      }
    }
    return this.evaluateFully(scope);
  }

  /** The evaluation by jsonata itself, whatever the form of the expression. */
  async evaluateFully(scope: Scope): Promise<Json> {
    const bindings: Record<string, unknown> = {};
    for (const name of this.names) {
      if (name === 'states') bindings.states = this.#states(scope);
      else if (Object.hasOwn(scope.variables, name)) bindings[name] = scope.variables[name];
    }
    let value: unknown;
    try {
      value = await this.#compiled.evaluate(undefined, bindings);
    } catch (thrown) {
      throw new EvaluationFault(`threw an error during evaluation${describe(thrown)}`);
    }
    if (value === undefined) throw nothing();
    return clean(value);
  }

  #states(scope: Scope): Record<string, unknown> {
    const states: Record<string, unknown> = { input: scope.input };
    if (scope.result !== undefined) states.result = scope.result;
    if (scope.errorOutput !== undefined) states.errorOutput = scope.errorOutput;
    if (this.#needsContext) states.context = scope.context();
    return states;
  }
}

function needsContext(text: string): boolean {
  return /context|\$states(?!\s*\.\s*(input|result|errorOutput)\b)/.test(text);
}

function nothing(): EvaluationFault {
  return new EvaluationFault('returned nothing (undefined).');
}

/** JSONata's own errors are a sentence with their code; others follow a colon (measured on AWS). */
function describe(thrown: unknown): string {
  const { code, message } = thrown as { code?: unknown; message?: unknown };
  return typeof code === 'string' && /^[A-Z]\d{4}$/.test(code) ? `. ${code}: ${message}` : `: ${message}`;
}

function unsupported(): EvaluationFault {
  return new EvaluationFault('returned an unsupported result type.');
}

/** The marks that jsonata leaves on arrays; they must not reach the next expression. */
const MARKS = ['sequence', 'keepSingleton', 'cons', 'outerWrapper', 'tupleStream'];

/** A value of jsonata as plain JSON; the same object where nothing had to be changed. */
function clean(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw unsupported();
      return value;
    case 'object':
      break;
    default:
      throw unsupported();
  }
  if (value === null) return null;
  if (Array.isArray(value)) {
    let copy: Json[] | undefined = MARKS.some((mark) => Object.hasOwn(value, mark)) ? [] : undefined;
    for (let index = 0; index < value.length; index++) {
      const member: unknown = value[index];
      const cleaned = member === undefined ? null : clean(member);
      if (copy === undefined && cleaned !== member) copy = value.slice(0, index);
      if (copy !== undefined) copy[index] = cleaned;
    }
    return copy ?? (value as Json[]);
  }
  const object = value as Record<string, unknown>;
  if ('_jsonata_lambda' in object || '_jsonata_function' in object) throw unsupported();
  let copy: Record<string, Json> | undefined;
  for (const key of Object.keys(object)) {
    const member = object[key];
    const cleaned = member === undefined ? undefined : clean(member);
    if (copy === undefined && (cleaned === undefined || cleaned !== member)) {
      copy = {};
      for (const earlier of Object.keys(object)) {
        if (earlier === key) break;
        setMember(copy, earlier, object[earlier] as Json);
      }
    }
    if (copy !== undefined && cleaned !== undefined) setMember(copy, key, cleaned);
  }
  return copy ?? (object as Json as Record<string, Json>);
}
