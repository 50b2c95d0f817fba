import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { Expression } from '../jsonata/expression.ts';
import type { Scope, Sources } from '../jsonata/scope.ts';

const SOURCES: Sources = {
  now: () => 0,
  random: () => 0.5,
  uuid: () => '00000000-0000-4000-8000-000000000000',
};

/** JSON with few names, so that paths often meet something. */
const name = fc.constantFrom('a', 'b', 'c', 'input', 'length', 'sequence');
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false, 0, 1, -1.5, '', 'a', 'b'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const literal = fc.constantFrom(
  "'2026-01-31T08:00:00.5Z'",
  "'2026-02-30T08:00:00Z'",
  "'2026-01-01'",
  '7',
  'null',
  'true',
  'false',
  '0',
  '1',
  '-1.5',
  "''",
  "'a'",
  '"b"',
);
const path = fc
  .tuple(
    fc.constantFrom(
      '$x',
      '$y',
      '$absent',
      '$count',
      '$states.input',
      '$states.result',
      '$states.errorOutput',
      '$states.context',
    ),
    fc.array(name, { maxLength: 3 }),
  )
  .map(([root, names]) => [root, ...names].join('.'));
const operator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'and', 'or', '&', '+', '-', '*', '/', '%');
const expression: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 3 },
    literal,
    path,
    fc.tuple(tie('text'), operator, tie('text')).map(([left, word, right]) => `(${left}) ${word} (${right})`),
    fc
      .tuple(tie('text'), tie('text'), tie('text'))
      .map(([test, yes, no]) => `(${test}) ? (${yes}) : (${no})`),
    fc
      .tuple(fc.constantFrom('$exists', '$not', '$ceil', '$floor', '$toMillis'), tie('text'))
      .map(([called, inner]) => `${called}(${inner})`),
    fc
      .tuple(fc.constantFrom('$max', '$min'), fc.array(tie('text'), { minLength: 1, maxLength: 3 }))
      .map(([called, members]) => `${called}([${members.join(', ')}])`),
  ),
})).text;

async function outcome(evaluate: () => Json | Promise<Json>): Promise<unknown> {
  try {
    return { value: await evaluate() };
  } catch (thrown) {
    return { thrown };
  }
}

describe('the direct way to an expression', () => {
  it('gives what jsonata gives, or leaves it to jsonata', async () => {
    await fc.assert(
      fc.asyncProperty(expression, json, json, json, json, async (text, input, result, x, y) => {
        const context: Record<string, Json> = { a: { b: input }, length: 3 };
        const scope: Scope = {
          variables: { x, y },
          input,
          result,
          errorOutput: undefined,
          context: () => context,
          contextPart: (part) => context[part],
        };
        const compiled = new Expression(text, SOURCES);
        const direct = await outcome(() => compiled.evaluate(scope));
        expect(direct, text).toEqual(await outcome(() => compiled.evaluateFully(scope)));
      }),
      { numRuns: 3000 },
    );
  });

  it('does not change what it reads', async () => {
    const input = Object.freeze({
      list: Object.freeze([1, 2, 3]),
      object: Object.freeze({ a: 1 }),
    }) as unknown as Json;
    const scope: Scope = {
      variables: {},
      input,
      result: undefined,
      errorOutput: undefined,
      context: () => null,
      contextPart: () => undefined,
    };
    for (const text of [
      '$states.input.list',
      '$sort($states.input.list)',
      '$reverse($states.input.list)',
      '$append($states.input.list, 4)',
      '$merge([$states.input.object, {"b": 2}])',
      '$states.input.list[$ > 1]',
      '$map($states.input.list, function($n) { $n * 2 })',
    ]) {
      await new Expression(text, SOURCES).evaluate(scope);
    }
    expect(input).toEqual({ list: [1, 2, 3], object: { a: 1 } });
  });
});
