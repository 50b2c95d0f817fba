import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../domain/record.ts';
import { rejectTask } from '../../domain/tasks.ts';
import { undoCompletion } from '../../domain/undo.ts';
import { alna, Life, lillestrom, nannestad } from './support.ts';

/** Which units have a part as the patient shares with the municipality or not. */

const shares = (shareWithMunicipality: boolean | null) =>
  ({ type: 'answers-changed', answers: { shareWithMunicipality } }) as const;
const hospital = 'ahus-lunge';
const municipality = 'kommune-3238';
const partsOf = (life: Life) =>
  life.record.relations.filter(({ until }) => until === null).map(({ unitId }) => unitId);
const standing = ({ record, open }: Life) => ({
  status: record.status,
  points: record.points,
  open: open.map(({ token: _, rung: __, ...task }) => task),
  handedOver: record.handedOver,
});

/** A life that the municipality has in its hands, with point 2 open there or not. */
function atHome(until = '2026-12-01'): Life {
  const life = new Life();
  life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
  life.complete({ outcome: 'done' });
  life.until(until);
  return life;
}

describe('a municipality’s part', () => {
  it.each([shares(false), shares(null), { type: 'answers-changed', answers: { pathway: false } } as const])(
    'ends with %j, and it is told of nothing newer',
    (said) => {
      const life = atHome();
      expect(partsOf(life)).toEqual([hospital, municipality]);
      life.report(said);
      expect(partsOf(life)).toEqual(expect.not.arrayContaining([municipality]));
      const { answers } = said as { answers: { pathway?: boolean } };
      expect(life.noticesOf('declined').includes(municipality)).toBe(answers.pathway === false);
      const notices = life.record.notices.filter(({ unitId }) => unitId === municipality).length;
      life.report({ type: 'moved', municipality: lillestrom });
      life.report({ type: 'withdrawn' });
      expect(life.record.notices.filter(({ unitId }) => unitId === municipality)).toHaveLength(notices);
    },
  );

  it.each(['2026-12-01', '2027-02-15'])(
    'is as it was where the no is taken back, or a yes comes after it (%s)',
    (until) => {
      const life = atHome(until);
      const before = { ...standing(life), relations: life.record.relations };
      const eventId = life.report(shares(false));
      expect(life.open).toEqual([]);
      life.report({ type: 'retracted', retracts: eventId });
      expect({ ...standing(life), relations: life.record.relations }).toEqual(before);
      life.report(shares(false));
      life.report(shares(true));
      expect({ ...standing(life), relations: life.record.relations }).toEqual(before);
    },
  );

  it('is as it was where the outcome that said the no is undone', () => {
    const life = atHome('2027-02-15');
    const before = { ...standing(life), parts: partsOf(life) };
    const { taskId } = life.task;
    life.complete({
      outcome: 'assessed',
      heldOn: '2027-02-15',
      mode: 'phone',
      answers: { shareWithMunicipality: false },
    });
    expect(partsOf(life)).toEqual([hospital]);
    life.act((record, context) => undoCompletion(record, context, taskId));
    const { open, ...rest } = standing(life);
    expect({ ...rest, open: open.map(({ reopened: _, ...task }) => task), parts: partsOf(life) }).toEqual(
      before,
    );
  });

  it('ends, and is taken up again, by what is reported after the pathway has ended too', () => {
    const life = atHome();
    life.report({ type: 'withdrawn' });
    const eventId = life.report(shares(false));
    expect(partsOf(life)).toEqual([hospital]);
    life.report({ type: 'retracted', retracts: eventId });
    expect(partsOf(life)).toEqual([hospital, municipality]);
  });

  it('is not taken up again where the patient has moved meanwhile, and is where that never was', () => {
    const life = atHome();
    life.report(shares(false));
    const moved = life.report({ type: 'moved', municipality: lillestrom });
    const yes = life.report(shares(true));
    expect(partsOf(life)).toEqual([hospital, 'kommune-3205']);
    life.report({ type: 'retracted', retracts: yes });
    life.report({ type: 'retracted', retracts: moved });
    expect(partsOf(life)).toEqual([hospital]);
    expect(life.noticesOf('resumed')).toEqual([]);
    life.report(shares(true));
    expect(partsOf(life).toSorted()).toEqual([hospital, municipality]);
    expect(life.open).toEqual([]);
  });

  it('does not come back to a unit that has said that the patient is not theirs', () => {
    const life = atHome('2027-02-15');
    life.act((record, context) => rejectTask(record, context, life.task.taskId, 'not-ours'));
    const parts = partsOf(life);
    const eventId = life.report(shares(false));
    life.report({ type: 'retracted', retracts: eventId });
    expect(partsOf(life)).toEqual(parts);
    expect(parts).not.toContain(municipality);
  });

  it('is the same in whatever order answers, moves and what takes them back are told', () => {
    const bodies = fc.constantFrom<EventBody>(
      shares(false),
      shares(true),
      { type: 'answers-changed', answers: { pathway: false } },
      { type: 'moved', municipality: lillestrom },
      { type: 'moved', municipality: alna },
      { type: 'moved', municipality: nannestad },
    );
    fc.assert(
      fc.property(
        fc.constantFrom('2026-12-01', '2027-02-15'),
        fc.array(bodies, { maxLength: 4 }),
        fc.array(bodies, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        (until, stands, never, dice) => {
          const plain = atHome(until);
          const life = atHome(until);
          for (const body of stands) for (const one of [plain, life]) one.report(body);
          // told, and taken back in any order: as if it had never been said
          const told = never.map((body) => life.report(body));
          while (told.length > 0) {
            const [eventId] = told.splice(dice.next().value % told.length, 1);
            life.report({ type: 'retracted', retracts: eventId as string });
          }
          expect(life.facts).toEqual(plain.facts);
          expect(partsOf(life).toSorted()).toEqual(partsOf(plain).toSorted());
        },
      ),
      { numRuns: 100 },
    );
  });
});
