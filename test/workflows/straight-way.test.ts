import { expect, it } from 'vitest';
import type { State } from '../../infra/definitions.ts';
import type { Stage } from '../../workflows/contracts.ts';
import { definitions } from './definitions.ts';

/** States entered when each stage comes in turn, every unit answers in time, and nothing is tried again. */
function walk(workflow: string, plans: readonly Stage[]): readonly string[] {
  const { StartAt, States } = definitions[workflow]!;
  const ahead = [...plans];
  const entered: string[] = [];
  for (let name: string | undefined = StartAt; name !== undefined; ) {
    entered.push(name);
    const state: State = States[name]!;
    if (state.Type === 'Choice') {
      const stage = ahead.shift();
      name = state.Choices!.find(({ Condition }) => Condition.includes(`'${stage}'`))!.Next;
    } else name = state.Next;
  }
  expect(ahead).toEqual([]);
  return entered;
}

it('takes at most 45 transitions, two executions and their starts included', () => {
  const first = walk('pathway', ['hospital-needs-assessment', 'municipal-intake', 'point-2', 'continue']);
  const second = walk('pathway', ['point-3', 'close']);
  expect(first.length + second.length + 2).toBeLessThanOrEqual(45);
  expect([first.length, second.length]).toEqual([19, 9]);
});

it('names what happens in the order in which a clinician would', () => {
  expect(walk('pathway', ['hospital-needs-assessment', 'close'])).toEqual([
    'Plan next stage',
    'Which stage is next',
    'Wait until the hospital can assess',
    'Hospital needs assessment: assign',
    'Hospital needs assessment',
    'Hospital needs assessment: conclude',
    'Which stage is next',
    'Close the pathway',
    'Pathway ended',
  ]);
});

it('adds no wait to stages that never wait', () => {
  for (const stage of ['municipal-intake', 'route-manually'] as const) {
    expect(walk('pathway', [stage, 'close']).filter((name) => name.startsWith('Wait'))).toEqual([]);
  }
});

it('follows up in eight', () => {
  expect(walk('follow-up', ['follow-up', 'close'])).toEqual([
    'Plan the follow-up',
    'Is the follow-up still wanted',
    'Wait until the follow-up is due',
    'Follow-up: assign',
    'Follow-up',
    'Follow-up: conclude',
    'Is the follow-up still wanted',
    'Follow-up ended',
  ]);
  expect(walk('follow-up', ['close'])).toHaveLength(3);
});
