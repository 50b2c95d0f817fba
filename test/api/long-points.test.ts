import { expect, it } from 'vitest';
import { another, simulate, units } from '../support/simulated.ts';
import { pathsOf, refused } from './refusals.ts';

/** A point of a municipality's or patient's own that is longer than an execution may live could never be waited for. */
it('a point that closes more than 300 days after it opens is refused, and so is one whose durations are none', async () => {
  const story = await simulate();
  const long = { name: 'x', opensAfter: 'P19M', dueAfter: 'P20M', closesAfter: 'P40M' };
  const wrong = { ...long, closesAfter: 'soon' };
  for (const [extra, path] of [
    [long, '0'],
    [wrong, '0.closesAfter'],
  ] as const) {
    const referral = await refused(story, 400, 'not-the-schema', () =>
      story.send({ ...another(1), extraPoints: [extra] }),
    );
    expect(pathsOf(referral)).toEqual([`extraPoints.${path}`]);
    const unit = units.find(({ unitId }) => unitId === 'kommune-3105');
    const put = await refused(story, 400, 'not-the-schema', () =>
      story.world.call(
        'PUT /units/{unitId}',
        { role: 'administrator' },
        { path: { unitId: 'kommune-3105' }, body: { ...unit, settings: { extraPoints: [extra] } } },
      ),
    );
    expect(pathsOf(put)).toEqual([`settings.extraPoints.${path}`]);
  }
  const fits = { ...long, closesAfter: 'P28M' };
  const id = await story.start({ ...another(1), extraPoints: [fits] });
  await story.world.advanceTo('2029-06-01T07:00:00Z');
  expect((await story.pathway(id, 'so-lindrende')).status).toBe('completed');
});
