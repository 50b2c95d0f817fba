import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machine, openWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.engine.close());

const say = (expression: string) =>
  machine({ Say: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } });

const input = {
  list: [{ x: 1 }, { x: 2 }],
  empty: [],
  text: 'a',
  n: 3,
  nothing: null,
  nested: { '0': { y: true } },
};

describe('an expression gives', () => {
  it.each<[string, unknown]>([
    ['$states.input.list.x', [1, 2]],
    ["{'a': $states.input.n, 'list': $states.input.list.x, 'b': 1}", { a: 3, list: [1, 2], b: 1 }],
    ["[$states.input.n, $states.input.list[x > 1].x, 'b']", [3, 2, 'b']],
    ["[[$states.input.list.x], 'b']", [[1, 2], 'b']],
    ['$states.input.nothing', null],
    ["$states.input.n in [1, 3] ? 'in' : 'out'", 'in'],
    ["$states.input.text = 'b' ? 'b' : $states.input.text", 'a'],
    ["$states.input.missing ? 'yes' : 'no'", 'no'],
    ['$max($states.input.list.x)', 2],
    ['$max([$states.input.n, $states.input.list[0].x])', 3],
    ['$min([])', undefined],
    ['$count($states.input.empty)', 0],
    ['$states.input.list ~> $count()', 2],
    ['($floor := function($n) { 7 }; $floor(1.5))', 7],
    ['$states.input.list[0] ~> |$|{"y": 2}|', { x: 1, y: 2 }],
    ['$states.input.list{$string(x): x}', { '1': 1, '2': 2 }],
    ['$states.input.nested.*.y', true],
    ['$states.input.list.(x + $states.input.n)', [4, 5]],
    ['$exists($states.result)', false],
    ['$states.context.Nothing', undefined],
  ])('%s', async (expression, value) => {
    const { output, cause } = await world.run(say(expression), input);
    if (value === undefined) expect(cause).toContain('returned nothing (undefined).');
    else expect(output).toEqual(value);
  });

  it.each([
    ['function($x) { $x }', 'returned an unsupported result type.'],
    ['/a+/', 'returned an unsupported result type.'],
    ['$sum', 'returned an unsupported result type.'],
    ['[1, $sum]', 'returned an unsupported result type.'],
    ["$error('why')", 'threw an error during evaluation. D3137: why'],
    ['$states.input.n / 0', 'returned an unsupported result type.'],
    [
      '$toMillis("2026-13-45T00:00:00Z")',
      'threw an error during evaluation. D3110: The argument of the toMillis function',
    ],
    ['$states.input.n + $states.input.text', 'threw an error during evaluation. T2002'],
    ['$range(1, 5, 0)', 'threw an error during evaluation: The step of $range must not be zero'],
    ["$hash($pad('', 10001, 'x'), 'MD5')", 'The data of $hash must not have more than 10000 characters'],
    ["$parse('{')", 'threw an error during evaluation: '],
    ['$partition($states.input.missing, 1)', 'returned nothing (undefined).'],
    ['$range($states.input.missing, 1, 1)', 'returned nothing (undefined).'],
    ["$hash($states.input.missing, 'MD5')", 'returned nothing (undefined).'],
    ['$parse($states.input.missing)', 'returned nothing (undefined).'],
  ])('no value: %s', async (expression, words) => {
    const { error, cause } = await world.run(say(expression), input);
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toContain(words);
  });

  it('the error that was caught', async () => {
    const { output } = await world.run(
      machine({
        Try: {
          Type: 'Parallel',
          Branches: [{ StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No' } } }],
          Catch: [
            {
              ErrorEquals: ['No'],
              Output: "{% $join([$states.errorOutput.Error, $string($states.errorOutput)], ' ') %}",
              Next: 'Done',
            },
          ],
          End: true,
        },
        Done: { Type: 'Succeed' },
      }),
    );
    expect(output).toBe('No {"Error":"No","Cause":""}');
  });
});

describe('an expression without a context is refused', () => {
  it.each<[string, string[]]>([
    ['*', ['*']],
    ['**', ['**']],
    ['$', ['$']],
    ['$uppercase(name) & (place; other)', ['name', 'place', 'other']],
    ["a ? b : 'c'", ['a', 'b']],
    ["$states.input.ok ? {'k': value}", ['value']],
    ['{word: [1, other]}', ['word', 'other']],
    ['first ~> $count()', ['first']],
    ['($x := here; $x)', ['here']],
    ['$substring(?, from)', ['from']],
    ['$map([1], function($v) { $v })', []],
    ['$states.input ~> |list|{"y": x}|', []],
  ])('%s', async (expression, words) => {
    const { diagnostics } = (await world.engine.call('ValidateStateMachineDefinition', {
      definition: JSON.stringify(say(expression)),
    })) as { diagnostics: { message: string }[] };
    expect(diagnostics.map(({ message }) => message)).toEqual(
      words.map((word) => `Reference to '${word}' at the top level is not supported.`),
    );
  });
});
