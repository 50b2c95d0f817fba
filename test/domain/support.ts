import { expect } from 'vitest';
import { addMonths, atEight, later, minutesAfter } from '../../domain/calendar.ts';
import { type Directory, indexUnits } from '../../domain/directory.ts';
import { isActive, taskOf } from '../../domain/edits.ts';
import { anchorOf, mayGoHome, placeKey } from '../../domain/facts.ts';
import { type Foreseen, foresee, type Receiver } from '../../domain/foresee.ts';
import { passHub } from '../../domain/hub.ts';
import type { Instant, Unit } from '../../domain/model.ts';
import { claim, rungEffect, unitOfSend } from '../../domain/notices.ts';
import { completeTask, type Outcome } from '../../domain/outcomes.ts';
import { beginPathway, checked, closePathway, type Referral, report } from '../../domain/pathway.ts';
import { isCurrent, replan, runningPlans } from '../../domain/plans.ts';
import type {
  Answers,
  Effect,
  EventBody,
  JournalEntry,
  PathwayRecord,
  PlanId,
  Task,
} from '../../domain/record.ts';
import { expirySet, lastLookAt } from '../../domain/retention.ts';
import { type Row, rowsFor } from '../../domain/rows.ts';
import { hoursOf } from '../../domain/rules.ts';
import { longestPlanDays, nextFor, openTaskOf, type TaskStage } from '../../domain/stage.ts';
import { factsFor, missTask, openFollowUp, openTask, type Standing, standing } from '../../domain/tasks.ts';
import sampleUnits from '../../samples/units.json' with { type: 'json' };
import { mustHoldBeside } from './beside.ts';

export const units = sampleUnits as readonly Unit[];
export const directory = indexUnits(units);

/** The directory less the units with these ids. */
export function without(...unitIds: readonly string[]): Directory {
  return indexUnits(units.filter((unit) => !unitIds.includes(unit.unitId)));
}

export const yes: Answers = {
  pathway: true,
  shareWithMunicipality: true,
  cancerCoordinator: null,
  gpCopy: true,
};
export const notAsked: Answers = { ...yes, pathway: null, shareWithMunicipality: null };
export const no: Answers = { ...yes, pathway: false, shareWithMunicipality: null };

/** The GP office that conversations confirm. */
export const gp = { unitId: 'fastlege-1', asOf: null };

/** A Monday at ten in Oslo. */
export const startedAt = '2026-11-23T09:00:00Z';
export const nannestad = { number: '3238', district: null };
export const enebakk = { number: '3220', district: null };
export const lillestrom = { number: '3205', district: null };
export const alna = { number: '0301', district: '12' };

export function referral(changes: Partial<Referral> = {}): Referral {
  return {
    pathwayId: 'pw',
    referralId: 'AHUS-1',
    trust: 'ahus',
    meaning: 'digest',
    diagnosisDate: '2026-11-10',
    readyFrom: null,
    dischargedOn: null,
    startAtPoint: 1,
    hospitalUnitId: 'ahus-lunge',
    otherHospitalUnitId: null,
    municipality: nannestad,
    addressProtected: false,
    precededBy: null,
    extraPoints: [],
    imported: null,
    gp: { unitId: 'fastlege-1', asOf: null },
    answers: yes,
    circumstances: {
      minor: false,
      childrenAsNextOfKin: false,
      nursingHome: false,
      municipalServices: false,
    },
    anchorEvent: 'diagnosis',
    by: 'hospital-system:ahus',
    ...changes,
  };
}

/** Where an execution of a workflow stands: what it does next, and when. */
interface Run {
  readonly plan: PlanId;
  readonly generation: number;
  readonly since: Instant;
  readonly at: Instant;
  readonly does: 'plan' | 'assign' | 'climb' | 'conclude' | 'close' | 'continue';
  readonly stage?: TaskStage;
  readonly taskId?: string;
  readonly care?: Standing;
}

export interface Sent {
  readonly at: Instant;
  /** The effect: task and rung, or notice. */
  readonly id: string;
  readonly unitId: string;
  readonly rung?: number;
}

/**
 * One pathway in virtual time: the record, and the workflows, store and sweep around it as simply as they can be told.
 * After every write the record is held to what must always be true of it.
 */
export class Life {
  record: PathwayRecord;
  now: Instant;
  directory: Directory;
  readonly sent: Sent[] = [];
  readonly timeline: JournalEntry[] = [];
  readonly rows = new Map<string, Row>();
  /** How often the sweep had to make a lost plan anew. */
  rescued = 0;
  /** How many notices there were before the newest write. */
  told = 0;
  private readonly runs = new Map<string, Run>();

  constructor(
    options: {
      readonly referral?: Partial<Referral>;
      readonly now?: Instant;
      readonly directory?: Directory;
      /** Nothing that follows from the start is done yet. */
      readonly asleep?: boolean;
    } = {},
  ) {
    this.now = options.now ?? startedAt;
    this.directory = options.directory ?? directory;
    this.record = beginPathway(referral(options.referral), this.context());
    this.write(this.record, true);
    if (options.asleep !== true) this.settle();
  }

  context(by = 'vel-hjem') {
    return { now: this.now, by, directory: this.directory };
  }

  get facts() {
    return factsFor(this.record);
  }

  /** Open and accepted tasks. */
  get open(): readonly Task[] {
    return this.record.tasks.filter(isActive);
  }

  /** The task that is open, where there is just one. */
  get task(): Task {
    if (this.open.length !== 1) throw new Error(`${this.open.length} tasks are open`);
    return this.open[0]!;
  }

  point(n: 1 | 2 | 3) {
    return this.record.points[n - 1]!;
  }

  noticesOf(kind: string): readonly string[] {
    return this.record.notices.filter((notice) => notice.kind === kind).map((notice) => notice.unitId);
  }

  /** A command: one write, and what follows from it. */
  act(change: (record: PathwayRecord, context: ReturnType<Life['context']>) => PathwayRecord, by?: string) {
    this.write(change(this.record, this.context(by)));
    this.settle();
  }

  report(
    body: EventBody,
    occurredOn = this.now.slice(0, 10),
    eventId = `e${this.record.events.length + 1}`,
    by?: string,
  ) {
    this.act(
      (record, context) =>
        report(record, context, {
          eventId,
          occurredOn,
          receivedAt: this.now,
          by: context.by,
          ...body,
        }),
      by,
    );
    return eventId;
  }

  complete(outcome: Outcome, taskId = this.task.taskId, by = taskOf(this.record, taskId)?.unitId) {
    const before = this.record;
    const digest = JSON.stringify(outcome);
    const foreseen = this.foresee(outcome, taskId, by);
    this.act((record, context) => completeTask(record, context, taskId, outcome, digest), by);
    mustHaveForeseen(before, this.record, foreseen);
  }

  /** What completing would do, or why it would not. */
  foresee(outcome: Outcome, taskId = this.task.taskId, by = taskOf(this.record, taskId)?.unitId) {
    return foresee(this.record, this.context(by), taskId, outcome, JSON.stringify(outcome));
  }

  /** Lets time pass until an instant, or a date at 08:00 Oslo. */
  until(instant: string) {
    const end = instant.length === 10 ? atEight(instant) : instant;
    this.settle(end);
    this.now = later(end, this.now);
  }

  /** Lets so many days pass. */
  days(days: number) {
    this.until(minutesAfter(this.now, days * 24 * 60));
  }

  /** Until nothing is left to do. */
  toTheEnd() {
    this.until(addMonths(this.now.slice(0, 10), 40));
    return this.record.status;
  }

  /** Everything that is due by then. */
  private settle(end = this.now) {
    for (let steps = 0; ; steps += 1) {
      const next = this.next();
      if (next === undefined || next.at > end) return;
      if (steps > 5_000) throw new Error(`does not come to rest at ${this.now}`);
      if (next.at > this.now) this.now = next.at;
      next.go();
    }
  }

  private next(): { readonly at: Instant; readonly go: () => void } | undefined {
    const due = [...this.runs.entries()].map(([key, run]) => ({
      at: run.at,
      go: () => this.step(key, run),
    }));
    const check = this.record.nextCheckAt;
    if (check !== null) due.push({ at: check, go: () => this.sweep() });
    return due.reduce<(typeof due)[number] | undefined>(
      (first, other) => (first === undefined || other.at < first.at ? other : first),
      undefined,
    );
  }

  /** Sends what was claimed for now, and makes plans anew that do not run. */
  private sweep() {
    const lost = runningPlans(this.record).filter(
      ({ plan, generation }) => !this.runs.has(`${plan}-${generation}`),
    );
    this.rescued += lost.length;
    const renewed = lost.reduce(
      (record, { plan }) => replan(record, this.context(), plan, { status: 'FAILED', how: 'ends-itself' }),
      this.record,
    );
    this.write(renewed, true);
  }

  private step(key: string, run: Run) {
    this.runs.delete(key);
    if (!isCurrent(this.record, run.plan, run.generation)) return;
    const go = (change: Partial<Run>) => {
      if (isCurrent(this.record, run.plan, run.generation))
        this.runs.set(key, { ...run, at: this.now, ...change });
    };
    switch (run.does) {
      case 'plan':
        return this.plan(run, go);
      case 'assign':
        return this.assign(run, go);
      case 'climb': {
        const [next, ...ahead] = run.care!.ahead;
        if (next === undefined) return go({ does: 'conclude' });
        const nextAt = ahead[0]?.at ?? taskOf(this.record, run.taskId!)!.closesAt;
        return this.enter(run, { rung: next.rung, ahead, nextAt }, go);
      }
      case 'conclude':
        return this.conclude(run, go);
      case 'close':
        return this.write(closePathway(this.record, this.context()));
      case 'continue':
        return this.write(
          replan(this.record, this.context(), run.plan, { status: 'SUCCEEDED', how: 'ends-itself' }),
        );
    }
  }

  private plan(run: Run, go: (change: Partial<Run>) => void) {
    const { record, next } = passHub(this.record, this.context(), run.plan);
    this.write(record);
    const at = later(next.waitUntil, this.now);
    if (minutesAfter(run.since, longestPlanDays * 24 * 60 + 60) < at)
      throw new Error('planned to live too long');
    if (next.stage === 'close' || next.stage === 'continue') go({ does: next.stage, at });
    else if (next.stage === 'follow-up') go({ does: 'assign', at });
    else go({ does: 'assign', stage: next.stage, at });
  }

  private assign(run: Run, go: (change: Partial<Run>) => void) {
    const context = this.context();
    if (openTaskOf(this.record, run.plan) === undefined) {
      if (run.plan === 'p') {
        const next = nextFor(this.record, this.facts, this.directory, this.now);
        if (!('window' in next) || next.stage !== run.stage) return; // the sweep makes the plan anew
        this.write(openTask(this.record, context, next.stage, next.window));
      } else {
        const followUp = this.record.followUps.find(({ plan }) => plan === run.plan)!;
        this.write(openFollowUp(this.record, context, followUp));
      }
    }
    const task = openTaskOf(this.record, run.plan)!;
    this.enter({ ...run, taskId: task.taskId }, standing(task, this.now), go);
  }

  private enter(run: Run, care: Standing, go: (change: Partial<Run>) => void) {
    const task = taskOf(this.record, run.taskId!)!;
    if (!isActive(task)) return go({ ...run, does: 'conclude', at: this.now });
    const claims = care.rung > task.rung;
    const token = `${run.plan}-${run.generation}`;
    const entered: Task = { ...task, token, rung: Math.max(task.rung, care.rung) };
    const tasks = this.record.tasks.map((other) => (other === task ? entered : other));
    const effect = rungEffect(this.now, task.taskId, care.rung);
    this.write({
      ...this.record,
      tasks,
      effects: claims ? [...this.record.effects, effect] : this.record.effects,
    });
    const shortest = minutesAfter(this.now, 1);
    go({ ...run, does: 'climb', care, at: later(care.nextAt, shortest) });
  }

  private conclude(run: Run, go: (change: Partial<Run>) => void) {
    const task = taskOf(this.record, run.taskId!)!;
    if (this.now >= task.closesAt) this.write(missTask(this.record, this.context(), task.taskId));
    go({ does: 'plan' });
  }

  /** Writes the record, does its effects, and acknowledges them. */
  private write(after: PathwayRecord, anyway = false) {
    if (after === this.record && !anyway) return;
    this.told = this.record.notices.length;
    this.record = { ...checked(after, this.context()), version: this.record.version + 1 };
    mustHold(this);
    for (const row of rowsFor(this.record)) this.rows.set(row.sort, row);
    if (this.record.effects.some((effect) => effect.kind === 'project')) {
      this.timeline.push(...this.record.journal);
      this.record = { ...this.record, journal: [] };
    }
    const done = this.record.effects.filter((effect) => this.perform(effect));
    const kept = done.some(({ kind }) => kind === 'expire') ? expirySet(this.record) : this.record;
    const left = kept.effects.filter((effect) => !done.includes(effect));
    this.record = {
      ...checked({ ...kept, effects: left }, this.context()),
      version: this.record.version + 1,
    };
    mustHold(this);
  }

  /** Whether it is done: a message only within sending hours. */
  private perform(effect: Effect): boolean {
    switch (effect.kind) {
      case 'start': {
        const { plan, generation } = effect;
        this.runs.set(`${plan}-${generation}`, {
          plan,
          generation,
          since: this.now,
          at: this.now,
          does: 'plan',
        });
        return true;
      }
      case 'stop':
        this.runs.delete(`${effect.plan}-${effect.generation}`);
        return true;
      case 'answer': {
        const run = this.runs.get(effect.token);
        if (run?.does === 'climb') this.runs.set(effect.token, { ...run, does: 'conclude', at: this.now });
        return true;
      }
      case 'project':
        return true;
      case 'expire':
        return effect.from <= this.now;
      case 'send': {
        const hours = hoursOf(this.record.rules, this.directory, unitOfSend(this.record, effect));
        if (!claim(this.now, hours).now) return false;
        const { about } = effect;
        if ('noticeId' in about) {
          const notice = this.record.notices.find((other) => other.noticeId === about.noticeId)!;
          this.sent.push({ at: this.now, id: effect.id, unitId: notice.unitId });
        } else {
          const { unitId } = taskOf(this.record, about.taskId)!;
          this.sent.push({ at: this.now, id: effect.id, unitId, rung: about.rung });
        }
        return true;
      }
    }
  }
}

/** Who was to get something by an outcome has got it, and nobody else. Throws where it is not so. */
function mustHaveForeseen(before: PathwayRecord, after: PathwayRecord, foreseen: Foreseen) {
  const lines = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).toSorted();
  const notices = after.notices
    .slice(before.notices.length)
    .map(({ unitId, kind, point, asked }) => ({ unitId, kind, point, asked }));
  const had = new Set(before.tasks.filter(isActive).map(({ taskId, unitId }) => `${taskId} ${unitId}`));
  const tasks = after.tasks
    .filter((task) => isActive(task) && !had.has(`${task.taskId} ${task.unitId}`))
    .map(({ unitId, kind, point, dueAt }) => ({ unitId, kind, point, dueAt }));
  const isTask = ({ gets }: Receiver) => gets === 'task' || gets === 'question';
  const toldOf = foreseen.receivers.filter((one) => !isTask(one) && one.gets !== 'status');
  const told = toldOf.map(({ unitId, kind, point = null, asked = [] }) => ({ unitId, kind, point, asked }));
  const given = foreseen.receivers
    .filter(isTask)
    .map(({ unitId, kind, point = null, dueAt }) => ({ unitId, kind, point, dueAt }));
  expect(lines(told)).toEqual(lines(notices));
  expect(lines(given)).toEqual(lines(tasks));
  expect(foreseen.status).toBe(after.status);
}

/** What must be true of a record after every write. Throws where it is not. */
function mustHold(life: Life) {
  const { record, now } = life;
  const facts = factsFor(record);
  const active = record.status === 'active';
  const must = (isTrue: boolean, what: string) => {
    if (!isTrue) throw new Error(`${what} (at ${now}, version ${record.version})`);
  };
  const running = runningPlans(record);
  must(
    running.filter(({ plan }) => plan === 'p').length === (active ? 1 : 0),
    'one plan while active, none after',
  );
  // what a hospital owes the patient's children outlives the pathway
  const outlives = (plan: PlanId) =>
    record.followUps.some((one) => one.plan === plan && one.kind === 'next-of-kin-children');
  must(active || running.every(({ plan }) => outlives(plan)), 'no follow-up runs after the end');
  for (const execution of running)
    must(isCurrent(record, execution.plan, execution.generation), 'only the newest execution of a plan runs');
  for (const effect of record.effects) {
    if (effect.kind === 'start')
      must(isCurrent(record, effect.plan, effect.generation), 'only the current plan is started');
    if (effect.kind === 'send' && 'taskId' in effect.about)
      must(
        life.open.some((task) => task.taskId === (effect.about as { taskId: string }).taskId),
        'nothing is claimed for sending of a closed task',
      );
  }
  must(active === (record.endedAt === null), 'an end has its instant');
  must(active || life.open.every(({ plan }) => outlives(plan)), 'no task is open after the end');
  const intakes = life.open.filter((task) => task.kind === 'municipal-intake');
  must(intakes.length < 2, 'a place has one intake');
  const plans = life.open.map((task) => task.plan);
  must(new Set(plans).size === plans.length, 'a plan has one open task');
  for (const task of life.open) {
    must(task.openedAt <= now && task.opensAt <= now, 'no task is open before its window');
    must(
      task.place === null ||
        ((mayGoHome(facts) || task.kind === 'coordinator-referral') &&
          task.place === placeKey(facts.municipality)),
      'a municipal task has its yes and its place',
    );
    must(task.kind !== 'offer-again' || !mayGoHome(facts), 'no offer after a yes');
    must(
      task.kind === 'coordinator-referral' ||
        life.directory.units.get(task.unitId)?.kind === 'gp-office' ||
        record.relations.some((relation) => relation.unitId === task.unitId && relation.until === null),
      'a unit with a task has a part',
    );
    must(
      task.kind !== 'needs-assessment' ||
        (record.points.find(({ point }) => point === task.point)!.taskId === task.taskId &&
          record.points.find(({ point }) => point === task.point)!.status === 'open' &&
          record.points.find(({ point }) => point === task.point)!.unitId === task.unitId),
      'an open conversation is its point’s',
    );
  }
  for (const { unitId, until } of record.relations)
    must(
      mayGoHome(facts) || until !== null || life.directory.units.get(unitId)?.kind !== 'municipality',
      'a municipality has a part only with its yes',
    );
  for (const { unitId, until } of record.followers ?? [])
    must(
      mayGoHome(facts) || until !== null || life.directory.units.get(unitId)?.kind !== 'municipality',
      'a municipality follows only with its yes',
    );
  mustHoldBeside(life, must);
  const anchor = atEight(anchorOf(record, facts).date);
  for (const point of record.points) {
    must(point.opensAt <= point.dueAt && point.dueAt <= point.closesAt, 'a window opens, is due, closes');
    must(active || (point.status !== 'open' && point.status !== 'planned'), 'no point waits after the end');
    must(
      point.status !== 'open' || life.open.some((task) => task.taskId === point.taskId),
      'an open point has its task',
    );
    must(point.status !== 'planned' || point.taskId === null, 'a planned point has no task');
    must(
      point.point === 1 || point.status !== 'planned' || point.opensAt > anchor,
      'no window before its anchor',
    );
    must(
      point.status !== 'missed' ||
        record.notices.some((notice) => notice.kind === 'missed' && notice.point === point.point),
      'somebody is told of what is missed',
    );
    must(
      (point.concludedAt === null) === (point.status === 'planned' || point.status === 'open'),
      'concluded',
    );
  }
  must(
    record.effects.length > 0 ||
      active ||
      running.length > 0 ||
      record.nextCheckAt === null ||
      record.nextCheckAt === lastLookAt(record.keptUntil!),
    'nobody asks after what is over',
  );
  must(
    !active ||
      record.nextCheckAt! > now ||
      record.effects.some(({ kind }) => kind === 'send' || kind === 'expire'),
    'the next look is ahead',
  );
  const ids = [...life.timeline, ...record.journal].map((entry) => entry.eventId);
  must(new Set(ids).size === ids.length, 'an entry’s id is its own');
  // `@`: its arrival at another unit, to which it may come back
  const rungs = life.sent.map(({ id }) => id).filter((id) => id.includes('#') && !id.includes('@'));
  must(new Set(rungs).size === rungs.length, 'each rung once');
  for (const { unitId, kind } of record.notices.slice(life.told)) {
    const unit = directory.units.get(unitId);
    const { pathway, shareWithMunicipality, gpCopy } = facts.answers;
    // whoever was told of what was wrong is told so, whatever the answers are by then
    if (unit?.kind === 'gp-office' && kind !== 'resumed' && kind !== 'corrected')
      must(gpCopy.value === true && pathway.value !== null, 'a copy to the GP has its yes');
    if (unit?.kind === 'municipality' && kind === 'declined')
      must(shareWithMunicipality.value === true, 'a municipality is told of a no only with its yes');
  }
}
