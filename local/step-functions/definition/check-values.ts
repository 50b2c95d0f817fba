import { isObject, type Json, type JsonObject } from '../json.ts';
import { contextlessReferences } from '../jsonata/ast.ts';
import type { Expression } from '../jsonata/expression.ts';
import { expressionText } from '../jsonata/template.ts';
import type { Findings } from './diagnostics.ts';

/** Checks the values of fields: numbers, variables, and every expression in them. */
export class ValueCheck {
  readonly #findings: Findings;
  readonly #compile: (text: string) => Expression;

  constructor(findings: Findings, compile: (text: string) => Expression) {
    this.#findings = findings;
    this.#compile = compile;
  }

  assign(assign: Json | undefined, at: string, outerVariables: ReadonlySet<string>): void {
    if (assign === undefined) return;
    if (!isObject(assign)) {
      this.#findings.fail('Value must be a JSON object', at);
      return;
    }
    for (const name of Object.keys(assign)) {
      if (name === 'states') this.#findings.fail("The variable name 'states' is reserved", `${at}/${name}`);
      else if (!/^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u.test(name)) {
        this.#findings.fail(`'${name}' is not a valid variable name`, `${at}/${name}`);
      }
      if (outerVariables.has(name)) {
        this.#findings.warn(
          'VARIABLE_SHADOWED',
          `The variable '${name}' is also assigned in an outer scope, which does not see this value`,
          `${at}/${name}`,
        );
      }
    }
    this.template(assign as Json, at);
  }

  number(value: Json | undefined, at: string, least: number, most: number, whole = true): void {
    if (value === undefined) return;
    if (typeof value === 'string' && expressionText(value) !== undefined) this.template(value, at);
    else if (whole) this.integer(value, at, least, most);
    else if (typeof value !== 'number' || value < least || value > most) {
      this.#findings.fail(`Value must be a number from ${least} to ${most} or a JSONata expression`, at);
    }
  }

  integer(value: Json, at: string, least: number, most: number): void {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      this.#findings.fail(`Value must be an integer from ${least} to ${most}`, at);
    }
  }

  expressions(source: JsonObject, fields: readonly string[], at: string): void {
    for (const field of fields) {
      if (source[field] !== undefined) this.template(source[field], `${at}/${field}`);
    }
  }

  template(value: Json, at: string): void {
    if (typeof value === 'string') {
      this.#expression(value, at);
    } else if (Array.isArray(value)) {
      value.forEach((member: Json, index) => {
        this.template(member, `${at}[${index}]`);
      });
    } else if (isObject(value)) {
      for (const [key, member] of Object.entries(value as JsonObject)) this.template(member, `${at}/${key}`);
    }
  }

  #expression(value: string, at: string): void {
    const text = expressionText(value);
    if (text === undefined) {
      if (value.startsWith('{%') || value.endsWith('%}')) {
        this.#findings.fail("A JSONata expression must start with '{%' and end with '%}'", at);
      }
      return;
    }
    if (text === '') {
      this.#findings.fail('The JSONata expression is empty', at);
      return;
    }
    let expression: Expression;
    try {
      expression = this.#compile(text);
    } catch (thrown) {
      const { message } = thrown as { message?: string };
      this.#findings.error('INVALID_JSONATA_EXPRESSION', String(message), at);
      return;
    }
    for (const reference of new Set(contextlessReferences(expression.root))) {
      this.#findings.error(
        'UNSUPPORTED_JSONATA_EXPRESSION',
        `Reference to '${reference}' at the top level is not supported.`,
        at,
      );
    }
    if (expression.names.has('eval')) {
      this.#findings.warn('UNSUPPORTED_FUNCTION', 'The function $eval is not available', at);
    }
  }
}
