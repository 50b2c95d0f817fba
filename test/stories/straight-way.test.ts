import { describe, expect, it } from 'vitest';
import { referrals, type Sample, simulate } from '../support/simulated.ts';

const yes = referrals.filter(
  (referral) => referral.answers.pathway === true && referral.answers.shareWithMunicipality === true,
);
const hospitalOf = (referral: Sample) => referral.hospital.unitId;

describe('the straight way', () => {
  it.each(yes.map((referral) => [referral.referralId, referral]))(
    '%s goes home when everybody answers',
    async (_, referral) => {
      const story = await simulate();
      const id = await story.start(referral);
      const first = await story.openTask(id, hospitalOf(referral));
      expect(first.kind).toBe('needs-assessment');
      expect((await story.complete(first, story.assessed({ askGp: ['medicines'] }))).status).toBe(200);
      const intake = await story.openTask(id, hospitalOf(referral));
      expect(intake.kind).toBe('municipal-intake');
      await story.act('POST /tasks/{taskId}/acceptance', intake);
      await story.complete(intake, { outcome: 'done' });
      for (const point of [2, 3]) {
        const planned = (await story.pathway(id, hospitalOf(referral))).points.find(
          (other: Sample) => other.point === point,
        );
        expect(planned.status).toBe('planned');
        await story.world.advanceTo(planned.opensAt);
        const task = await story.openTask(id, hospitalOf(referral));
        expect(task.kind).toBe('needs-assessment');
        await story.act('POST /tasks/{taskId}/acceptance', task);
        await story.complete(task, story.assessed({ mode: 'phone' }));
      }
      const done = await story.pathway(id, hospitalOf(referral));
      expect(done.status).toBe('completed');
      expect(done.points.map((point: Sample) => point.status)).toEqual([
        'completed',
        'completed',
        'completed',
      ]);
      expect(await story.executions('RUNNING')).toEqual([]);
      expect(await story.executions('FAILED')).toEqual([]);
      const gp = (await story.world.call('GET /notices', { role: 'coordinator', unitId: referral.gp.unitId }))
        .body.items;
      expect(gp.map((notice: Sample) => notice.kind)).toEqual([
        'assessment',
        'assessment',
        'assessment',
        'ended',
      ]);
    },
  );

  it.each(yes.map((referral) => [referral.referralId, referral]))(
    '%s ends with every point missed and each rung once when nobody answers',
    async (_, referral) => {
      const story = await simulate();
      const id = await story.start(referral);
      await story.world.advanceTo('2028-07-20T09:00:00Z');
      const done = await story.pathway(id, hospitalOf(referral));
      expect(done.points.map((point: Sample) => point.status)).toEqual(['missed', 'missed', 'missed']);
      expect(done.status).toBe('completed');
      expect(await story.executions('RUNNING')).toEqual([]);
      const ids = story.world.messages.map((message) => message.messageId);
      expect(new Set(ids).size).toBe(ids.length);
      const own = done.tasks.filter((task: Sample) => task.kind !== 'next-of-kin-children');
      const rungs = (nth: string) => [
        ...new Set(
          ids
            .filter((messageId) => messageId.startsWith(`${own[Number(nth.slice(1)) - 1].taskId}#`))
            .map((messageId) => messageId.split('#')[1]?.split(':')[0]),
        ),
      ];
      expect(rungs('t1')).toEqual(['0', '1', '2', '3', '4']);
      // the intake is not accepted: arrival, reminder, leader; the units above where point 2 does not open first
      expect(rungs('t2').length).toBeGreaterThanOrEqual(3);
      expect(rungs('t3')).toEqual(['0', '1', '2', '3', '4']);
      expect(rungs('t4')).toEqual(['0', '1', '2', '3', '4']);
    },
  );
});
