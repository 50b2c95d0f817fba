import type { Json, JsonObject } from '../json.ts';
import type { Node } from './ast.ts';
import type { Scope } from './scope.ts';

/** The answer of an accessor that leaves a case to jsonata. */
export const UNDECIDED: unique symbol = Symbol('undecided');

/** A direct way to an expression's value: the value, undefined for nothing, or UNDECIDED. */
export type Accessor = (scope: Scope) => Json | undefined | typeof UNDECIDED;

const OPERATORS: ReadonlySet<string> = new Set([
  ...['=', '!=', '<', '<=', '>', '>=', 'and', 'or', '&'],
  ...['+', '-', '*', '/', '%'],
]);

/**
 * Compiles the plain expressions that most states consist of (a literal, a path of names from a variable, a comparison,
 * arithmetic, and/or, a condition, string joining, a few functions) to a function that needs no promise. It knows only the cases
 * in which jsonata's rules are simple: no arrays on the way, operands of one primitive type. In every other case the
 * function answers UNDECIDED, and an expression of another form has no accessor at all.
 */
export function compileAccessor(node: Node): Accessor | undefined {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value': {
      const value = node.value as Json;
      return () => value;
    }
    case 'variable':
      return variable(node);
    case 'path':
      return path(node);
    case 'binary':
      return OPERATORS.has(String(node.value)) ? binary(node) : undefined;
    case 'condition':
      return condition(node);
    case 'block':
      return node.expressions?.length === 1 ? compileAccessor(node.expressions[0]!) : undefined;
    case 'function':
      return call(node);
    default:
      return undefined;
  }
}

function decorated(node: Node): boolean {
  return (
    node.predicate !== undefined ||
    node.stages !== undefined ||
    node.group !== undefined ||
    node.focus !== undefined ||
    node.index !== undefined ||
    node.tuple !== undefined ||
    node.keepArray !== undefined ||
    node.keepSingletonArray !== undefined ||
    node.consarray !== undefined
  );
}

function variable(node: Node): Accessor | undefined {
  if (decorated(node)) return undefined;
  const name = node.value;
  if (typeof name !== 'string' || name === '' || name === '$' || name === 'states') return undefined;
  return (scope) => (Object.hasOwn(scope.variables, name) ? scope.variables[name] : UNDECIDED);
}

function path(node: Node): Accessor | undefined {
  const steps = node.steps ?? [];
  if (decorated(node) || steps.some(decorated)) return undefined;
  const [first, ...rest] = steps;
  if (first?.type !== 'variable' || rest.length === 0 || rest.some((step) => step.type !== 'name'))
    return undefined;
  const names = rest.map((step) => String(step.value));
  if (first.value === 'states') return statesPath(names);
  const root = variable(first);
  if (root === undefined) return undefined;
  return (scope) => {
    const value = root(scope);
    return value === UNDECIDED ? UNDECIDED : follow(value, names, 0);
  };
}

function statesPath(names: readonly string[]): Accessor | undefined {
  switch (names[0]) {
    case 'input':
      return (scope) => follow(scope.input, names, 1);
    case 'result':
      return (scope) => follow(scope.result, names, 1);
    case 'errorOutput':
      return (scope) => follow(scope.errorOutput, names, 1);
    case 'context':
      return names.length === 1
        ? (scope) => scope.context()
        : (scope) => follow(scope.contextPart(names[1]!), names, 2);
    default:
      return undefined;
  }
}

/** Follows names from a value. An array on the way would be mapped over: undecided. */
function follow(
  start: Json | undefined,
  names: readonly string[],
  from: number,
): Json | undefined | typeof UNDECIDED {
  let value = start;
  for (let index = from; index < names.length; index++) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value)) return UNDECIDED;
    const name = names[index]!;
    value = Object.hasOwn(value, name) ? (value as JsonObject)[name] : undefined;
  }
  return value;
}

function binary(node: Node): Accessor | undefined {
  const left = compileAccessor(node.lhs as Node);
  const right = compileAccessor(node.rhs as Node);
  if (left === undefined || right === undefined) return undefined;
  const operator = String(node.value);
  if (operator === 'and' || operator === 'or') {
    const decisive = operator === 'or';
    return (scope) => {
      const one = left(scope);
      if (one === decisive) return decisive;
      if (typeof one !== 'boolean') return UNDECIDED;
      const other = right(scope);
      return typeof other === 'boolean' ? other : UNDECIDED;
    };
  }
  const compare = comparison(operator);
  return (scope) => {
    const one = left(scope);
    if (one === UNDECIDED) return UNDECIDED;
    const other = right(scope);
    if (other === UNDECIDED) return UNDECIDED;
    return compare(one, other);
  };
}

type Comparison = (left: Json | undefined, right: Json | undefined) => Json | typeof UNDECIDED;

function comparison(operator: string): Comparison {
  switch (operator) {
    case '=':
    case '!=':
      // Nothing is neither equal nor unequal to anything; objects and arrays are compared by jsonata.
      return (left, right) => {
        if (left === undefined || right === undefined) return false;
        if (isComposite(left) || isComposite(right)) return UNDECIDED;
        return operator === '=' ? left === right : left !== right;
      };
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return (left, right) => {
        if (typeof left !== 'number' || typeof right !== 'number') return UNDECIDED;
        const value = calculate(operator, left, right);
        return Number.isFinite(value) ? value : UNDECIDED;
      };
    case '&':
      return (left, right) =>
        typeof left === 'string' && typeof right === 'string' ? left + right : UNDECIDED;
    default:
      return (left, right) => {
        if (typeof left === 'number' && typeof right === 'number') return order(operator, left, right);
        if (typeof left === 'string' && typeof right === 'string') return order(operator, left, right);
        return UNDECIDED;
      };
  }
}

function order<T extends number | string>(operator: string, left: T, right: T): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

function calculate(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return left % right;
  }
}

function isComposite(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

function condition(node: Node): Accessor | undefined {
  if (node.condition === undefined || node.then === undefined || node.else === undefined) return undefined;
  const test = compileAccessor(node.condition);
  const yes = compileAccessor(node.then);
  const no = compileAccessor(node.else);
  if (test === undefined || yes === undefined || no === undefined) return undefined;
  return (scope) => {
    const answer = test(scope);
    if (typeof answer !== 'boolean') return UNDECIDED;
    return answer ? yes(scope) : no(scope);
  };
}

type Call = (argument: Json | undefined) => Json | typeof UNDECIDED;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

const ofNumber =
  (calculation: (value: number) => number): Call =>
  (argument) =>
    typeof argument === 'number' ? calculation(argument) : UNDECIDED;

const FUNCTIONS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['exists', (argument) => argument !== undefined],
  ['not', (argument) => (typeof argument === 'boolean' ? !argument : UNDECIDED)],
  ['ceil', ofNumber(Math.ceil)],
  ['floor', ofNumber(Math.floor)],
  [
    'toMillis',
    (argument) => {
      if (typeof argument !== 'string' || !INSTANT.test(argument)) return UNDECIDED;
      const instant = Date.parse(argument);
      return Number.isNaN(instant) ? UNDECIDED : instant;
    },
  ],
]);

const EXTREMES: ReadonlyMap<string, (...numbers: number[]) => number> = new Map([
  ['max', Math.max],
  ['min', Math.min],
]);

function call(node: Node): Accessor | undefined {
  const name = node.procedure?.type === 'variable' ? String(node.procedure.value) : '';
  const only = node.arguments?.length === 1 ? node.arguments[0]! : undefined;
  if (only === undefined || decorated(node)) return undefined;
  const compiled = EXTREMES.has(name) ? extreme(name, only) : apply(name, only);
  // A variable of that name would be called instead.
  return compiled && ((scope) => (Object.hasOwn(scope.variables, name) ? UNDECIDED : compiled(scope)));
}

function apply(name: string, only: Node): Accessor | undefined {
  const called = FUNCTIONS.get(name);
  const argument = called && compileAccessor(only);
  if (called === undefined || argument === undefined) return undefined;
  return (scope) => {
    const value = argument(scope);
    return value === UNDECIDED ? UNDECIDED : called(value);
  };
}

/** `$max([…])` and `$min([…])` of numbers. */
function extreme(name: string, only: Node): Accessor | undefined {
  if (only.type !== 'unary' || only.value !== '[' || decorated(only)) return undefined;
  const members = (only.expressions ?? []).map(compileAccessor);
  if (members.length === 0 || !members.every((member) => member !== undefined)) return undefined;
  const choose = EXTREMES.get(name)!;
  return (scope) => {
    const numbers: number[] = [];
    for (const member of members) {
      const value = member(scope);
      if (typeof value !== 'number') return UNDECIDED;
      numbers.push(value);
    }
    return choose(...numbers);
  };
}
