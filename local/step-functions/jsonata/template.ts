import { type Json, type JsonObject, setMember } from '../json.ts';
import { EvaluationFault, type Expression } from './expression.ts';
import type { Scope } from './scope.ts';

/** The types that a field may demand of its expression's value, by the words of AWS. */
export type ExpectedType = 'array' | 'boolean' | 'number' | 'object' | 'string';

/** A field's expression that gave no value, or one of the wrong type. */
export class FieldFault {
  /** Where in the state: `Output/total`, `Choices[0]/Condition`; undefined where no field is at fault. */
  readonly location: string | undefined;
  readonly detail: string;

  constructor(location: string | undefined, detail: string) {
    this.location = location;
    this.detail = detail;
  }
}

/** A field of a state: JSON in which any string may be an expression. */
export type Template = ConstantTemplate | ExpressionTemplate | ObjectTemplate | ArrayTemplate;

/** The text of an expression when a string is one (`{% … %}`, nothing before or after), else undefined. */
export function expressionText(text: string): string | undefined {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4
    ? text.slice(2, -2).trim()
    : undefined;
}

/** Compiles a field. `compile` is given the text of each expression. */
export function compileTemplate(
  value: Json,
  location: string,
  compile: (text: string) => Expression,
): Template {
  if (typeof value === 'string') {
    const text = expressionText(value);
    return text === undefined ? new ConstantTemplate(value) : new ExpressionTemplate(compile(text), location);
  }
  if (typeof value !== 'object' || value === null) return new ConstantTemplate(value);
  if (Array.isArray(value)) {
    const members = value.map((member: Json, index) =>
      compileTemplate(member, `${location}[${index}]`, compile),
    );
    return members.every(isConstant) ? new ConstantTemplate(value) : new ArrayTemplate(members);
  }
  const object = value as JsonObject;
  const keys = Object.keys(object);
  const members = keys.map((key) => compileTemplate(object[key]!, `${location}/${key}`, compile));
  return members.every(isConstant) ? new ConstantTemplate(value) : new ObjectTemplate(keys, members);
}

function isConstant(template: Template): boolean {
  return template instanceof ConstantTemplate;
}

/** A field without expressions. */
class ConstantTemplate {
  readonly value: Json;

  constructor(value: Json) {
    this.value = value;
  }

  evaluate(_scope: Scope): Json {
    return this.value;
  }
}

/** A field that is one expression. */
export class ExpressionTemplate {
  readonly expression: Expression;
  readonly location: string;

  constructor(expression: Expression, location: string) {
    this.expression = expression;
    this.location = location;
  }

  evaluate(scope: Scope): Json | Promise<Json> {
    let value: Json | Promise<Json>;
    try {
      value = this.expression.evaluate(scope);
    } catch (thrown) {
      throw this.fault(thrown);
    }
    if (!(value instanceof Promise)) return value;
    return value.catch((thrown: unknown) => {
      throw this.fault(thrown);
    });
  }

  /** Throws unless the value, which this expression gave, is of the type that the field demands. */
  demand(value: Json, expected: ExpectedType): void {
    const actual = typeName(value);
    if (actual === expected) return;
    throw this.fault(
      new EvaluationFault(
        `returned an unexpected result type. Expected '${expected}', but was '${actual}' for value: ${JSON.stringify(value)}`,
      ),
    );
  }

  fault(thrown: unknown): unknown {
    if (!(thrown instanceof EvaluationFault)) return thrown;
    return new FieldFault(
      this.location,
      `The JSONata expression '${this.expression.text}' specified for the field '${this.location}' ${thrown.detail}`,
    );
  }
}

/** AWS's word for the type of a value. */
function typeName(value: Json): ExpectedType | 'null' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as ExpectedType;
}

class ObjectTemplate {
  readonly #keys: readonly string[];
  readonly #members: readonly Template[];

  constructor(keys: readonly string[], members: readonly Template[]) {
    this.#keys = keys;
    this.#members = members;
  }

  evaluate(scope: Scope): Json | Promise<Json> {
    const object: Record<string, Json> = {};
    for (let index = 0; index < this.#members.length; index++) {
      const value = this.#members[index]!.evaluate(scope);
      if (value instanceof Promise) return this.#finish(object, index, value, scope);
      setMember(object, this.#keys[index]!, value);
    }
    return object;
  }

  async #finish(
    object: Record<string, Json>,
    from: number,
    first: Promise<Json>,
    scope: Scope,
  ): Promise<Json> {
    setMember(object, this.#keys[from]!, await first);
    for (let index = from + 1; index < this.#members.length; index++) {
      setMember(object, this.#keys[index]!, await this.#members[index]!.evaluate(scope));
    }
    return object;
  }
}

class ArrayTemplate {
  readonly #members: readonly Template[];

  constructor(members: readonly Template[]) {
    this.#members = members;
  }

  evaluate(scope: Scope): Json | Promise<Json> {
    const array: Json[] = [];
    for (let index = 0; index < this.#members.length; index++) {
      const value = this.#members[index]!.evaluate(scope);
      if (value instanceof Promise) return this.#finish(array, index, value, scope);
      array.push(value);
    }
    return array;
  }

  async #finish(array: Json[], from: number, first: Promise<Json>, scope: Scope): Promise<Json> {
    array.push(await first);
    for (let index = from + 1; index < this.#members.length; index++) {
      array.push(await this.#members[index]!.evaluate(scope));
    }
    return array;
  }
}
