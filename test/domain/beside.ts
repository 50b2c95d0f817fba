import { isActive } from '../../domain/edits.ts';
import { mayGoHome, placeKey } from '../../domain/facts.ts';
import { isFollowUp } from '../../domain/follow-ups.ts';
import { isGpUncertain, mayTellGp } from '../../domain/notices.ts';
import { runningPlans } from '../../domain/plans.ts';
import type { Task } from '../../domain/record.ts';
import { isUnfinished } from '../../domain/stage.ts';
import type { Life } from './support.ts';

const promised = new Set(['gp-appointment', 'esas-action', 'coordinator-referral', 'question']);
const bySelf = new Set(['completed', 'declined', 'lapsed']);

/** What must be true after every write of what is done beside the points. */
export function mustHoldBeside(life: Life, must: (isTrue: boolean, what: string) => void) {
  const { record, facts, now } = life;
  const active = record.status === 'active';
  const kindOf = (unitId: string) => life.directory.units.get(unitId)?.kind;
  const ofKind = (tasks: readonly Task[], kind: Task['kind']) => tasks.filter((task) => task.kind === kind);
  const { pathway, cancerCoordinator } = facts.answers;
  const running = new Set(runningPlans(record).map(({ plan }) => plan));

  must(
    new Set(record.followUps.map(({ cause }) => cause)).size === record.followUps.length,
    'a cause opens one follow-up',
  );
  must(
    record.followUps.every(({ plan }) => record.tasks.filter((task) => task.plan === plan).length < 2),
    'a follow-up has one task',
  );
  must(ofKind(life.open, 'esas-action').length < 2, 'one action at a time');
  must(ofKind(record.tasks, 'next-of-kin-children').length < 2, 'the children are seen to once');
  for (const task of life.open) {
    must(running.has(task.plan), 'an open task has a plan that runs');
    if (!isFollowUp(task)) continue;
    const kind = kindOf(task.unitId);
    must(
      kind !== 'gp-office' || (task.unitId === facts.gp?.unitId && mayTellGp(facts)),
      'the GP office that gets copies is asked, and no other',
    );
    must(
      kind !== 'municipality' || task.kind === 'coordinator-referral' || mayGoHome(facts),
      'nothing is done at home without its yes',
    );
    must(task.place === null || task.place === placeKey(facts.municipality), 'at the place of the patient');
    must(
      task.kind !== 'coordinator-referral' || (pathway.value === false && cancerCoordinator.value === true),
      'a referral to a coordinator has its yes, and its no',
    );
  }
  for (const copy of active ? record.heldCopies : []) {
    must(!mayTellGp(facts) || isGpUncertain(facts, now), 'a copy is held while the GP is uncertain');
    must(
      record.followUps.some(({ asked }) => asked.includes('confirm-gp')),
      'somebody is asked who the GP is',
    );
    must(
      !record.notices.some(
        ({ cause, unitId, at }) => cause === copy.cause && unitId === facts.gp?.unitId && at >= copy.since,
      ),
      'not sent yet',
    );
  }
  for (const { kind, unitId } of record.notices.slice(life.told)) {
    must(
      (kind !== 'assessment' && kind !== 'treatment') ||
        (unitId === facts.gp?.unitId && !isGpUncertain(facts, now)),
      'a copy goes to a GP that is certain',
    );
    must(kind !== 'discharge-summary' || mayGoHome(facts), 'a summary is told of with the yes to sharing');
  }
  const copies = record.notices
    .filter(({ kind }) => kind === 'treatment')
    .map(({ cause, unitId }) => `${cause} ${unitId}`);
  must(new Set(copies).size === copies.length, 'each treatment is told of once');
  if (!active) {
    for (const effect of record.effects) {
      if (effect.kind !== 'send' || !('noticeId' in effect.about)) continue;
      const { noticeId } = effect.about;
      const notice = record.notices.find((other) => other.noticeId === noticeId)!;
      must(
        notice.at <= record.endedAt! || notice.kind === 'missed',
        'nothing is claimed for sending after the end',
      );
    }
    must(
      !bySelf.has(record.status) ||
        record.tasks.every(({ kind, cancelledBy }) => !promised.has(kind) || cancelledBy?.reason !== 'end'),
      'no end by itself cuts off what was promised',
    );
    must(
      record.followUps.every(
        ({ plan }) => !running.has(plan) || isUnfinished(record, plan) || !record.tasks.some(isActive),
      ),
      'only what is unfinished runs on',
    );
  }
}
