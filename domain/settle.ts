import { coordinatingUnitOfTrust, unitById } from './directory.ts';
import {
  type Context,
  isActive,
  note,
  pointOf,
  relate,
  replacePoint,
  replaceTask,
  unrelate,
} from './edits.ts';
import { type Facts, mayGoHome, noSaidOn, placeKey } from './facts.ts';
import {
  isFollowUp,
  lateEntryCause,
  settleFollowUps,
  wantedPlans,
  withoutFollowUp,
  withoutUnwantedFollowUps,
} from './follow-ups.ts';
import { involved } from './involved.ts';
import type { CalendarDate, Instant, NoticeKind } from './model.ts';
import { releaseCopies, tell, tellGp } from './notices.ts';
import { settleParts } from './parts.ts';
import { replan } from './plans.ts';
import { refreshWindows, withLocalPoints } from './points.ts';
import type { PathwayRecord, PlanId, Point, Relation, Task } from './record.ts';
import { isSame, movedTo, taskRules } from './rules.ts';
import { openTaskOf, routeOf, routesOf } from './stage.ts';
import {
  appointmentKept,
  bookAppointment,
  cancelTasks,
  factsFor,
  fromNow,
  handOver,
  restoreTasks,
  toNewUnit,
  underNewRules,
  withPart,
} from './tasks.ts';

/**
 * Brings what was decided in line with the facts: a no, a yes after it, a move, and each of them taken back. What is
 * decided follows from the record as it stands, so reports may come late, in any order, or while the pathway rests.
 * `before`, the facts as they were (null at the start), only says who is to be told of what has changed, and `undone`
 * that it had never been so.
 *
 * Ends of their own are in `pathway.ts`. Whoever calls this renews the plan where it does not go on by itself.
 */
export function settleFacts(
  record: PathwayRecord,
  context: Context,
  before: Facts | null,
  undone = false,
): PathwayRecord {
  const facts = factsFor(record);
  const parted = settleParts(record, context, facts);
  const wanted = withoutUnwanted(releaseCopies(parted, context, facts), context, facts);
  const answered = settleAnswers(wanted, context, facts);
  const placed = settlePlace(answered, context, facts, before, undone);
  const transferred = settleHospital(placed, context, facts, before);
  const restored = restoreWanted(transferred, context, facts);
  const told = tellOfAnswers(restored, context, facts, before, undone);
  return refreshWindows(settleFollowUps(told, context, facts), facts, context.now);
}

/** A late entry's intake that has not yet been opened: with a no, at another place or a protected one, the hub sees to it in its turn. */
function withoutUnwanted(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  const place = placeKey(record.start.municipality);
  const isHere = placeKey(facts.municipality) === place && !facts.addressProtected;
  if (mayGoHome(facts) && isHere) return record;
  return record.followUps
    .filter(({ cause, plan }) => cause === lateEntryCause && !record.tasks.some((task) => task.plan === plan))
    .reduce((result, followUp) => {
      const ended = withoutFollowUp(context)(result, followUp);
      return { ...ended, handedOver: ended.handedOver.filter((other) => other !== place) };
    }, record);
}

/** Whether a task is one that somebody should still do, as the patient's answers stand. */
function isWanted(record: PathwayRecord, facts: Facts, wanted: ReadonlySet<PlanId>, task: Task): boolean {
  if (isFollowUp(task)) return wanted.has(task.plan);
  const asked = facts.answers.pathway.value;
  if (task.kind === 'offer-again')
    return !mayGoHome(facts) && !(asked !== false && pointOf(record, 1).status === 'declined');
  // nothing goes on at home without its yes, and in hospital not after a no
  return task.place === null ? asked !== false : mayGoHome(facts);
}

function settleAnswers(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  const first = pointOf(record, 1);
  const kept = withoutUnwantedFollowUps(record, context, facts);
  const plans = wantedPlans(kept, facts, context);
  const closed = cancelTasks(kept, context, 'answers', (task) => !isWanted(kept, facts, plans, task));
  const asked = facts.answers.pathway.value;
  if (asked === false && (first.status === 'planned' || first.status === 'open')) {
    const declined: Point = { ...first, status: 'declined', concludedAt: context.now };
    return note(replacePoint(closed, declined), context, { type: 'point-declined', point: 1, change: true });
  }
  // a yes after a no, or a no that never was: the hospital is asked to hold the conversation now
  if (asked !== false && first.status === 'declined')
    return replacePoint(closed, { ...first, status: 'planned', taskId: null, concludedAt: null });
  return closed;
}

/**
 * A move: open municipal tasks change unit and keep their instants; with none open, an intake opens at the new unit,
 * also where the patient has lived before. The old unit is told neutrally. A move that never was leaves the patient
 * in the hands that had it.
 */
function settlePlace(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  before: Facts | null,
  undone: boolean,
): PathwayRecord {
  const place = placeKey(facts.municipality);
  const misplaced = record.tasks.filter(
    (task) => isActive(task) && task.place !== null && isMisplaced(record, context, facts, before, task),
  );
  const left = misplaced.map((task) => task.unitId);
  if (before === null || placeKey(before.municipality) === place)
    return leave(taken(record, context, facts, misplaced), context, facts, left);

  const handedOver = record.handedOver.filter((other) => undone || other !== place);
  const rules = movedTo(record.rules, context.directory, facts.municipality);
  const points = withLocalPoints(record, facts, rules.localPoints, context.now);
  const isSameLadder = isSame(
    taskRules(record.rules, 'municipality').ladders,
    taskRules(rules, 'municipality').ladders,
  );
  const ruled = { ...record, handedOver, rules, points };
  const arrived = taken(ruled, context, facts, misplaced, isSameLadder ? fromNow : underNewRules);
  const told = leave(arrived, context, facts, left, routesOf(record, before, context.directory));
  const there = handedOver.includes(place) ? returned(told, context, facts) : told;
  return tellGp(there, context, facts, 'moved');
}

/** A place that had the patient in its hands before a move that never was has them again, or would if they shared. */
function returned(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  const unitId = routeOf(record, facts, context.directory, 'intake');
  if (unitId === undefined) return record;
  const related = relate(record, context, unitId);
  return mayGoHome(facts) ? tell(related, context, unitId, 'resumed') : settleParts(related, context, facts);
}

/**
 * Whether a municipality's task is no longer where it should be: the patient lives elsewhere. Or has a protected address
 * now, which the directory must not be asked for: a person looks for the unit, unless one has found it, or the unit has
 * accepted and so is in touch with the patient. Where the address never was protected nobody need look any more.
 */
function isMisplaced(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  before: Facts | null,
  task: Task,
): boolean {
  if (task.place !== placeKey(facts.municipality)) return true;
  if (before === null || before.addressProtected === facts.addressProtected) return false;
  if (!facts.addressProtected) return task.kind === 'route-manually';
  return (
    task.kind !== 'route-manually' && task.status !== 'accepted' && !mayHave(record, context, facts, task)
  );
}

/** Whether a municipality's task may be at its unit: for a protected address, where a person has found that one. */
function mayHave(record: PathwayRecord, context: Context, facts: Facts, task: Task): boolean {
  return !facts.addressProtected || routesOf(record, facts, context.directory).includes(task.unitId);
}

/**
 * Takes open municipal tasks along to where the patient is now. Those end that nobody there needs, since the patient
 * was in its hands before; and all, where nobody is known.
 */
function taken(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  tasks: readonly Task[],
  laddered: typeof fromNow = fromNow,
): PathwayRecord {
  const place = placeKey(facts.municipality);
  const isHandedOver = record.handedOver.includes(place);
  const coordinating = coordinatingUnitOfTrust(context.directory, record.trust)?.unitId;
  return tasks.reduce((result, task) => {
    const conversation = task.kind === 'needs-assessment';
    const purpose = conversation ? 'points' : 'intake';
    const route = routeOf(record, facts, context.directory, purpose);
    // nobody else looks for whoever is to have a follow-up
    const unitId = route ?? (isFollowUp(task) ? coordinating : undefined);
    const notNeeded = isHandedOver && !conversation && !isFollowUp(task);
    if (unitId === undefined || task.kind === 'route-manually' || notNeeded)
      return cancelTasks(result, context, 'moved', (other) => other === task);
    const anew = { place, unitId, status: 'open', acceptedBy: null, appointmentOn: null } as const;
    const moved = laddered(result, context, { ...task, ...anew });
    const there = toNewUnit(result, context, task, moved, { type: 'task-moved' });
    // what the hub does not wait for stands for the hand-over
    const settled = conversation || (task.plan !== 'p' && !isFollowUp(task)) ? handOver(there, place) : there;
    // the pathway's own plan is made anew by every report; a follow-up's where its ladder may have changed
    return task.plan === 'p' ? settled : replan(settled, context, task.plan);
  }, record);
}

/** Municipal units that had a part in the pathway, or a task without one, and no longer have: told neutrally. */
function leave(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  left: readonly string[],
  routes: readonly string[] = [],
): PathwayRecord {
  const current = routesOf(record, facts, context.directory);
  const of = (which: (relation: Relation) => boolean) =>
    new Set(record.relations.filter(which).map(({ unitId }) => unitId));
  const related = of(({ until }) => until === null);
  // whose part rests, since the patient does not share, does not hear of the move either
  const resting = of(({ rests }) => rests === true);
  const gone = [...new Set([...left, ...routes])].filter(
    (unitId) =>
      !current.includes(unitId) &&
      (related.has(unitId) || resting.has(unitId) || left.includes(unitId)) &&
      unitById(context.directory, unitId)?.kind === 'municipality',
  );
  return gone.reduce((result, unitId) => {
    const parted = unrelate(result, context, unitId);
    return related.has(unitId) || left.includes(unitId) ? tell(parted, context, unitId, 'moved') : parted;
  }, record);
}

/**
 * A transfer between hospitals: what is open goes along with its clock, and must be accepted there. The unit that
 * refers keeps its part, as does one that still has to find a route; any other that had the patient is told that it no
 * longer has.
 */
function settleHospital(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  before: Facts | null,
): PathwayRecord {
  if (before === null || before.hospitalUnitId === facts.hospitalUnitId) return record;
  const first = pointOf(record, 1);
  const from = first.unitId!;
  const unitId = facts.hospitalUnitId;
  if (from === unitId) return record;
  const open = record.tasks.filter((task) => isActive(task) && task.place === null && task.unitId === from);
  const followUps = record.followUps.map((one) => (one.unitId === from ? { ...one, unitId } : one));
  const owned = relate(replacePoint({ ...record, followUps }, { ...first, unitId }), context, unitId);
  const moved = open.reduce((result, task) => {
    const anew = fromNow(result, context, {
      ...task,
      unitId,
      status: 'open',
      acceptedBy: null,
      appointmentOn: appointmentKept(task),
    });
    const there = toNewUnit(result, context, task, anew, { type: 'task-transferred' });
    return task.plan === 'p' ? there : replan(there, context, task.plan);
  }, owned);
  const keeps =
    from === record.start.hospitalUnitId ||
    moved.tasks.some((task) => isActive(task) && task.unitId === from);
  return keeps ? moved : tell(unrelate(moved, context, from), context, from, 'no-longer-yours');
}

/** What a no, or a move to where nobody is known, had closed is as it was once the reason is gone; what would be overdue is planned anew. */
function restoreWanted(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  const place = placeKey(facts.municipality);
  const newest = new Map(
    record.tasks
      .filter(
        ({ kind, cancelledBy }) =>
          kind !== 'offer-again' && kind !== 'route-manually' && cancelledBy?.reason !== 'undone',
      )
      .map((task) => [task.plan, task]),
  );
  const plans = wantedPlans(record, facts, context);
  const returning = [...newest.values()].filter(
    (task) =>
      task.cancelledBy !== undefined &&
      // the plan has one task at a time: where an earlier one was opened again, this comes in its turn
      (task.plan !== 'p' || openTaskOf(record, 'p') === undefined) &&
      (task.place === null || (task.place === place && mayHave(record, context, facts, task))) &&
      // a follow-up that is overdue is not planned anew by anybody
      (isFollowUp(task) ? task.closesAt : task.dueAt) > context.now &&
      isWanted(record, facts, plans, task),
  );
  const units = involved(record, facts);
  const hospital = pointOf(record, 1).unitId!;
  // a unit that has no part by now does not get one by what it had: the hospital does it
  const anew = returning.map((task): Task => {
    const isLeft = isFollowUp(task) && task.place === null && !units.includes(task.unitId);
    if (!isLeft) return task;
    const { reason } = task.cancelledBy!;
    return { ...task, unitId: hospital, acceptedBy: null, cancelledBy: { reason, was: 'open' } };
  });
  const restored = restoreTasks(anew.reduce(replaceTask, record), context, ({ taskId }) =>
    anew.some((task) => task.taskId === taskId),
  );
  return anew.reduce((result, task) => {
    const informed = tell(withPart(result, context, task), context, task.unitId, 'resumed');
    if (task.plan === 'p') return informed;
    // an intake beside the points stands for the hand-over
    return replan(isFollowUp(task) ? informed : handOver(informed, place), context, task.plan);
  }, restored);
}

function tellOfAnswers(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  before: Facts | null,
  undone: boolean,
): PathwayRecord {
  // what was said before a patient was imported has been told of then
  if (before === null && record.start.imported !== null) return record;
  if (facts.answers.pathway.value === false)
    return before?.answers.pathway.value === false ? record : tellOfNo(record, context, facts);
  if (before === null) return record;
  if (mayGoHome(before) && noSaidOn(facts) !== null) return tellGp(record, context, facts, 'declined');
  const neverWas = undone && noSaidOn(before) !== null && noSaidOn(facts) === null;
  return neverWas ? tellOfNoMore(record, context) : record;
}

/** Those who were told of a no that never was are told so. */
function tellOfNoMore(record: PathwayRecord, context: Context): PathwayRecord {
  const toldOf = (kind: NoticeKind) => record.notices.filter((notice) => notice.kind === kind);
  const already = toldOf('resumed').filter((notice) => notice.at === context.now);
  const units = new Set(toldOf('declined').map((notice) => notice.unitId));
  for (const notice of already) units.delete(notice.unitId);
  return [...units].reduce((result, unitId) => tell(result, context, unitId, 'resumed'), record);
}

/** A no to the pathway: the GP office is told; the municipality only where sharing is a yes (CONTRACT, "A no"). */
export function tellOfNo(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  of: { readonly cause?: string } = {},
): PathwayRecord {
  const about = { point: 1, ...of } as const;
  const told = tellGp(record, context, facts, 'declined', about);
  const unitId = routeOf(record, facts, context.directory, 'intake');
  return facts.answers.shareWithMunicipality.value === true && unitId !== undefined
    ? tell(told, context, unitId, 'declined', about)
    : told;
}

/** Books a task's appointment, and settles what is called for by it: home care is prompted before one with the GP. */
export function book(
  record: PathwayRecord,
  context: Context,
  taskId: string,
  on: Instant | CalendarDate,
): PathwayRecord {
  const booked = bookAppointment(record, context, taskId, on);
  // the children's task has outlived the pathway, and calls for nothing beside it
  return booked === record || booked.status !== 'active'
    ? booked
    : settleFollowUps(booked, context, factsFor(booked));
}
