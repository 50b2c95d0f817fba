import { expect, it } from 'vitest';
import { another, palliative, type Sample, simulate } from '../support/simulated.ts';

/** Patients who are already under way come in one message a unit, not one each. */

const hospital = palliative.hospital.unitId;
const municipality = 'kommune-3105';
const gone: Sample = { points: [{ point: 1, heldOn: '2026-11-12' }] };
const imported = (n: number, done: Sample = {}): Sample => ({ ...another(n), import: true, done });

it('tells each unit once, in the morning, of all who came', async () => {
  const story = await simulate();
  for (let n = 0; n < 4; n += 1) await story.start(imported(n));
  for (let n = 4; n < 7; n += 1) await story.start(imported(n, gone));
  await story.world.advanceTo('2026-11-20T14:00:00Z');
  expect(story.world.messages).toEqual([]);
  // a Friday: the next working day is Monday
  await story.world.advanceTo('2026-11-23T12:00:00Z');
  const sent = story.world.messages.map((message) => `${message.channel} ${message.to}`);
  expect(sent.toSorted()).toEqual([
    `email coordinator@${municipality}.example`,
    `email coordinator@${hospital}.example`,
    'sms +4799999250',
  ]);
  const words = story.world.messages.filter(({ to }) => to.includes(hospital)).map(({ text }) => text);
  expect(words[0]).toContain('4');
});

it('writes of what comes later as of any other patient’s', async () => {
  const story = await simulate();
  const id = await story.start(imported(1, { ...gone, handedOver: true }));
  await story.world.advanceTo('2027-02-10T06:00:00Z');
  const before = story.world.messages.length;
  await story.world.advanceTo('2027-02-10T08:00:00Z');
  const task = await story.openTask(id, hospital);
  expect(task).toMatchObject({ kind: 'needs-assessment', unitId: municipality });
  expect(story.world.messages.length).toBeGreaterThan(before);
  expect(story.rungsSent(task.taskId)).toEqual([0]);
});

it('reminds of what nobody does as of any other patient’s', async () => {
  const story = await simulate();
  const id = await story.start(imported(1));
  await story.world.advanceTo('2026-12-15T12:00:00Z');
  const task = await story.openTask(id, hospital);
  // its arrival was in the digest
  expect(story.rungsSent(task.taskId)).toEqual([1, 2, 3]);
});
