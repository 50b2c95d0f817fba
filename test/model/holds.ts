import {
  addDays,
  addMonths,
  atEight,
  earlier as earlierOf,
  isWorkingDay,
  later,
  osloDate,
} from '../../domain/calendar.ts';
import type { Instant, Unit } from '../../domain/model.ts';
import type { Notice, PathwayRecord, Task } from '../../domain/record.ts';
import type { SentMessage } from '../../local/simulation.ts';
import { isReachable, isTreatment, unitsFor } from './model.ts';
import { hoursBetween, isActive, openTasks, type Played, type Units, Wrong } from './played.ts';

/** What must hold of every life, held against the model. Each throws `Wrong` with what is wrong. */

export interface Look {
  readonly now: Instant;
  readonly units: Units;
  /** Names of executions that run, by pathway. */
  readonly running: ReadonlyMap<string, readonly string[]>;
  /** Messages go out, and have for a day. */
  readonly isSending: boolean;
}

const byItself = ['completed', 'declined', 'lapsed'];
/** Told to whoever knew, and says no more than that something has changed. */
const neutral = ['moved', 'ended', 'resumed', 'no-longer-yours', 'corrected', 'answered', 'missed'];

function must(played: Played, look: Pick<Look, 'now'>, isTrue: boolean, what: string): asserts isTrue {
  if (!isTrue)
    throw new Wrong(
      played.life.n,
      `${what} (life ${played.life.n}, ${played.pathwayId}, ${look.now}, ${played.record.status})`,
    );
}

/** Everything that is asked of a pathway whenever somebody has done something, or time has passed. */
export function holds(played: Played, look: Look): void {
  statusHolds(played, look);
  plansHold(played, look);
  for (const task of openTasks(played)) openTaskHolds(played, look, task);
  for (const task of played.record.tasks) taskHolds(played, look, task);
  pointsHold(played, look);
  offersHold(played, look);
  followUpsHold(played, look);
  noticesHold(played, look);
  partsHold(played, look);
  if (isQuietFor(played, look, 24)) nothingIsForgotten(played, look);
}

/** So long that whatever had to follow from what was told has followed, deaths of processes and nights included. */
function isQuietFor(played: Played, look: Look, hours: number): boolean {
  return hoursBetween(played.model.lastToldAt, look.now) >= hours;
}

function statusHolds(played: Played, look: Look): void {
  const { record, model } = played;
  const { end, mayShare, askAgain } = model.known;
  const { status } = record;
  const ended = record.endedAt ?? '';
  if (end !== null) {
    // what had come to its end by itself is not ended once more
    must(
      played,
      look,
      status === end.status || (byItself.includes(status) && ended <= (model.endsSince ?? '')),
      `is ${status}, and ${end.status} was reported`,
    );
    return;
  }
  must(
    played,
    look,
    status === 'active' || byItself.includes(status),
    `is ${status}, and nobody has said so`,
  );
  const isSeen = played.endSeen === record.endedAt;
  played.endSeen = record.endedAt;
  if (status === 'declined' || status === 'lapsed') must(played, look, !mayShare, `${status} with a yes`);
  // what is told of a pathway that has ended by itself is kept
  if (isSeen) return;
  if (status === 'completed') {
    const last = record.points.find(({ point }) => point === 3)!;
    must(played, look, mayShare, 'completed without its yes');
    must(
      played,
      look,
      model.outcomes().some(({ point }) => point === '3') ||
        look.now >= model.window(3).closesAt ||
        last.closesAt <= look.now,
      'completed before the last point was done or closed',
    );
  }
  if (status === 'declined' || status === 'lapsed') {
    const offers = record.tasks.filter((task) => task.kind === 'offer-again' && task.status !== 'cancelled');
    must(played, look, !askAgain || offers.length === 2, `${status} after ${offers.length} offers`);
    must(
      played,
      look,
      status === 'lapsed' ? !model.offerAnswered && askAgain : model.offerAnswered || !askAgain,
      `${status}, though offers were ${model.offerAnswered ? '' : 'not '}answered`,
    );
  }
}

/** Whether nothing but messages is still to be done outside. */
export function isSettled(record: PathwayRecord): boolean {
  return record.effects.every(({ kind }) => kind === 'send');
}

/** One execution of the pathway's machine while it is active, none after; one for each task beside the points. */
function plansHold(played: Played, look: Look): void {
  const { record, pathwayId } = played;
  const running = look.running.get(pathwayId) ?? [];
  const own = running.filter((name) => /-\d+$/.test(name) && !/-f\d+-\d+$/.test(name));
  const beside = running.filter((name) => !own.includes(name)).toSorted();
  const planned = record.executions
    .filter(({ plan, status }) => plan !== 'p' && status === 'RUNNING')
    .map(({ plan, generation }) => `${pathwayId}-${plan}-${generation}`)
    .toSorted();
  const wanted = record.status === 'active' ? 1 : 0;
  const isAsMeant = own.length === wanted && beside.join() === planned.join();
  const isLeft = record.effects.some(({ kind }) => kind === 'start' || kind === 'stop');
  const runs = `runs ${running.join(' ') || 'nothing'}, to be done: ${record.effects.map(({ id }) => id).join(' ')}`;
  // what a step or a dead process has left is the sweep's to do, within hours
  must(played, look, isAsMeant || isLeft || played.life.deaths.length > 0, runs);
  if (isAsMeant && isSettled(record)) played.undoneSince = null;
  else {
    played.undoneSince ??= look.now;
    must(played, look, hoursBetween(played.undoneSince, look.now) < 24, `still ${runs}`);
  }
  const children = new Set(
    record.followUps.filter(({ kind }) => kind === 'next-of-kin-children').map(({ plan }) => plan),
  );
  if (record.status !== 'active' && isAsMeant)
    must(
      played,
      look,
      beside.every((name) => [...children].some((plan) => name.startsWith(`${pathwayId}-${plan}-`))),
      'something beside the points runs after the end',
    );
  if (record.nextCheckAt === null)
    must(
      played,
      look,
      (running.length === 0 || !isAsMeant) && record.effects.length === 0,
      'nobody looks after what runs',
    );
  else
    must(
      played,
      look,
      !look.isSending || hoursBetween(record.nextCheckAt, look.now) < 2,
      `was to be looked after at ${record.nextCheckAt}`,
    );
}

function openTaskHolds(played: Played, look: Look, task: Task): void {
  const { record, model } = played;
  const known = model.known;
  const of = (what: string) => `${task.kind} ${task.taskId.split('-').at(-1)} ${what}`;
  const unit = look.units.get(task.unitId);
  must(played, look, unit !== undefined, of('has no unit'));
  must(
    played,
    look,
    record.status === 'active' || task.kind === 'next-of-kin-children',
    of('is open after the end'),
  );
  // one that is put back after its close is missed within the minute
  must(
    played,
    look,
    task.closesAt > look.now || hoursBetween(task.closesAt, look.now) < 24 || !isQuietFor(played, look, 24),
    of('is open after its close: it has neither a next rung nor a close'),
  );
  if (unit.kind === 'municipality' || task.place !== null)
    must(
      played,
      look,
      known.mayShare || (task.kind === 'coordinator-referral' && known.wantsCoordinatorOnly),
      of('is open in the municipality without its yes'),
    );
  if (task.place !== null) {
    // a directory that changes later takes no task from anybody
    const key = `${task.taskId} ${task.place} ${task.unitId}`;
    must(played, look, task.place === known.place, of(`is for ${task.place}, the patient in ${known.place}`));
    const mine = played.placed.has(key) ? new Set([task.unitId]) : unitsFor(known.place, look.units);
    played.placed.add(key);
    must(
      played,
      look,
      mine.has(task.unitId) || played.named.has(task.unitId) || unit.kind === 'hospital',
      of(`is with ${task.unitId}, the patient in ${known.place}`),
    );
  }
  if (unit.kind === 'gp-office')
    must(played, look, known.mayTellGp, of('is with a GP without the yes to copies'));
  if (task.kind === 'coordinator-referral')
    must(
      played,
      look,
      known.wantsCoordinatorOnly,
      of('without a no to the pathway and a yes to a coordinator'),
    );
  if (task.kind === 'offer-again') must(played, look, !known.mayShare, of('after a yes'));
  if (task.kind === 'next-of-kin-children') must(played, look, known.childrenToSee, of('without children'));
  if (task.kind === 'needs-assessment') {
    const point = record.points.find((one) => one.point === task.point);
    must(played, look, point?.status === 'open' && point.taskId === task.taskId, of('is not its point’s'));
    must(played, look, point.unitId === task.unitId, of('and its point are with two units'));
    if (task.point === 1) must(played, look, known.answers.pathway !== false, of('after a no'));
  }
}

/** What is asked of a task at any time: its dates never change, and it did not open before its time. */
function taskHolds(played: Played, look: Look, task: Task): void {
  const { model, record } = played;
  const known = model.known;
  const of = (what: string) => `${task.kind} ${task.taskId.split('-').at(-1)} ${what}`;
  const first = played.firstSeen.get(task.taskId);
  if (task.place !== null) played.asked.add(task.place);
  if (first === undefined) {
    played.firstSeen.set(task.taskId, task);
    must(played, look, task.opensAt <= look.now && task.openedAt <= look.now, of('opened before its window'));
    if (task.kind === 'needs-assessment' && (task.point === 2 || task.point === 3)) {
      const { opensAt } = model.window(task.point);
      must(
        played,
        look,
        task.openedAt >= opensAt || model.openedEarly.has(task.point),
        of(`opened at ${task.openedAt}, its window at ${opensAt}`),
      );
      must(played, look, known.mayShare, of('opened without its yes'));
      const before = record.points.find(({ point }) => point === 1)!;
      must(
        played,
        look,
        before.status !== 'planned' && before.status !== 'open',
        of('opened before the first'),
      );
    }
    if (task.kind === 'needs-assessment' && task.point === 1) {
      must(
        played,
        look,
        task.openedAt >= known.firstOpensAt || model.openedEarly.has(1),
        of(`opened before ${known.firstOpensAt}`),
      );
      must(
        played,
        look,
        task.unitId === known.hospital || played.named.has(task.unitId),
        of(`opened with ${task.unitId}, not ${known.hospital}`),
      );
    }
    if (task.kind === 'offer-again') offerOpens(played, look, task);
    if (task.kind === 'municipal-intake') intakeOpens(played, look, task);
    if (task.place !== null && look.units.get(task.unitId)?.kind === 'municipality') {
      must(
        played,
        look,
        !known.isProtected || played.named.has(task.unitId),
        of('was sent by the directory where the address is protected'),
      );
      must(
        played,
        look,
        isReachable(look.units.get(task.unitId)) || played.named.has(task.unitId),
        of('was sent to a unit without anybody'),
      );
    }
    return;
  }
  must(
    played,
    look,
    first.opensAt === task.opensAt && first.dueAt === task.dueAt && first.closesAt === task.closesAt,
    of('has other dates than it had'),
  );
  must(played, look, first.kind === task.kind && first.point === task.point, of('has become another'));
}

/** Once a municipality has had its intake, done or missed, it is asked for no other before the patient has moved. */
function intakeOpens(played: Played, look: Look, task: Task): void {
  const { record, model } = played;
  const isAgain = record.tasks.some(
    (one) => one !== task && one.kind === 'municipal-intake' && ['completed', 'missed'].includes(one.status),
  );
  const hasMoved = model.events.some(({ body }) => body.type === 'moved');
  must(played, look, !isAgain || hasMoved, 'a second intake opens');
}

function offerOpens(played: Played, look: Look, task: Task): void {
  const { model, record } = played;
  const { noOn, mayShare, askAgain, askAgainOn } = model.known;
  must(played, look, !mayShare, 'an offer opens after a yes');
  must(played, look, askAgain, 'an offer opens though nobody is to ask again');
  const earlier = record.tasks
    .slice(0, record.tasks.indexOf(task))
    .filter((one) => one.kind === 'offer-again' && one.status !== 'cancelled');
  must(played, look, earlier.length < 2, 'a third offer opens');
  const after = (date: string, days: number) => atEight(addDays(date, days));
  const since = earlier.at(-1)?.concludedAt;
  const earliest =
    since != null ? after(osloDate(since), 28) : noOn === null ? record.startedAt : after(noOn, 28);
  const asked = askAgainOn === null ? earliest : atEight(askAgainOn);
  must(
    played,
    look,
    osloDate(task.openedAt) >= osloDate(earlierOf(earliest, asked)),
    `an offer opens at ${task.openedAt}, before ${earliest}`,
  );
  const concluded = record.points.find(({ point }) => point === 1)!;
  must(
    played,
    look,
    concluded.status !== 'planned' && concluded.status !== 'open',
    'an offer opens beside the first point',
  );
}

function offersHold(played: Played, look: Look): void {
  const offers = played.record.tasks.filter((task) => task.kind === 'offer-again');
  must(
    played,
    look,
    offers.filter(({ status }) => status !== 'cancelled').length <= 2,
    'is offered more than twice',
  );
  const own = openTasks(played).filter(({ plan }) => plan === 'p');
  must(played, look, own.length <= 1, `${own.length} tasks of the pathway’s own plan are open`);
}

function pointsHold(played: Played, look: Look): void {
  const { record, model } = played;
  const { mayShare, anchor } = model.known;
  for (const point of record.points) {
    const of = (what: string) => `point ${point.point} ${what}`;
    if (record.status !== 'active')
      must(
        played,
        look,
        point.status !== 'planned' && point.status !== 'open',
        of(`is ${point.status} after the end`),
      );
    if (point.status === 'open')
      must(
        played,
        look,
        openTasks(played).some(({ taskId }) => taskId === point.taskId),
        of('is open without a task'),
      );
    if (point.status !== 'planned' || record.status !== 'active') continue;
    if ((point.point === 2 || point.point === 3) && !model.openedEarly.has(point.point)) {
      const { opensAt, closesAt } = model.window(point.point);
      must(played, look, point.opensAt === opensAt, of(`is to open at ${point.opensAt}, not at ${opensAt}`));
      must(
        played,
        look,
        point.closesAt === closesAt,
        of(`is to close at ${point.closesAt}, not at ${closesAt}`),
      );
    }
    if (point.point !== 1) must(played, look, point.opensAt > atEight(anchor), of('opens before the anchor'));
    const before = record.tasks.flatMap(({ plan, concludedAt }) => (plan === 'p' ? (concludedAt ?? []) : []));
    // what came before it may have ended a moment ago, and the step that goes on be tried again
    const since = before.reduce(later, point.opensAt);
    const waited = hoursBetween(since, look.now);
    const isBusy = openTasks(played).some(({ plan }) => plan === 'p');
    const first = record.points.find((one) => one.point === 1)!;
    const mayOpen =
      point.point === 1 ? model.known.answers.pathway !== false : mayShare && first.status !== 'planned';
    if (mayOpen && waited > 24 && isQuietFor(played, look, 24))
      must(played, look, isBusy, of(`should have opened at ${point.opensAt}`));
  }
}

function followUpsHold(played: Played, look: Look): void {
  const { record, model } = played;
  const known = model.known;
  const open = openTasks(played);
  const causeOf = (task: Task) => record.followUps.find(({ plan }) => plan === task.plan)?.cause ?? '';
  for (const task of open.filter(({ kind }) => kind === 'gp-appointment'))
    must(played, look, known.treatments.includes(causeOf(task)), 'a GP’s appointment that nothing calls for');
  const actions = open.filter(({ kind }) => kind === 'esas-action');
  must(played, look, actions.length === 0 || known.callsForAction, 'an action that nothing calls for');
  const causes = record.followUps.map(({ cause }) => cause);
  must(played, look, new Set(causes).size === causes.length, 'two follow-ups of one cause');
  const children = record.followUps.filter(({ kind }) => kind === 'next-of-kin-children');
  must(played, look, children.length <= 1, 'children are seen to twice');
  for (const { plan } of children) {
    const task = record.tasks.find((one) => one.plan === plan);
    const done = model.outcomes('next-of-kin-children').length > 0;
    const outlives = record.status === 'active' || [...byItself, 'deceased'].includes(record.status);
    if (
      task !== undefined &&
      outlives &&
      known.childrenToSee &&
      !done &&
      task.closesAt > look.now &&
      task.cancelledBy === undefined
    )
      must(played, look, isActive(task), 'the children’s task has gone');
    if (
      task !== undefined &&
      record.status === 'deceased' &&
      known.childrenToSee &&
      !done &&
      task.closesAt > look.now
    )
      must(
        played,
        look,
        isActive(task) || (task.concludedAt ?? '') < (model.endsSince ?? ''),
        'the children’s task has not outlived the patient',
      );
  }
  if (record.status !== 'active') return;
  const has = (kind: string) => record.followUps.some((one) => one.kind === kind);
  must(played, look, !known.childrenToSee || has('next-of-kin-children'), 'nobody sees to the children');
  must(
    played,
    look,
    !known.wantsCoordinatorOnly || has('coordinator-referral'),
    'no coordinator is asked for',
  );
  const isNew = model.events.filter(
    ({ eventId, at, whileActive }) => whileActive && hoursBetween(at, look.now) < 24 && model.stands(eventId),
  );
  for (const { body, occurredOn } of isNew) {
    // what is reported after something newer is known says nothing new
    const calls = Object.entries(body.scores ?? {}).some(
      ([item, score]) => (score as number) >= 3 && model.measuredOn(item) <= occurredOn,
    );
    must(played, look, !calls || has('esas-action'), 'nobody acts on what was reported');
    must(
      played,
      look,
      !isTreatment(body) ||
        model.events.some((one) => one.body.type === body.type && causes.includes(one.eventId)),
      'no GP’s appointment for a treatment',
    );
  }
}

function noticesHold(played: Played, look: Look): void {
  const { record, model } = played;
  const known = model.known;
  const isNew = record.notices.slice(played.notices);
  played.notices = record.notices.length;
  for (const notice of isNew) {
    const unit = look.units.get(notice.unitId);
    const of = (what: string) => `a notice ${notice.kind} to ${notice.unitId} ${what}`;
    must(played, look, unit !== undefined, of('of no unit'));
    const knew = played.knowing.has(notice.unitId);
    if (unit.kind === 'municipality') {
      const permitted =
        notice.kind === 'declined' ? known.answers.shareWithMunicipality === true : known.mayShare;
      must(played, look, permitted || (knew && neutral.includes(notice.kind)), of('without its yes'));
      played.knowing.add(notice.unitId);
    }
    if (unit.kind === 'gp-office')
      must(
        played,
        look,
        known.mayTellGp || (knew && neutral.includes(notice.kind)),
        of('without a yes to copies'),
      );
    if (unit.kind === 'gp-office') played.knowing.add(notice.unitId);
    if (unit.kind === 'hospital') hospitalMayKnow(played, look, unit, of('that has no part'));
    if (notice.kind === 'ended')
      must(played, look, record.status !== 'active' || wasEnded(played, notice), of('of none'));
  }
  for (const point of record.points)
    if (point.status === 'missed' && !isImported(played, point.point))
      must(
        played,
        look,
        record.notices.some(({ kind, point: of }) => kind === 'missed' && of === point.point),
        `nobody is told that point ${point.point} was missed`,
      );
}

function wasEnded(played: Played, notice: Notice): boolean {
  return (
    played.record.notices.some(({ kind, at }) => kind === 'resumed' && at >= notice.at) ||
    played.life.deaths.length > 0
  );
}

function isImported(played: Played, point: unknown): boolean {
  return (played.model.begun.referral.done?.points ?? []).some(
    (one: { point: number }) => one.point === point,
  );
}

function hospitalMayKnow(played: Played, look: Look, unit: Unit, what: string): void {
  const { begun, events } = played.model;
  const mine = [
    begun.referral.hospital.unitId,
    begun.hospital,
    ...events.flatMap(({ body }) => (body.type === 'transferred' ? [body.hospital.unitId] : [])),
    ...played.named,
  ];
  const trusts = mine.map((unitId) => look.units.get(unitId)?.trust);
  const isAbove = unit.escalatesTo === null && (trusts.includes(unit.trust) || unit.trust === begun.trust);
  must(played, look, mine.includes(unit.unitId) || isAbove, what);
}

/** A part in the pathway is a right to read it: a municipality has one only with the yes. */
function partsHold(played: Played, look: Look): void {
  const { record, model } = played;
  const { mayShare } = model.known;
  for (const task of record.tasks) {
    const kind = look.units.get(task.unitId)?.kind;
    if (kind !== 'hospital' && isActive(task)) played.knowing.add(task.unitId);
  }
  for (const { unitId, until } of record.relations) {
    if (until !== null) {
      played.related.delete(unitId);
      continue;
    }
    const unit = look.units.get(unitId)!;
    const isMunicipal = unit.kind === 'municipality';
    must(played, look, !isMunicipal || mayShare, `${unitId} has a part without its yes`);
    if (played.related.has(unitId)) continue;
    played.related.add(unitId);
    if (isMunicipal) played.knowing.add(unitId);
    else hospitalMayKnow(played, look, unit, `${unitId} has a part`);
  }
  for (const { unitId, until } of record.followers ?? []) {
    if (until !== null) continue;
    const isMunicipal = look.units.get(unitId)?.kind === 'municipality';
    must(played, look, !isMunicipal || mayShare, `${unitId} follows it without its yes`);
    const isTold = record.notices.some((one) => one.unitId === unitId && one.kind === 'missed');
    must(played, look, isTold, `${unitId} follows it and was told of nothing`);
  }
  for (const task of openTasks(played)) {
    const kind = look.units.get(task.unitId)?.kind;
    if (kind === 'gp-office' || task.kind === 'coordinator-referral') continue;
    must(
      played,
      look,
      record.relations.some(({ unitId, until }) => unitId === task.unitId && until === null),
      `${task.unitId} has a task and no part`,
    );
  }
}

/** What should have happened by now, where nobody has said anything for a while. */
function nothingIsForgotten(played: Played, look: Look): void {
  const { record, model } = played;
  const { mayShare, place } = model.known;
  for (const task of openTasks(played)) {
    const due = task.rungs.filter(({ at }) => hoursBetween(at, look.now) > 24).map(({ rung }) => rung);
    const last = Math.max(-1, ...due);
    must(
      played,
      look,
      task.rung >= last,
      `${task.kind} ${task.taskId.split('-').at(-1)} is on rung ${task.rung}, not ${last}`,
    );
  }
  must(
    played,
    look,
    !look.isSending ||
      !record.effects.some(
        (effect) => effect.kind === 'send' && hoursBetween(effect.claimedUntil, look.now) > 24,
      ),
    'a message is not sent',
  );
  if (record.status !== 'active') return;
  lateEntryHolds(played, look);
  const first = record.points.find(({ point }) => point === 1)!;
  if (mayShare && first.concludedAt !== null && hoursBetween(first.concludedAt, look.now) > 24)
    must(
      played,
      look,
      played.asked.has(place) ||
        model.begun.referral.done?.handedOver === true ||
        record.points.every(({ status }) => status !== 'planned') ||
        openTasks(played).some(({ plan }) => plan === 'p'),
      `nobody in ${place} has been asked to take the patient in`,
    );
  const isWaiting = !mayShare && first.status !== 'planned' && first.status !== 'open';
  const offers = record.tasks.filter(({ kind, status }) => kind === 'offer-again' && status !== 'cancelled');
  // what was waited for last may have ended a moment ago; the plan that it renews is the sweep's to begin
  const since = record.tasks.flatMap(({ concludedAt }) => concludedAt ?? []).reduce(later, record.startedAt);
  if (isWaiting && offers.length === 2 && !offers.some(isActive) && hoursBetween(since, look.now) > 24)
    must(
      played,
      look,
      record.followUps.some(isUnfinished(played)),
      'two offers are over, and the pathway is not',
    );
}

/** Who enters at point 2 or 3 has the intake at once, and that point beside it where its window is open. */
function lateEntryHolds(played: Played, look: Look): void {
  const { record, model } = played;
  const { mayShare, isProtected } = model.known;
  const { startAtPoint = 1 } = model.begun.referral;
  if (startAtPoint === 1 || model.told.length > 0 || !mayShare || isProtected || !model.begun.isServed)
    return;
  const opened = (kind: string, point: number | null) =>
    record.tasks.some(
      (task) =>
        task.kind === kind && task.point === point && hoursBetween(model.begun.at, task.openedAt) < 24,
    );
  must(played, look, opened('municipal-intake', null), 'enters late, and nobody takes the patient in');
  const { opensAt, closesAt } = model.window(startAtPoint);
  const isOpen = opensAt <= model.begun.at && closesAt > model.begun.at;
  must(
    played,
    look,
    !isOpen || opened('needs-assessment', startAtPoint),
    `enters at point ${startAtPoint}, and waits`,
  );
}

const isUnfinished =
  ({ record }: Played) =>
  ({ plan }: { plan: string }) => {
    const task = record.tasks.findLast((one) => one.plan === plan);
    return task === undefined || isActive(task);
  };

/** What every write of a record is held to by itself, whatever is still to be done outside. */
export function writeHolds(record: PathwayRecord, life: number): void {
  const { pathwayId, version, status } = record;
  const is = (isTrue: boolean, what: string) => {
    if (!isTrue) throw new Wrong(life, `${what} (life ${life}, ${pathwayId}, version ${version}, ${status})`);
  };
  const open = record.tasks.filter(isActive);
  for (const effect of record.effects)
    if (effect.kind === 'send' && 'taskId' in effect.about) {
      const { taskId } = effect.about;
      is(
        open.some((task) => task.taskId === taskId),
        `${effect.id} is claimed for sending, and its task is closed`,
      );
    }
  const running = record.executions.filter((execution) => execution.status === 'RUNNING');
  const plans = running.map(({ plan }) => plan);
  is(
    plans.filter((plan) => plan === 'p').length === (status === 'active' ? 1 : 0),
    `has the plans ${plans.join(' ')}`,
  );
  is(new Set(plans).size === plans.length, `has the plans ${plans.join(' ')}`);
  is(new Set(open.map(({ plan }) => plan)).size === open.length, 'has two open tasks of one plan');
  is(
    open.every(({ plan }) => plans.includes(plan)),
    'has an open task without a plan that runs',
  );
  is(
    status === 'active' || open.every(({ kind }) => kind === 'next-of-kin-children'),
    'has an open task after the end',
  );
  is((status === 'active') === (record.endedAt === null), 'has ended at no time');
}

const isInHours = (sentAt: Instant): boolean => {
  const day = osloDate(sentAt);
  const hours = hoursBetween(atEight(day), sentAt);
  return hours >= 0 && hours < 8 && isWorkingDay(day);
};

/** A digest of a unit names nobody: it comes once a day, when messages may. */
export function digestHolds(
  look: Look,
  { messageId, sentAt }: SentMessage,
  seen: Map<string, number>,
  died: number,
): void {
  const times = (seen.get(messageId) ?? 0) + 1;
  seen.set(messageId, times);
  const isRight = isInHours(sentAt) && look.units.has(messageId.split(':')[1] ?? '');
  if (!isRight || times > 1 + died) throw new Wrong(-1, `${messageId} comes at ${sentAt}, ${times} times`);
}

/** Who gets a message may know, it comes when messages may, and each comes once. */
export function messageHolds(
  played: Played,
  look: Look,
  message: SentMessage,
  seen: Map<string, number>,
  again: ReadonlyMap<string, number>,
): void {
  const { record, model } = played;
  const { messageId, sentAt } = message;
  const [about = '', unitId = ''] = messageId.split(':');
  const of = (what: string) => `message ${messageId.replace(played.pathwayId, '')} at ${sentAt} ${what}`;
  const times = (seen.get(messageId) ?? 0) + 1;
  seen.set(messageId, times);
  // `@`: a task's arrival at another unit, to which it may come back
  if (!about.includes('@'))
    must(played, look, times <= 1 + (again.get(messageId) ?? 0), of(`comes ${times} times`));
  must(played, look, isInHours(sentAt), of('comes outside office hours'));
  const unit = look.units.get(unitId);
  must(played, look, unit !== undefined, of('goes to no unit'));
  const [id, rung] = about.split(/[#@]/);
  if (rung === undefined) {
    const notice = record.notices.find(({ noticeId }) => noticeId === id);
    must(played, look, notice !== undefined, of('is about no notice'));
    const to = look.units.get(notice.unitId)!;
    must(played, look, isAtOrAbove(played, look, to, unit), of(`goes to ${unitId}`));
    // the children's task may be missed after the end, and what was wrong is put right
    const isLate = record.endedAt !== null && notice.at > record.endedAt;
    must(
      played,
      look,
      !isLate || ['missed', 'corrected'].includes(notice.kind),
      of('was claimed after the end'),
    );
    return;
  }
  const task = record.tasks.find(({ taskId }) => taskId === id);
  must(played, look, task !== undefined, of('is about no task'));
  must(played, look, task.concludedAt === null || task.concludedAt >= sentAt, of('is about a closed task'));
  const tasks = [task.unitId, played.firstSeen.get(task.taskId)?.unitId ?? task.unitId, about.split('@')[1]];
  must(
    played,
    look,
    tasks.some((one) => one !== undefined && isAtOrAbove(played, look, look.units.get(one)!, unit)),
    of(`goes to ${unitId}`),
  );
  const { mayShare, wantsCoordinatorOnly, mayTellGp } = model.known;
  if (unit.kind === 'municipality')
    must(
      played,
      look,
      mayShare || (task.kind === 'coordinator-referral' && wantsCoordinatorOnly),
      of('goes to a municipality without its yes'),
    );
  if (unit.kind === 'gp-office') must(played, look, mayTellGp, of('goes to a GP without the yes'));
}

function isAtOrAbove(played: Played, look: Look, of: Unit, unit: Unit): boolean {
  const isTrusts =
    unit.escalatesTo === null && unit.kind === 'hospital' && unit.trust === played.record.trust;
  const isOwn = unit.escalatesTo === null && unit.kind === 'hospital' && unit.trust === of.trust;
  return (
    unit === of ||
    of.escalatesTo === unit.unitId ||
    isTrusts ||
    isOwn ||
    look.units.get(of.escalatesTo ?? '') === unit
  );
}

/** What is kept of a pathway is kept for twelve months after all of it is over, and then no more. */
export function isGone(played: Played, look: Look, left: number): void {
  const { endedAt, executions } = played.record;
  const over = [endedAt ?? look.now, ...executions.map(({ stoppedAt }) => stoppedAt ?? look.now)];
  const due = atEight(addMonths(osloDate(over.reduce(later)), 12));
  must(played, look, due <= look.now, `is gone before ${due}`);
  must(played, look, left === 0, `has left ${left} items behind`);
  played.isGone = true;
}

/** What is still there has not been over for a year. */
export function isKept(played: Played, look: Look): void {
  const { status, endedAt } = played.record;
  const isDue =
    endedAt !== null && status !== 'active' && osloDate(look.now) > addMonths(osloDate(endedAt), 13);
  const isOver = played.record.executions.every((one) => (one.stoppedAt ?? look.now) <= (endedAt ?? ''));
  must(played, look, !isDue || !isOver, `is still there, and has ended at ${endedAt}`);
}

/** At the end of time: over, and nothing left of it anywhere. */
export function isOver(played: Played, look: Look): void {
  const { record } = played;
  must(played, look, record.status !== 'active', 'never ends');
  must(played, look, openTasks(played).length === 0, 'has open tasks after all');
  must(
    played,
    look,
    record.effects.length === 0,
    `has left undone ${record.effects.map(({ id }) => id).join(' ')}`,
  );
  // once more before it is deleted, and no sooner
  const isLast = record.nextCheckAt === null || record.nextCheckAt < (record.keptUntil ?? '');
  must(played, look, isLast, `is looked after at ${record.nextCheckAt}`);
  must(played, look, (look.running.get(played.pathwayId) ?? []).length === 0, 'runs on');
  must(
    played,
    look,
    record.executions.every(({ status }) => status !== 'RUNNING'),
    'has a plan that runs',
  );
}
