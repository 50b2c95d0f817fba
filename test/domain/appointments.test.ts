import { describe, expect, it } from 'vitest';
import { book } from '../../domain/settle.ts';
import { Life } from './support.ts';

/** An appointment that is booked before its task is done (`domain/settle.ts`). */
describe('an appointment with the GP', () => {
  it('that is booked has home care prompted, anew where it is another day, and once where it is the same', () => {
    const life = new Life();
    life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
    life.complete({ outcome: 'done' });
    life.report({ type: 'palliative-treatment-started' });
    const { taskId } = life.task;
    const prompts = () => life.record.followUps.filter(({ kind }) => kind === 'esas-prompt');
    life.act((record, context) => book(record, context, taskId, '2026-12-10'));
    expect(prompts().map(({ dueAt }) => dueAt)).toEqual(['2026-12-10T07:00:00Z']);
    const { record } = life;
    expect(book(record, life.context(), taskId, '2026-12-10')).toBe(record);
    life.act((before, context) => book(before, context, taskId, '2026-12-15'));
    expect(prompts().map(({ dueAt }) => dueAt)).toEqual(['2026-12-15T07:00:00Z']);
    life.until('2026-12-11');
    expect(life.open.map(({ kind }) => kind)).toContain('esas-prompt');
  });
});
