import { isObject, type Json, type JsonObject } from '../json.ts';
import { contextlessReferences } from '../jsonata/ast.ts';
import type { Expression } from '../jsonata/expression.ts';
import { expressionText } from '../jsonata/template.ts';
import { parseTimestamp } from '../time.ts';
import { parseResource } from './resource.ts';

/** A finding, as ValidateStateMachineDefinition answers it. */
export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** `/States/Wait for answer/Seconds`; empty where no place can be named. */
  readonly location: string;
}

export interface ValidationOptions {
  /** Compiles an expression; throws when it is none. */
  readonly expression: (text: string) => Expression;
  /** Integrations of every service are let through. */
  readonly anyIntegration: boolean;
  /** Somebody answers calls other than those of Lambda and Step Functions. */
  readonly awsCalls: boolean;
}

const COMMON = ['Type', 'Comment', 'QueryLanguage'];
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Pass: ['Output', 'Assign', 'Next', 'End'],
  Task: [
    'Resource',
    'Arguments',
    'Output',
    'Assign',
    'Next',
    'End',
    'Retry',
    'Catch',
    'TimeoutSeconds',
    'HeartbeatSeconds',
  ],
  Choice: ['Choices', 'Default', 'Output', 'Assign'],
  Wait: ['Seconds', 'Timestamp', 'Output', 'Assign', 'Next', 'End'],
  Succeed: ['Output'],
  Fail: ['Error', 'Cause'],
  Parallel: ['Branches', 'Arguments', 'Output', 'Assign', 'Next', 'End', 'Retry', 'Catch'],
  Map: [
    'ItemProcessor',
    'Iterator',
    'Items',
    'ItemSelector',
    'MaxConcurrency',
    'ToleratedFailureCount',
    'ToleratedFailurePercentage',
    'Output',
    'Assign',
    'Next',
    'End',
    'Retry',
    'Catch',
  ],
};

/** Fields that only JSONPath states have. */
const JSONPATH_FIELDS: ReadonlySet<string> = new Set([
  'InputPath',
  'OutputPath',
  'Parameters',
  'Result',
  'ResultPath',
  'ResultSelector',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'ItemsPath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
  'ErrorPath',
  'CausePath',
]);

/** Fields that AWS has and this engine does not. */
const UNSUPPORTED_FIELDS: ReadonlySet<string> = new Set([
  'Credentials',
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'Label',
]);

const TOP_FIELDS: ReadonlySet<string> = new Set([
  'Comment',
  'StartAt',
  'States',
  'TimeoutSeconds',
  'Version',
  'QueryLanguage',
]);
const BLOCK_FIELDS: ReadonlySet<string> = new Set(['Comment', 'StartAt', 'States', 'ProcessorConfig']);

const MAX_NAME = 80;
/** Longest wait, time-out and heartbeat in seconds (AWS). */
const MAX_SECONDS = 99_999_999;

/**
 * Checks a definition's text: the schema, the transitions, the expressions, and what this engine does not run.
 * Without an ERROR among the findings the definition can be compiled.
 */
export function validateDefinition(
  text: string,
  options: ValidationOptions,
): { findings: Diagnostic[]; definition: JsonObject | undefined } {
  let definition: unknown;
  try {
    definition = JSON.parse(text);
  } catch {
    return {
      findings: [error('INVALID_JSON_DESCRIPTION', 'The definition is not valid JSON.', '')],
      definition: undefined,
    };
  }
  if (!isObject(definition)) {
    return {
      findings: [error('SCHEMA_VALIDATION_FAILED', 'The definition must be a JSON object.', '')],
      definition: undefined,
    };
  }
  const check = new Check(options);
  check.machine(definition as JsonObject);
  return { findings: check.findings, definition: definition as JsonObject };
}

/** The findings that keep a definition from running, in AWS's one-line form. */
export function invalidDefinitionMessage(findings: readonly Diagnostic[]): string {
  const lines = findings
    .filter((finding) => finding.severity === 'ERROR')
    .map(({ code, message, location }) => `${code}: ${message} at ${location === '' ? null : location}`);
  return `Invalid State Machine Definition: '${lines.join(', ')}'`;
}

function error(code: string, message: string, location: string): Diagnostic {
  return { severity: 'ERROR', code, message, location };
}

class Check {
  readonly findings: Diagnostic[] = [];
  readonly #options: ValidationOptions;
  readonly #names = new Set<string>();
  #language = 'JSONPath';
  /** Some state ends the workflow or one of its branches. */
  #ends = false;

  constructor(options: ValidationOptions) {
    this.#options = options;
  }

  machine(definition: JsonObject): void {
    const language = definition.QueryLanguage;
    if (language !== undefined && language !== 'JSONata' && language !== 'JSONPath') {
      this.#fail(`Value is not one of 'JSONPath', 'JSONata'`, '/QueryLanguage');
    }
    if (language === 'JSONata') this.#language = 'JSONata';
    for (const field of Object.keys(definition)) {
      if (!TOP_FIELDS.has(field)) this.#unsupportedField(field, '/');
    }
    const timeout = definition.TimeoutSeconds;
    if (timeout !== undefined) this.#integer(timeout, '/TimeoutSeconds', 1, MAX_SECONDS);
    this.#block(definition, '', new Set());
    if (isObject(definition.States) && !this.#ends) {
      this.findings.push(error('MISSING_END_STATE', 'Workflow has no terminal state', ''));
    }
  }

  #unsupportedField(field: string, holder: string): void {
    this.#fail(`Field '${field}' is not supported`, holder);
  }

  #fail(message: string, location: string): void {
    this.findings.push(error('SCHEMA_VALIDATION_FAILED', message, location));
  }

  #block(block: JsonObject, at: string, outerVariables: ReadonlySet<string>): void {
    const states = block.States;
    if (!isObject(states) || Object.keys(states).length === 0) {
      this.#fail("The field 'States' is required and must hold at least one state", `${at}/States`);
      return;
    }
    const start = block.StartAt;
    if (typeof start !== 'string')
      this.#fail("The field 'StartAt' is required and must be a string", `${at}/StartAt`);
    else if (!Object.hasOwn(states, start)) this.#missing('Next', start, `${at}/StartAt`);
    const reached = new Set<string>(typeof start === 'string' ? [start] : []);
    for (const [name, state] of Object.entries(states)) {
      const place = `${at}/States/${name}`;
      if (this.#names.has(name)) {
        this.findings.push(error('DUPLICATE_STATE_NAME', `Duplicate state name: ${name}`, place));
      }
      this.#names.add(name);
      if (name.length > MAX_NAME)
        this.#fail(`A state's name must not have more than ${MAX_NAME} characters`, place);
      if (!isObject(state)) {
        this.#fail('A state must be a JSON object', place);
        continue;
      }
      const targets = this.#state(state as JsonObject, place, outerVariables);
      if (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail') this.#ends = true;
      for (const { field, target } of targets) {
        if (!Object.hasOwn(states, target)) this.#missing(field, target, `${place}/${field}`);
        else if (target !== name || reached.has(name)) reached.add(target);
      }
    }
    for (const name of Object.keys(states)) {
      if (!reached.has(name)) {
        this.findings.push(
          error('MISSING_TRANSITION_TARGET', `State "${name}" is not reachable.`, `${at}/States/${name}`),
        );
      }
    }
  }

  #missing(field: string, target: string, location: string): void {
    const name = field.split('/').at(-1);
    this.findings.push(error('MISSING_TRANSITION_TARGET', `Missing '${name}' target: ${target}`, location));
  }

  /** Checks a state and returns the states it names. */
  #state(
    state: JsonObject,
    at: string,
    outerVariables: ReadonlySet<string>,
  ): { field: string; target: string }[] {
    const type = state.Type;
    if (typeof type !== 'string' || !Object.hasOwn(FIELDS, type)) {
      this.#fail(
        `Value is not one of the state types ${Object.keys(FIELDS).join(', ')}: ${JSON.stringify(type)}`,
        `${at}/Type`,
      );
      return [];
    }
    const language = state.QueryLanguage ?? this.#language;
    if (state.QueryLanguage === 'JSONPath' && this.#language === 'JSONata') {
      this.#fail("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", at);
      return namedStates(state);
    }
    if (language !== 'JSONata') {
      this.#fail(`JSONPath is not supported by this engine: the state needs "QueryLanguage": "JSONata"`, at);
      return namedStates(state);
    }
    const allowed = FIELDS[type]!;
    for (const field of Object.keys(state)) {
      if (COMMON.includes(field) || allowed.includes(field)) continue;
      if (JSONPATH_FIELDS.has(field)) this.#jsonPathField(field, at);
      else if (UNSUPPORTED_FIELDS.has(field))
        this.#fail(`Field '${field}' is not supported by this engine`, at);
      else this.#unsupportedField(field, at);
    }
    const targets: { field: string; target: string }[] = [];
    const target = (field: string, value: Json | undefined) => {
      if (typeof value === 'string') targets.push({ field, target: value });
      else if (value !== undefined) this.#fail('Value must be the name of a state', `${at}/${field}`);
    };
    if (allowed.includes('Next')) {
      target('Next', state.Next);
      if (state.End !== undefined && state.End !== true && state.End !== false) {
        this.#fail('Value must be true or false', `${at}/End`);
      }
      if ((state.Next !== undefined) === (state.End === true)) {
        this.#fail("One of 'Next' and 'End' is required, and only one", at);
      }
    }
    this.#expressions(state, ['Output', 'Arguments', 'ItemSelector'], at);
    this.#assign(state.Assign, `${at}/Assign`, outerVariables);
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
            this.#fail('Value must be a string', `${at}/${field}`);
          else if (value !== undefined) this.#template(value, `${at}/${field}`);
        }
        break;
      case 'Parallel': {
        const branches = state.Branches;
        if (!Array.isArray(branches) || branches.length === 0) {
          this.#fail("The field 'Branches' is required and must hold at least one branch", `${at}/Branches`);
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
    if (allowed.includes('Retry')) this.#retriers(state.Retry, `${at}/Retry`);
    if (allowed.includes('Catch')) this.#catchers(state.Catch, at, target, outerVariables);
    return targets;
  }

  #jsonPathField(field: string, holder: string): void {
    this.#fail(
      `The QueryLanguage is set to 'JSONata', but field '${field}' is only supported for the 'JSONPath' QueryLanguage`,
      holder,
    );
  }

  #innerVariables(state: JsonObject, outer: ReadonlySet<string>): ReadonlySet<string> {
    return new Set([...outer, ...Object.keys(isObject(state.Assign) ? state.Assign : {})]);
  }

  #inner(block: Json | undefined, at: string, outerVariables: ReadonlySet<string>): void {
    if (!isObject(block)) {
      this.#fail('Value must be an object with StartAt and States', at);
      return;
    }
    for (const field of Object.keys(block)) {
      if (!BLOCK_FIELDS.has(field)) this.#unsupportedField(field, at);
    }
    this.#block(block as JsonObject, at, outerVariables);
  }

  #task(state: JsonObject, at: string): void {
    const resource = state.Resource;
    if (typeof resource !== 'string') {
      this.#fail("The field 'Resource' is required and must be a string", `${at}/Resource`);
    } else {
      const parsed = parseResource(resource, this.#options.anyIntegration);
      if ('unsupported' in parsed) {
        this.#fail(
          parsed.malformed ? parsed.unsupported : `${parsed.unsupported} by this engine (${resource})`,
          `${at}/Resource`,
        );
      } else if (
        parsed.kind === 'aws' &&
        parsed.service !== 'aws-sdk:sfn' &&
        !this.#options.awsCalls &&
        !this.#options.anyIntegration
      ) {
        this.#fail(`No one answers ${parsed.service}:${parsed.action} here (${resource})`, `${at}/Resource`);
      }
    }
    this.#number(state.TimeoutSeconds, `${at}/TimeoutSeconds`, 1, MAX_SECONDS);
    this.#number(state.HeartbeatSeconds, `${at}/HeartbeatSeconds`, 1, MAX_SECONDS);
    const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
    if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
      this.#fail("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", `${at}/HeartbeatSeconds`);
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
      this.#fail("The field 'Choices' is required and must hold at least one rule", `${at}/Choices`);
      return;
    }
    choices.forEach((rule: Json, index) => {
      const place = `Choices[${index}]`;
      if (!isObject(rule)) {
        this.#fail('A choice rule must be a JSON object', `${at}/${place}`);
        return;
      }
      const { Condition: condition, Next: next } = rule as JsonObject;
      for (const field of Object.keys(rule)) {
        if (['Condition', 'Next', 'Assign', 'Output', 'Comment'].includes(field)) continue;
        if (field === 'Variable' || JSONPATH_FIELDS.has(field)) this.#jsonPathField(field, `${at}/${place}`);
        else this.#unsupportedField(field, `${at}/${place}`);
      }
      if (
        typeof condition !== 'boolean' &&
        (typeof condition !== 'string' || expressionText(condition) === undefined)
      ) {
        this.#fail(
          "The field 'Condition' must be a JSONata expression or a boolean",
          `${at}/${place}/Condition`,
        );
      } else this.#template(condition, `${at}/${place}/Condition`);
      if (next === undefined) this.#fail("The field 'Next' is required", `${at}/${place}`);
      target(`${place}/Next`, next);
      this.#expressions(rule as JsonObject, ['Output'], `${at}/${place}`);
      this.#assign((rule as JsonObject).Assign, `${at}/${place}/Assign`, outerVariables);
    });
  }

  #wait(state: JsonObject, at: string): void {
    if ((state.Seconds !== undefined) === (state.Timestamp !== undefined)) {
      this.#fail("One of 'Seconds' and 'Timestamp' is required, and only one", at);
    }
    this.#number(state.Seconds, `${at}/Seconds`, 0, MAX_SECONDS);
    const timestamp = state.Timestamp;
    if (timestamp === undefined) return;
    if (typeof timestamp !== 'string') this.#fail('Value must be a string', `${at}/Timestamp`);
    else if (expressionText(timestamp) !== undefined) this.#template(timestamp, `${at}/Timestamp`);
    else if (parseTimestamp(timestamp) === undefined) {
      this.#fail('String does not match RFC3339 timestamp', `${at}/Timestamp`);
    }
  }

  #map(state: JsonObject, at: string, outerVariables: ReadonlySet<string>): void {
    const field =
      state.ItemProcessor === undefined && state.Iterator !== undefined ? 'Iterator' : 'ItemProcessor';
    const processor = state[field];
    if (processor === undefined) {
      this.#fail("The field 'ItemProcessor' is required", `${at}/ItemProcessor`);
    } else {
      const config = isObject(processor) ? (processor as JsonObject).ProcessorConfig : undefined;
      const mode = isObject(config) ? config.Mode : undefined;
      if (mode !== undefined && mode !== 'INLINE') {
        this.#fail('Only inline maps are supported by this engine', `${at}/${field}/ProcessorConfig/Mode`);
      }
      this.#inner(processor, `${at}/${field}`, this.#innerVariables(state, outerVariables));
    }
    const items = state.Items;
    if (items !== undefined) {
      if (!Array.isArray(items) && (typeof items !== 'string' || expressionText(items) === undefined)) {
        this.#fail('Value must be an array or a JSONata expression', `${at}/Items`);
      } else this.#template(items, `${at}/Items`);
    }
    this.#number(state.MaxConcurrency, `${at}/MaxConcurrency`, 0, Number.MAX_SAFE_INTEGER);
    this.#number(state.ToleratedFailureCount, `${at}/ToleratedFailureCount`, 0, Number.MAX_SAFE_INTEGER);
    this.#number(state.ToleratedFailurePercentage, `${at}/ToleratedFailurePercentage`, 0, 100, false);
  }

  #retriers(retry: Json | undefined, at: string): void {
    if (retry === undefined) return;
    if (!Array.isArray(retry)) {
      this.#fail('Value must be an array', at);
      return;
    }
    retry.forEach((retrier: Json, index) => {
      const place = `${at}[${index}]`;
      if (!isObject(retrier)) {
        this.#fail('A retrier must be a JSON object', place);
        return;
      }
      const known = [
        'ErrorEquals',
        'IntervalSeconds',
        'MaxAttempts',
        'BackoffRate',
        'MaxDelaySeconds',
        'JitterStrategy',
        'Comment',
      ];
      for (const field of Object.keys(retrier)) {
        if (!known.includes(field)) this.#unsupportedField(field, place);
      }
      const { ErrorEquals, IntervalSeconds, MaxAttempts, BackoffRate, MaxDelaySeconds, JitterStrategy } =
        retrier as JsonObject;
      this.#errorEquals(ErrorEquals, place, index === retry.length - 1);
      if (IntervalSeconds !== undefined)
        this.#integer(IntervalSeconds, `${place}/IntervalSeconds`, 1, MAX_SECONDS);
      if (MaxAttempts !== undefined) this.#integer(MaxAttempts, `${place}/MaxAttempts`, 0, MAX_SECONDS);
      if (BackoffRate !== undefined && (typeof BackoffRate !== 'number' || BackoffRate < 1)) {
        this.#fail('Value must be a number of at least 1.0', `${place}/BackoffRate`);
      }
      if (MaxDelaySeconds !== undefined) {
        this.#integer(MaxDelaySeconds, `${place}/MaxDelaySeconds`, 1, 31_622_399);
        const interval = typeof IntervalSeconds === 'number' ? IntervalSeconds : 1;
        if (typeof MaxDelaySeconds === 'number' && MaxDelaySeconds <= interval) {
          this.#fail("'MaxDelaySeconds' must be greater than 'IntervalSeconds'", `${place}/MaxDelaySeconds`);
        }
      }
      if (JitterStrategy !== undefined && JitterStrategy !== 'FULL' && JitterStrategy !== 'NONE') {
        this.#fail("Value is not one of 'FULL', 'NONE'", `${place}/JitterStrategy`);
      }
    });
  }

  #catchers(
    catchers: Json | undefined,
    at: string,
    target: (field: string, value: Json | undefined) => void,
    outerVariables: ReadonlySet<string>,
  ): void {
    if (catchers === undefined) return;
    if (!Array.isArray(catchers)) {
      this.#fail('Value must be an array', `${at}/Catch`);
      return;
    }
    catchers.forEach((catcher: Json, index) => {
      const place = `Catch[${index}]`;
      if (!isObject(catcher)) {
        this.#fail('A catcher must be a JSON object', `${at}/${place}`);
        return;
      }
      for (const field of Object.keys(catcher)) {
        if (['ErrorEquals', 'Next', 'Assign', 'Output', 'Comment'].includes(field)) continue;
        if (JSONPATH_FIELDS.has(field)) this.#jsonPathField(field, `${at}/${place}`);
        else this.#unsupportedField(field, `${at}/${place}`);
      }
      const { ErrorEquals, Next, Assign } = catcher as JsonObject;
      this.#errorEquals(ErrorEquals, `${at}/${place}`, index === catchers.length - 1);
      if (Next === undefined) this.#fail("The field 'Next' is required", `${at}/${place}`);
      target(`${place}/Next`, Next);
      this.#expressions(catcher as JsonObject, ['Output'], `${at}/${place}`);
      this.#assign(Assign, `${at}/${place}/Assign`, outerVariables);
    });
  }

  #errorEquals(errors: Json | undefined, at: string, last: boolean): void {
    if (!Array.isArray(errors) || errors.length === 0 || !errors.every((name) => typeof name === 'string')) {
      this.#fail(
        "The field 'ErrorEquals' is required and must be an array of error names",
        `${at}/ErrorEquals`,
      );
      return;
    }
    if (!errors.includes('States.ALL')) return;
    if (errors.length > 1) this.#fail("'States.ALL' must stand alone", `${at}/ErrorEquals`);
    if (!last) this.#fail("'States.ALL' must be in the last entry", `${at}/ErrorEquals`);
  }

  #assign(assign: Json | undefined, at: string, outerVariables: ReadonlySet<string>): void {
    if (assign === undefined) return;
    if (!isObject(assign)) {
      this.#fail('Value must be a JSON object', at);
      return;
    }
    for (const name of Object.keys(assign)) {
      if (name === 'states') this.#fail("The variable name 'states' is reserved", `${at}/${name}`);
      else if (!/^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u.test(name)) {
        this.#fail(`'${name}' is not a valid variable name`, `${at}/${name}`);
      }
      if (outerVariables.has(name)) {
        this.findings.push({
          severity: 'WARNING',
          code: 'VARIABLE_SHADOWED',
          message: `The variable '${name}' is also assigned in an outer scope, which does not see this value`,
          location: `${at}/${name}`,
        });
      }
    }
    this.#template(assign as Json, at);
  }

  #number(value: Json | undefined, at: string, least: number, most: number, whole = true): void {
    if (value === undefined) return;
    if (typeof value === 'string' && expressionText(value) !== undefined) this.#template(value, at);
    else if (whole) this.#integer(value, at, least, most);
    else if (typeof value !== 'number' || value < least || value > most) {
      this.#fail(`Value must be a number from ${least} to ${most} or a JSONata expression`, at);
    }
  }

  #integer(value: Json, at: string, least: number, most: number): void {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      this.#fail(`Value must be an integer from ${least} to ${most}`, at);
    }
  }

  #expressions(source: JsonObject, fields: readonly string[], at: string): void {
    for (const field of fields) {
      if (source[field] !== undefined) this.#template(source[field], `${at}/${field}`);
    }
  }

  #template(value: Json, at: string): void {
    if (typeof value === 'string') {
      this.#expression(value, at);
    } else if (Array.isArray(value)) {
      value.forEach((member: Json, index) => {
        this.#template(member, `${at}[${index}]`);
      });
    } else if (isObject(value)) {
      for (const [key, member] of Object.entries(value as JsonObject)) this.#template(member, `${at}/${key}`);
    }
  }

  #expression(value: string, at: string): void {
    const text = expressionText(value);
    if (text === undefined) {
      if (value.startsWith('{%') || value.endsWith('%}')) {
        this.#fail("A JSONata expression must start with '{%' and end with '%}'", at);
      }
      return;
    }
    if (text === '') {
      this.#fail('The JSONata expression is empty', at);
      return;
    }
    let expression: Expression;
    try {
      expression = this.#options.expression(text);
    } catch (thrown) {
      const { message } = thrown as { message?: string };
      this.findings.push(error('INVALID_JSONATA_EXPRESSION', String(message), at));
      return;
    }
    for (const reference of new Set(contextlessReferences(expression.root))) {
      this.findings.push(
        error(
          'UNSUPPORTED_JSONATA_EXPRESSION',
          `Reference to '${reference}' at the top level is not supported.`,
          at,
        ),
      );
    }
    if (expression.names.has('eval')) {
      this.findings.push({
        severity: 'WARNING',
        code: 'UNSUPPORTED_FUNCTION',
        message: 'The function $eval is not available',
        location: at,
      });
    }
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
