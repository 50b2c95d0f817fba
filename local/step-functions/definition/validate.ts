import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Expression } from '../jsonata/expression.ts';
import { expressionText } from '../jsonata/template.ts';
import { parseTimestamp } from '../time.ts';
import { ErrorCheck } from './check-errors.ts';
import { ValueCheck } from './check-values.ts';
import { type Diagnostic, Findings } from './diagnostics.ts';
import {
  BLOCK_FIELDS,
  COMMON,
  FIELDS,
  JSONPATH_FIELDS,
  MAX_SECONDS,
  TOP_FIELDS,
  UNSUPPORTED_FIELDS,
} from './fields.ts';
import { parseResource } from './resource.ts';

/** What a check depends on. */
export interface ValidationOptions {
  /** Compiles an expression; throws when it is none. */
  readonly expression: (text: string) => Expression;
  /** Integrations of every service are let through. */
  readonly anyIntegration: boolean;
  /** Somebody answers calls other than those of Lambda and Step Functions. */
  readonly awsCalls: boolean;
}

const MAX_NAME = 80;

/**
 * Checks a definition's text: the schema, the transitions, the expressions, and what this engine does not run.
 * Without an ERROR among the findings the definition can be compiled.
 */
export function validateDefinition(
  text: string,
  options: ValidationOptions,
): { findings: Diagnostic[]; definition: JsonObject | undefined } {
  const findings = new Findings();
  let definition: unknown;
  try {
    definition = JSON.parse(text);
  } catch {
    findings.error('INVALID_JSON_DESCRIPTION', 'The definition is not valid JSON.', '');
    return { findings: findings.list, definition: undefined };
  }
  if (!isObject(definition)) {
    findings.fail('The definition must be a JSON object.', '');
    return { findings: findings.list, definition: undefined };
  }
  new Check(findings, options).machine(definition as JsonObject);
  return { findings: findings.list, definition: definition as JsonObject };
}

class Check {
  readonly #findings: Findings;
  readonly #options: ValidationOptions;
  readonly #values: ValueCheck;
  readonly #errors: ErrorCheck;
  readonly #names = new Set<string>();
  #language = 'JSONPath';
  /** Some state ends the workflow or one of its branches. */
  #ends = false;

  constructor(findings: Findings, options: ValidationOptions) {
    this.#findings = findings;
    this.#options = options;
    this.#values = new ValueCheck(findings, options.expression);
    this.#errors = new ErrorCheck(findings, this.#values);
  }

  machine(definition: JsonObject): void {
    const language = definition.QueryLanguage;
    if (language !== undefined && language !== 'JSONata' && language !== 'JSONPath') {
      this.#findings.fail(`Value is not one of 'JSONPath', 'JSONata'`, '/QueryLanguage');
    }
    if (language === 'JSONata') this.#language = 'JSONata';
    for (const field of Object.keys(definition)) {
      if (!TOP_FIELDS.has(field)) this.#findings.unsupportedField(field, '/');
    }
    const timeout = definition.TimeoutSeconds;
    if (timeout !== undefined) this.#values.integer(timeout, '/TimeoutSeconds', 1, MAX_SECONDS);
    this.#block(definition, '', new Set());
    if (isObject(definition.States) && !this.#ends) {
      this.#findings.error('MISSING_END_STATE', 'Workflow has no terminal state', '');
    }
  }

  #block(block: JsonObject, at: string, outerVariables: ReadonlySet<string>): void {
    const states = block.States;
    if (!isObject(states) || Object.keys(states).length === 0) {
      this.#findings.fail("The field 'States' is required and must hold at least one state", `${at}/States`);
      return;
    }
    const start = block.StartAt;
    if (typeof start !== 'string')
      this.#findings.fail("The field 'StartAt' is required and must be a string", `${at}/StartAt`);
    else if (!Object.hasOwn(states, start)) this.#missing('Next', start, `${at}/StartAt`);
    const reached = new Set<string>(typeof start === 'string' ? [start] : []);
    for (const [name, state] of Object.entries(states)) {
      const place = `${at}/States/${name}`;
      if (this.#names.has(name)) {
        this.#findings.error('DUPLICATE_STATE_NAME', `Duplicate state name: ${name}`, place);
      }
      this.#names.add(name);
      if (name.length > MAX_NAME)
        this.#findings.fail(`A state's name must not have more than ${MAX_NAME} characters`, place);
      if (!isObject(state)) {
        this.#findings.fail('A state must be a JSON object', place);
        continue;
      }
      const targets = this.#state(state as JsonObject, place, outerVariables);
      if (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail') this.#ends = true;
      for (const { field, target } of targets) {
        if (!Object.hasOwn(states, target)) this.#missing(field, target, `${place}/${field}`);
        else if (target !== name) reached.add(target);
      }
    }
    for (const name of Object.keys(states)) {
      if (!reached.has(name)) {
        this.#findings.error(
          'MISSING_TRANSITION_TARGET',
          `State "${name}" is not reachable.`,
          `${at}/States/${name}`,
        );
      }
    }
  }

  #missing(field: string, target: string, location: string): void {
    const name = field.split('/').at(-1);
    this.#findings.error('MISSING_TRANSITION_TARGET', `Missing '${name}' target: ${target}`, location);
  }

  /** Checks a state and returns the states it names. */
  #state(
    state: JsonObject,
    at: string,
    outerVariables: ReadonlySet<string>,
  ): { field: string; target: string }[] {
    const type = state.Type;
    if (typeof type !== 'string' || !Object.hasOwn(FIELDS, type)) {
      this.#findings.fail(
        `Value is not one of the state types ${Object.keys(FIELDS).join(', ')}: ${JSON.stringify(type)}`,
        `${at}/Type`,
      );
      return [];
    }
    const language = state.QueryLanguage ?? this.#language;
    if (state.QueryLanguage === 'JSONPath' && this.#language === 'JSONata') {
      this.#findings.fail(
        "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
        at,
      );
      return namedStates(state);
    }
    if (language !== 'JSONata') {
      this.#findings.fail(
        `JSONPath is not supported by this engine: the state needs "QueryLanguage": "JSONata"`,
        at,
      );
      return namedStates(state);
    }
    const allowed = FIELDS[type]!;
    for (const field of Object.keys(state)) {
      if (COMMON.includes(field) || allowed.includes(field)) continue;
      if (JSONPATH_FIELDS.has(field)) this.#findings.jsonPathField(field, at);
      else if (UNSUPPORTED_FIELDS.has(field))
        this.#findings.fail(`Field '${field}' is not supported by this engine`, at);
      else this.#findings.unsupportedField(field, at);
    }
    const targets: { field: string; target: string }[] = [];
    const target = (field: string, value: Json | undefined) => {
      if (typeof value === 'string') targets.push({ field, target: value });
      else if (value !== undefined)
        this.#findings.fail('Value must be the name of a state', `${at}/${field}`);
    };
    if (allowed.includes('Next')) {
      target('Next', state.Next);
      if (state.End !== undefined && state.End !== true && state.End !== false) {
        this.#findings.fail('Value must be true or false', `${at}/End`);
      }
      if ((state.Next !== undefined) === (state.End === true)) {
        this.#findings.fail("One of 'Next' and 'End' is required, and only one", at);
      }
    }
    this.#values.expressions(state, ['Output', 'Arguments', 'ItemSelector'], at);
    this.#values.assign(state.Assign, `${at}/Assign`, outerVariables);
    switch (type) {
      case 'Task':
        this.#task(state, at);
        break;
      case 'Choice':
        this.#choice(state, at, target, outerVariables);
        break;
      case 'Wait':
        this.#wait(state, at);
        break;
      case 'Fail':
        for (const field of ['Error', 'Cause'] as const) {
          const value = state[field];
          if (value !== undefined && typeof value !== 'string')
            this.#findings.fail('Value must be a string', `${at}/${field}`);
          else if (value !== undefined) this.#values.template(value, `${at}/${field}`);
        }
        break;
      case 'Parallel': {
        const branches = state.Branches;
        if (!Array.isArray(branches) || branches.length === 0) {
          this.#findings.fail(
            "The field 'Branches' is required and must hold at least one branch",
            `${at}/Branches`,
          );
          break;
        }
        const inner = this.#innerVariables(state, outerVariables);
        branches.forEach((branch: Json, index) => {
          this.#inner(branch, `${at}/Branches[${index}]`, inner);
        });
        break;
      }
      case 'Map':
        this.#map(state, at, outerVariables);
        break;
    }
    if (allowed.includes('Retry')) this.#errors.retriers(state.Retry, `${at}/Retry`);
    if (allowed.includes('Catch')) this.#errors.catchers(state.Catch, at, target, outerVariables);
    return targets;
  }

  #innerVariables(state: JsonObject, outer: ReadonlySet<string>): ReadonlySet<string> {
    return new Set([...outer, ...Object.keys(isObject(state.Assign) ? state.Assign : {})]);
  }

  #inner(block: Json | undefined, at: string, outerVariables: ReadonlySet<string>): void {
    if (!isObject(block)) {
      this.#findings.fail('Value must be an object with StartAt and States', at);
      return;
    }
    for (const field of Object.keys(block)) {
      if (!BLOCK_FIELDS.has(field)) this.#findings.unsupportedField(field, at);
    }
    this.#block(block as JsonObject, at, outerVariables);
  }

  #task(state: JsonObject, at: string): void {
    const resource = state.Resource;
    if (typeof resource !== 'string') {
      this.#findings.fail("The field 'Resource' is required and must be a string", `${at}/Resource`);
    } else {
      const parsed = parseResource(resource, this.#options.anyIntegration);
      if ('unsupported' in parsed) {
        this.#findings.fail(
          parsed.malformed ? parsed.unsupported : `${parsed.unsupported} by this engine (${resource})`,
          `${at}/Resource`,
        );
      } else if (
        parsed.kind === 'aws' &&
        parsed.service !== 'aws-sdk:sfn' &&
        !this.#options.awsCalls &&
        !this.#options.anyIntegration
      ) {
        this.#findings.fail(
          `No one answers ${parsed.service}:${parsed.action} here (${resource})`,
          `${at}/Resource`,
        );
      }
    }
    this.#values.number(state.TimeoutSeconds, `${at}/TimeoutSeconds`, 1, MAX_SECONDS);
    this.#values.number(state.HeartbeatSeconds, `${at}/HeartbeatSeconds`, 1, MAX_SECONDS);
    const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
    if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
      this.#findings.fail(
        "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'",
        `${at}/HeartbeatSeconds`,
      );
    }
  }

  #choice(
    state: JsonObject,
    at: string,
    target: (field: string, value: Json | undefined) => void,
    outerVariables: ReadonlySet<string>,
  ): void {
    target('Default', state.Default);
    const choices = state.Choices;
    if (!Array.isArray(choices) || choices.length === 0) {
      this.#findings.fail("The field 'Choices' is required and must hold at least one rule", `${at}/Choices`);
      return;
    }
    choices.forEach((rule: Json, index) => {
      const place = `Choices[${index}]`;
      if (!isObject(rule)) {
        this.#findings.fail('A choice rule must be a JSON object', `${at}/${place}`);
        return;
      }
      const { Condition: condition, Next: next } = rule as JsonObject;
      for (const field of Object.keys(rule)) {
        if (['Condition', 'Next', 'Assign', 'Output', 'Comment'].includes(field)) continue;
        if (field === 'Variable' || JSONPATH_FIELDS.has(field))
          this.#findings.jsonPathField(field, `${at}/${place}`);
        else this.#findings.unsupportedField(field, `${at}/${place}`);
      }
      if (
        typeof condition !== 'boolean' &&
        (typeof condition !== 'string' || expressionText(condition) === undefined)
      ) {
        this.#findings.fail(
          "The field 'Condition' must be a JSONata expression or a boolean",
          `${at}/${place}/Condition`,
        );
      } else this.#values.template(condition, `${at}/${place}/Condition`);
      if (next === undefined) this.#findings.fail("The field 'Next' is required", `${at}/${place}`);
      target(`${place}/Next`, next);
      this.#values.expressions(rule as JsonObject, ['Output'], `${at}/${place}`);
      this.#values.assign((rule as JsonObject).Assign, `${at}/${place}/Assign`, outerVariables);
    });
  }

  #wait(state: JsonObject, at: string): void {
    if ((state.Seconds !== undefined) === (state.Timestamp !== undefined)) {
      this.#findings.fail("One of 'Seconds' and 'Timestamp' is required, and only one", at);
    }
    this.#values.number(state.Seconds, `${at}/Seconds`, 0, MAX_SECONDS);
    const timestamp = state.Timestamp;
    if (timestamp === undefined) return;
    if (typeof timestamp !== 'string') this.#findings.fail('Value must be a string', `${at}/Timestamp`);
    else if (expressionText(timestamp) !== undefined) this.#values.template(timestamp, `${at}/Timestamp`);
    else if (parseTimestamp(timestamp) === undefined) {
      this.#findings.fail('String does not match RFC3339 timestamp', `${at}/Timestamp`);
    }
  }

  #map(state: JsonObject, at: string, outerVariables: ReadonlySet<string>): void {
    const field =
      state.ItemProcessor === undefined && state.Iterator !== undefined ? 'Iterator' : 'ItemProcessor';
    const processor = state[field];
    if (processor === undefined) {
      this.#findings.fail("The field 'ItemProcessor' is required", `${at}/ItemProcessor`);
    } else {
      const config = isObject(processor) ? (processor as JsonObject).ProcessorConfig : undefined;
      const mode = isObject(config) ? config.Mode : undefined;
      if (mode !== undefined && mode !== 'INLINE') {
        this.#findings.fail(
          'Only inline maps are supported by this engine',
          `${at}/${field}/ProcessorConfig/Mode`,
        );
      }
      this.#inner(processor, `${at}/${field}`, this.#innerVariables(state, outerVariables));
    }
    const items = state.Items;
    if (items !== undefined) {
      if (!Array.isArray(items) && (typeof items !== 'string' || expressionText(items) === undefined)) {
        this.#findings.fail('Value must be an array or a JSONata expression', `${at}/Items`);
      } else this.#values.template(items, `${at}/Items`);
    }
    this.#values.number(state.MaxConcurrency, `${at}/MaxConcurrency`, 0, Number.MAX_SAFE_INTEGER);
    this.#values.number(
      state.ToleratedFailureCount,
      `${at}/ToleratedFailureCount`,
      0,
      Number.MAX_SAFE_INTEGER,
    );
    this.#values.number(state.ToleratedFailurePercentage, `${at}/ToleratedFailurePercentage`, 0, 100, false);
  }
}

/** The states that a state names, whatever its language. */
function namedStates(state: JsonObject): { field: string; target: string }[] {
  const named: { field: string; target: string }[] = [];
  const add = (field: string, target: Json | undefined) => {
    if (typeof target === 'string') named.push({ field, target });
  };
  add('Next', state.Next);
  add('Default', state.Default);
  for (const list of ['Choices', 'Catch'] as const) {
    const entries = state[list];
    if (!Array.isArray(entries)) continue;
    entries.forEach((entry: Json, index) => {
      if (isObject(entry)) add(`${list}[${index}]/Next`, (entry as JsonObject).Next);
    });
  }
  return named;
}
