import { codeOf, type EventType } from '../history.ts';
import type { Json, JsonObject } from '../json.ts';
import { Expression } from '../jsonata/expression.ts';
import type { Sources } from '../jsonata/scope.ts';
import { compileTemplate, type ExpressionTemplate, type Template } from '../jsonata/template.ts';
import type { Block, Catcher, ChoiceRule, Machine, NumberField, Retrier, State } from './model.ts';
import { parseResource, type Resource } from './resource.ts';

/** Longest delay before a retry when a definition gives none (AWS default interval 1 s, 3 attempts, factor 2). */
const RETRY_DEFAULTS = { interval: 1, attempts: 3, backoff: 2 };

/** Compiles definitions; an expression that occurs often is compiled once. */
export class Compiler {
  readonly #sources: Sources;
  readonly #expressions = new Map<string, Expression>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** The compiled expression. Throws what jsonata throws when the text is no expression. */
  readonly expression = (text: string): Expression => {
    let expression = this.#expressions.get(text);
    if (expression === undefined) {
      expression = new Expression(text, this.#sources);
      this.#expressions.set(text, expression);
    }
    return expression;
  };

  /** Compiles a definition that `validate` has passed. */
  machine(definition: JsonObject): Machine {
    const byName = new Map<string, { state: State; block: Block }>();
    const block = this.#block(definition, byName);
    return {
      ...block,
      timeoutSeconds: definition.TimeoutSeconds as number | undefined,
      source: definition,
      byName,
    };
  }

  #block(definition: JsonObject, byName: Map<string, { state: State; block: Block }>): Block {
    const states = new Map<string, State>();
    const block: Block = { startAt: definition.StartAt as string, states };
    for (const [name, source] of Object.entries(definition.States as JsonObject)) {
      const state = this.#state(name, source as JsonObject, byName);
      states.set(name, state);
      byName.set(name, { state, block });
    }
    return block;
  }

  #state(name: string, source: JsonObject, byName: Map<string, { state: State; block: Block }>): State {
    const type = source.Type as State['type'];
    const common = {
      name,
      entered: codeOf(`${type}StateEntered` as EventType),
      exited: type === 'Fail' ? -1 : codeOf(`${type}StateExited` as EventType),
      retry: ((source.Retry as readonly JsonObject[] | undefined) ?? []).map(retrier),
      catch: ((source.Catch as readonly JsonObject[] | undefined) ?? []).map((catcher, index) =>
        this.#catcher(catcher, index),
      ),
      assign: this.#template(source, 'Assign'),
      output: this.#template(source, 'Output'),
      next: source.Next as string | undefined,
    };
    switch (type) {
      case 'Pass':
      case 'Succeed':
        return { ...common, type };
      case 'Fail':
        return {
          ...common,
          type,
          error: this.#template(source, 'Error'),
          cause: this.#template(source, 'Cause'),
        };
      case 'Choice':
        return {
          ...common,
          type,
          choices: (source.Choices as readonly JsonObject[]).map((rule, index) => this.#rule(rule, index)),
          default: source.Default as string | undefined,
        };
      case 'Wait':
        return {
          ...common,
          type,
          seconds: this.#number(source, 'Seconds'),
          timestamp: this.#template(source, 'Timestamp'),
        };
      case 'Task':
        return {
          ...common,
          type,
          resource: parseResource(source.Resource as string, true) as Resource,
          arguments: this.#template(source, 'Arguments'),
          timeoutSeconds: this.#number(source, 'TimeoutSeconds'),
          heartbeatSeconds: this.#number(source, 'HeartbeatSeconds'),
        };
      case 'Parallel':
        return {
          ...common,
          type,
          arguments: this.#template(source, 'Arguments'),
          branches: (source.Branches as readonly JsonObject[]).map((branch) => this.#block(branch, byName)),
        };
      case 'Map':
        return {
          ...common,
          type,
          items: this.#template(source, 'Items'),
          itemSelector: this.#template(source, 'ItemSelector'),
          processor: this.#block((source.ItemProcessor ?? source.Iterator) as JsonObject, byName),
          maxConcurrency: this.#number(source, 'MaxConcurrency') ?? 0,
          toleratedCount: this.#number(source, 'ToleratedFailureCount'),
          toleratedPercentage: this.#number(source, 'ToleratedFailurePercentage'),
        };
    }
  }

  #rule(rule: JsonObject, index: number): ChoiceRule {
    const at = `Choices[${index}]/`;
    return {
      condition: this.#template(rule, 'Condition', at)!,
      next: rule.Next as string,
      assign: this.#template(rule, 'Assign', at),
      output: this.#template(rule, 'Output', at),
    };
  }

  #catcher(catcher: JsonObject, index: number): Catcher {
    const at = `Catch[${index}]/`;
    return {
      errors: catcher.ErrorEquals as readonly string[],
      next: catcher.Next as string,
      assign: this.#template(catcher, 'Assign', at),
      output: this.#template(catcher, 'Output', at),
    };
  }

  #template(source: JsonObject, field: string, prefix = ''): Template | undefined {
    const value = source[field];
    return value === undefined ? undefined : compileTemplate(value, prefix + field, this.expression);
  }

  #number(source: JsonObject, field: string): NumberField | undefined {
    const value = source[field] as Json | undefined;
    if (value === undefined || typeof value === 'number') return value;
    return compileTemplate(value, field, this.expression) as ExpressionTemplate;
  }
}

function retrier(source: JsonObject): Retrier {
  return {
    errors: source.ErrorEquals as readonly string[],
    intervalSeconds: (source.IntervalSeconds as number | undefined) ?? RETRY_DEFAULTS.interval,
    maxAttempts: (source.MaxAttempts as number | undefined) ?? RETRY_DEFAULTS.attempts,
    backoffRate: (source.BackoffRate as number | undefined) ?? RETRY_DEFAULTS.backoff,
    maxDelaySeconds: source.MaxDelaySeconds as number | undefined,
    fullJitter: source.JitterStrategy === 'FULL',
  };
}
