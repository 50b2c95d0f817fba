import aslValidator from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { waysOut } from '../../infra/definitions.ts';
import {
  assignInput,
  awaitInput,
  careState,
  climbInput,
  concludeInput,
  continueInput,
  stages,
  stepInput,
} from '../../workflows/contracts.ts';
import * as errors from '../../workflows/errors.ts';
import { type StepName, stepNames } from '../../workflows/steps.ts';
import { calledBy, definitions, type NamedState, states, tasks, workflows } from './definitions.ts';

const named = (list: readonly NamedState[]) =>
  list.map((state) => [`${state.workflow}: ${state.name}`, state] as const);
const waits = ({ Resource }: NamedState) => Resource?.endsWith('.waitForTaskToken') ?? false;

/** Names that AWS defines; the list is of those that a definition of ours may use. */
const awsNames = new Set<string>([
  errors.awsErrors.timeout,
  errors.awsErrors.taskFailed,
  errors.awsErrors.all,
  ...errors.awsErrors.lambda,
]);
const ownNames = new Set<string>([errors.STALE_PLAN, errors.STAGE_CHANGED, errors.UNKNOWN_ANSWER]);

/** What each step is called with, by its contract. */
const contracts: Record<StepName, { readonly shape: object }> = {
  'plan-next-stage': stepInput,
  'assign-task': assignInput,
  'await-answer': awaitInput,
  'climb-ladder': climbInput,
  'conclude-stage': concludeInput,
  'close-pathway': stepInput,
  'replan-pathway': continueInput,
};

describe.each(workflows)('the %s machine', (workflow) => {
  const definition = definitions[workflow]!;

  it('is what AWS takes', () => {
    const readable = JSON.parse(
      JSON.stringify(definition).replaceAll(
        /"\$\{([a-z-]+)\}"/g,
        '"arn:aws:lambda:eu-north-1:000000000000:function:$1"',
      ),
    );
    const { errorsText, isValid } = aslValidator(readable);
    expect(errorsText('\n')).toBe('');
    expect(isValid).toBe(true);
    expect(definition.QueryLanguage).toBe('JSONata');
  });

  it('ends in 340 days: after the 330 that are planned at most, before the year that AWS allows', () => {
    expect(definition.TimeoutSeconds).toBe(340 * 86_400);
  });

  it('has no state that is never reached, and goes nowhere else', () => {
    const reached = new Set<string>();
    const ahead = [definition.StartAt];
    for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
      if (reached.has(name)) continue;
      reached.add(name);
      const { straight, caught } = waysOut(definition.States[name]!);
      ahead.push(...straight, ...caught);
    }
    expect([...reached].sort()).toEqual(Object.keys(definition.States).sort());
  });

  it('ends quietly, or as a failure that rescue hears of', () => {
    const fails = Object.values(definition.States).filter(({ Type }) => Type === 'Fail');
    expect(fails.map((fail) => fail.Error).sort()).toEqual(['UnknownAnswer', '{% $failure %}']);
  });

  it('is far below the megabyte that AWS takes', () => {
    expect(JSON.stringify(definition).length).toBeLessThan(100_000);
  });
});

describe.each(named(tasks))('%s', (_title, task) => {
  it('has a time-out', () => {
    expect(task.TimeoutSeconds).toBeDefined();
    if (waits(task)) expect(task.TimeoutSeconds).toMatch(/^\{% .* %\}$/);
    else expect(task.TimeoutSeconds).toBe(90);
  });

  it('is tried again by name, but not where its plan is stale', () => {
    const [first, ...others] = task.Retry ?? [];
    const assigns = calledBy(task) === 'assign-task';
    const overtaken = assigns ? [errors.STALE_PLAN, errors.STAGE_CHANGED] : [errors.STALE_PLAN];
    expect(first).toEqual({ ErrorEquals: overtaken, MaxAttempts: 0 });
    expect(others.length).toBeGreaterThan(0);
    for (const { ErrorEquals, JitterStrategy, MaxAttempts } of others) {
      expect(ErrorEquals).not.toContain(errors.awsErrors.all);
      expect(JitterStrategy).toBe('FULL');
      expect(MaxAttempts).toBeGreaterThan(0);
    }
    expect(others.flatMap(({ ErrorEquals }) => ErrorEquals)).toContain('Lambda.TooManyRequestsException');
  });

  it('has a way out of everything, and a stale plan ends quietly', () => {
    const catches = task.Catch ?? [];
    expect(catches.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], Next: 'A step failed for good' });
    expect(catches[0]).toMatchObject({
      ErrorEquals: [errors.STALE_PLAN],
      Next: 'Stopped, a newer plan has taken over',
    });
    const asksAgain = catches.filter(({ ErrorEquals }) => ErrorEquals.includes(errors.STAGE_CHANGED));
    expect(asksAgain.map(({ Next }) => Next)).toEqual(
      calledBy(task) === 'assign-task' ? [expect.stringMatching(/^Plan /)] : [],
    );
  });

  it('names only errors that are ours or AWS’s', () => {
    const all = [...(task.Retry ?? []), ...(task.Catch ?? [])].flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(all.filter((name) => !awsNames.has(name) && !ownNames.has(name))).toEqual([]);
  });

  it('hands over what its contract names, and nothing else', () => {
    const contract = contracts[calledBy(task) as StepName];
    expect(Object.keys(task.Arguments?.Payload ?? {}).sort()).toEqual(Object.keys(contract.shape).sort());
  });

  it('keeps its answer in a variable, and drags nothing along', () => {
    expect(task.Output).toEqual({});
    for (const variable of Object.keys(task.Assign ?? {})) expect(['plan', 'care']).toContain(variable);
  });
});

describe.each(named(tasks.filter(waits)))('%s', (_title, task) => {
  it('climbs when its time is up, and no retry swallows that', () => {
    expect(task.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals)).not.toContain('States.Timeout');
    expect(task.Catch).toContainEqual({
      ErrorEquals: ['States.Timeout'],
      Next: `${task.name}: climb the ladder`,
      Output: {},
    });
  });
});

describe('states', () => {
  it.each(named(states))('%s has a name that AWS and a clinician can read', (_title, { name }) => {
    expect(name).toMatch(/^[\x20-\x7e]{1,80}$/);
    expect(name).toMatch(/^[A-Z]/);
  });

  it('call every step, and no function that is no step', () => {
    expect([...new Set(tasks.map(calledBy))].sort()).toEqual([...stepNames].sort());
  });

  it.each(named(states.filter(({ Type }) => Type === 'Choice')))('%s reads one enum', (_title, choice) => {
    const read = choice.Choices!.map(({ Condition }) =>
      /^\{% (\$[a-z]+\.[a-z]+) = '([a-z0-9-]+)' %\}$/.exec(Condition),
    );
    expect(read).not.toContain(null);
    expect(new Set(read.map((match) => match![1])).size).toBe(1);
    const answers = read[0]![1] === '$plan.stage' ? stages : careState.shape.decision.options;
    for (const match of read) expect(answers).toContain(match![2]);
    expect(choice.Default).toBe('The answer is newer than this definition');
  });

  it('know every stage: each is a way out of a Choice', () => {
    const ways = (workflow: string) =>
      states
        .filter((state) => state.workflow === workflow && state.Type === 'Choice')
        .flatMap(({ Choices }) => Choices!.map(({ Condition }) => /'(.+)'/.exec(Condition)![1]!));
    expect(ways('pathway')).toEqual(expect.arrayContaining(stages.filter((stage) => stage !== 'follow-up')));
    expect(ways('pathway')).not.toContain('follow-up');
    expect(ways('follow-up')).toEqual(expect.arrayContaining(['follow-up', 'close']));
  });

  it('wait until an instant that the plan names, and only where there is something to wait for', () => {
    const waits = states.filter(({ Type }) => Type === 'Wait');
    expect(new Set(waits.map(({ Timestamp }) => Timestamp))).toEqual(new Set(['{% $plan.waitUntil %}']));
    expect(waits.map(({ name }) => name).sort()).toEqual([
      'Wait before offering again',
      'Wait for the 12-18 month window',
      'Wait for the 3-4 month window',
      'Wait for the extra local point',
      'Wait until the follow-up is due',
      'Wait until the hospital can assess',
      'Wait until this plan is renewed',
    ]);
  });
});
