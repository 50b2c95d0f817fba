import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { awaitInput, climbInput, continueInput, stepInput } from '../../workflows/contracts.ts';
import * as expressions from '../../workflows/expressions.ts';

const care = {
  taskId: 'p1-t1',
  rung: -1,
  nextAt: '2026-11-30T07:00:00Z',
  ahead: [{ rung: 0, at: '2026-11-30T07:00:00Z' }],
  closesAt: '2027-01-06T07:00:00Z',
  decision: 'await',
};

/** The context object as Step Functions gives it, and the variables. */
function bindings(enteredTime: string, variables: Record<string, unknown> = { care }) {
  return {
    states: {
      context: {
        Execution: {
          Id: 'arn:aws:states:eu-north-1:000000000000:execution:m:p1-1',
          Input: { schemaVersion: 1, pathwayId: 'p1', plan: 'p', generation: 1, stranger: 'not for steps' },
        },
        State: { EnteredTime: enteredTime },
        StateMachine: { Id: 'arn:aws:states:eu-north-1:000000000000:stateMachine:m' },
        Task: { Token: 'a-token' },
      },
      result: { Payload: { stage: 'point-2', waitUntil: '2027-01-31T07:00:00Z' }, StatusCode: 200 },
      errorOutput: { Error: 'TypeError', Cause: 'is not carried on' },
    },
    ...variables,
  };
}

function evaluate(expression: string, bound: Record<string, unknown>): Promise<unknown> {
  const [, source] = /^\{% (.*) %\}$/s.exec(expression) ?? [];
  return jsonata(source!).evaluate(undefined, bound);
}

async function payload(keys: Record<string, string>, bound: Record<string, unknown>) {
  const values = Object.entries(keys).map(
    async ([key, value]) => [key, await evaluate(value, bound)] as const,
  );
  return Object.fromEntries(await Promise.all(values));
}

const now = bindings('2026-11-25T08:00:00.123Z');

describe('payloads keep their contracts', () => {
  const { stepInputPayload, taskId, rung, taskToken, stateMachineArn } = expressions;

  it('of every step', async () => {
    const made = await payload(stepInputPayload, now);
    expect(stepInput.parse(made)).toEqual({
      schemaVersion: 1,
      pathwayId: 'p1',
      plan: 'p',
      generation: 1,
      enteredTime: '2026-11-25T08:00:00.123Z',
    });
  });

  it('of a step that awaits an answer', async () => {
    const made = await payload({ ...stepInputPayload, taskId, rung, token: taskToken }, now);
    expect(awaitInput.parse(made)).toMatchObject({ taskId: 'p1-t1', rung: -1, token: 'a-token' });
  });

  it('of a step that climbs', async () => {
    const made = await payload({ ...stepInputPayload, care: expressions.care }, now);
    // The evaluator marks the arrays that it made; as JSON they are as they were.
    expect(climbInput.parse(JSON.parse(JSON.stringify(made))).care).toEqual(care);
  });

  it('of a step that continues in a new execution', async () => {
    const made = await payload({ ...stepInputPayload, stateMachineArn }, now);
    expect(continueInput.parse(made).stateMachineArn).toBe(
      'arn:aws:states:eu-north-1:000000000000:stateMachine:m',
    );
  });
});

describe('the time-out of a wait for an answer', () => {
  const until = (enteredTime: string, nextAt: string) =>
    evaluate(expressions.untilNextRung, bindings(enteredTime, { care: { ...care, nextAt } }));

  it('is the seconds to the next rung, rounded up', async () => {
    expect(await until('2026-11-30T06:00:00.000Z', '2026-11-30T07:00:00Z')).toBe(3600);
    expect(await until('2026-11-30T06:00:00.001Z', '2026-11-30T07:00:00Z')).toBe(3600);
    expect(await until('2026-11-30T05:59:59.999Z', '2026-11-30T07:00:00Z')).toBe(3601);
  });

  it('is sixty at least, also where the rung is past', async () => {
    expect(await until('2026-11-30T06:59:30.000Z', '2026-11-30T07:00:00Z')).toBe(60);
    expect(await until('2027-11-30T06:59:30.000Z', '2026-11-30T07:00:00Z')).toBe(60);
  });

  it('never wakes before the rung, and at most a second after', async () => {
    const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2035-01-01') });
    await fc.assert(
      fc.asyncProperty(instant, fc.integer({ min: 60_000, max: 330 * 86_400_000 }), async (entered, wait) => {
        const next = Math.floor((entered + wait) / 1000) * 1000;
        const seconds = await until(new Date(entered).toISOString(), new Date(next).toISOString());
        const woken = entered + Number(seconds) * 1000;
        expect(Number.isInteger(seconds)).toBe(true);
        expect(woken).toBeGreaterThanOrEqual(next);
        expect(woken - next).toBeLessThan(Math.max(1000, 60_000 - (next - entered) + 1));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the rest', () => {
  it('takes a step’s answer without Lambda’s headers', async () => {
    expect(await evaluate(expressions.answer, now)).toEqual({
      stage: 'point-2',
      waitUntil: '2027-01-31T07:00:00Z',
    });
  });

  it('waits for the plan’s instant', async () => {
    const bound = bindings('2026-11-25T08:00:00Z', { plan: { waitUntil: '2027-01-31T07:00:00Z' } });
    expect(await evaluate(expressions.waitUntil, bound)).toBe('2027-01-31T07:00:00Z');
  });

  it('chooses by one enum', async () => {
    const bound = bindings('2026-11-25T08:00:00Z', { plan: { stage: 'point-2' }, care });
    expect(await evaluate(expressions.stageIs('point-2'), bound)).toBe(true);
    expect(await evaluate(expressions.stageIs('point-3'), bound)).toBe(false);
    expect(await evaluate(expressions.decisionIs('await'), bound)).toBe(true);
    expect(await evaluate(expressions.decisionIs('missed'), bound)).toBe(false);
  });

  it('tells the name of what went wrong, and no more', async () => {
    const failure = await evaluate(expressions.errorName, now);
    expect(failure).toBe('TypeError');
    expect(await evaluate(expressions.failure, bindings('2026-11-25T08:00:00Z', { failure }))).toBe(
      'TypeError',
    );
  });
});
