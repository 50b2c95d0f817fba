import { describe, expect, it } from 'vitest';
import type { Contact } from '../../domain/model.ts';
import { anne, berit, handedOver, hospital, municipality, put, toOf } from '../support/contacts.ts';
import { Died } from '../support/faults.ts';
import { another, type Sample, simulate, withUnit } from '../support/simulated.ts';

/** Who is written to when people are away, or have left. */

describe('a contact who is away', () => {
  it('is replaced by the deputy while away, and written to again once back', async () => {
    const away = { ...anne, absences: [{ from: '2026-11-20', until: '2026-11-24', deputy: 'berit' }] };
    const story = await simulate({
      units: withUnit(municipality, (unit) => ({ ...unit, channel: 'email', contacts: [away, berit] })),
    });
    const { intake } = await handedOver(story);
    expect(toOf(story, `${intake.taskId}#0`)).toEqual([berit.email]);
    await story.world.advanceTo('2026-11-25T15:00:00Z');
    expect(toOf(story, `${intake.taskId}#1`)).toEqual([anne.email]);
  });

  it('leaves the unit one that receives: nobody is routed by hand', async () => {
    const away = { ...anne, absences: [{ from: '2026-11-01', until: '2026-12-31' }] };
    const story = await simulate({
      units: withUnit(municipality, (unit) => ({ ...unit, contacts: [away] })),
    });
    const { intake } = await handedOver(story);
    expect(intake).toMatchObject({ kind: 'municipal-intake', unitId: municipality });
    // nobody in the unit is there: the unit above is told
    expect(toOf(story, `${intake.taskId}#0`)).toEqual(['leader@kommune-3105-koordinerende.example']);
  });
});

describe('a contact who has left', () => {
  it('gives back what they had accepted, each in the timeline, and nothing of anybody else', async () => {
    const story = await simulate();
    await put(story, municipality, [anne, berit]);
    const first = await handedOver(story);
    const second = await handedOver(story, 1);
    for (const { intake } of [first, second]) expect((await story.accept(intake)).status).toBe(200);
    // the hospital’s own coordinator, who signs in with another subject, keeps what they have
    const third = await story.start(another(2));
    const own = await story.openTask(third, hospital);
    await story.accept(own);
    expect((await put(story, municipality, [{ ...anne, disabled: true }, berit])).status).toBe(200);
    for (const { id, intake } of [first, second]) {
      const { status, acceptedBy } = (await story.record(id)).tasks.find(
        (task) => task.taskId === intake.taskId,
      )!;
      expect([status, acceptedBy]).toEqual(['open', null]);
      const { timeline } = await story.pathway(id, hospital);
      expect(timeline.filter(({ type }: Sample) => type === 'task-released')).toMatchObject([
        { taskId: intake.taskId, unitId: municipality, by: 'administrator' },
      ]);
    }
    const listed = (who: object) =>
      story.world.call(
        'GET /tasks',
        { role: 'coordinator', unitId: municipality, ...who },
        { query: { status: 'open' } },
      );
    expect((await listed({ subject: 'a-colleague' })).body.items).toHaveLength(2);
    // who has left sees nothing, whatever the sign-in still says
    expect((await listed({})).status).toBe(403);
    expect((await story.record(third)).tasks[0]?.acceptedBy).toBe(`coordinator-${hospital}`);
  });

  it('is never written to again, and the ladder goes on from who has not accepted', async () => {
    const story = await simulate();
    await put(story, municipality, [anne, berit]);
    const { intake } = await handedOver(story);
    await story.accept(intake);
    await put(story, municipality, [berit]);
    await story.world.advanceTo('2026-12-01T12:00:00Z');
    expect(toOf(story, `${intake.taskId}#0`)).toEqual([anne.email]);
    for (const rung of [1, 2]) expect(toOf(story, `${intake.taskId}#${rung}`)).toEqual([berit.email]);
  });

  it.each([1, 2, 3])(
    'has given back everything once the same change is sent again, died after %i',
    async (n) => {
      let left = Number.POSITIVE_INFINITY;
      const story = await simulate({
        wrap: (ports) => ({
          ...ports,
          store: {
            ...ports.store,
            putPathway: async (record) => {
              if (left === 0) throw new Died('putPathway');
              left -= 1;
              return ports.store.putPathway(record);
            },
          },
        }),
      });
      await put(story, municipality, [anne, berit]);
      const all = [await handedOver(story), await handedOver(story, 1), await handedOver(story, 2)];
      for (const { intake } of all) await story.accept(intake);
      left = n;
      expect((await put(story, municipality, [berit])).status).toBe(500);
      left = Number.POSITIVE_INFINITY;
      expect((await put(story, municipality, [berit])).status).toBe(200);
      for (const { id, intake } of all) {
        const record = await story.record(id);
        expect(record.tasks.find((task) => task.taskId === intake.taskId)?.acceptedBy).toBeNull();
        const { timeline } = await story.pathway(id, hospital);
        expect(timeline.filter(({ type }: Sample) => type === 'task-released')).toHaveLength(1);
      }
    },
  );

  it('gives back more than one page of the list', async () => {
    const story = await simulate();
    await put(story, municipality, [anne, berit]);
    const all: { id: string; intake: Sample }[] = [];
    for (let n = 1; n <= 101; n += 1) all.push(await handedOver(story, n));
    for (const { intake } of all) await story.accept(intake);
    await put(story, municipality, [berit]);
    const { items } = await story.world.ports.store.list(`T#${municipality}#accepted`, { limit: 1 });
    expect(items).toEqual([]);
  });
});

describe('a unit is written', () => {
  it('with its contacts as they are shown again', async () => {
    const story = await simulate();
    const away = { ...anne, absences: [{ from: '2026-11-20', until: '2026-11-24', deputy: 'berit' }] };
    const written = await put(story, municipality, [away, { ...berit, disabled: false }]);
    expect(written.body.contacts).toEqual([away, { ...berit, disabled: false }]);
  });

  it.each<readonly [string, readonly Partial<Contact>[], readonly string[]]>([
    ['two of one name', [anne, { ...berit, contactId: 'anne' }], ['contacts.1.contactId']],
    ['two who sign in alike', [anne, { ...berit, subject: anne.subject }], ['contacts.1.subject']],
    [
      'a deputy who is nobody, and days the wrong way round',
      [{ ...anne, absences: [{ from: '2026-12-02', until: '2026-12-01', deputy: 'zqx' }] }, berit],
      ['contacts.0.absences.0.until', 'contacts.0.absences.0.deputy'],
    ],
  ])('and refused with %s', async (_, contacts, paths) => {
    const story = await simulate();
    const answer = await put(story, municipality, contacts);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }: Sample) => path)).toEqual(paths);
  });
});
