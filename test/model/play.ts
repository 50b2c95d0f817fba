import { addDays, firstSendingInstant, osloDate } from '../../domain/calendar.ts';
import type { Instant, Unit } from '../../domain/model.ts';
import type { PathwayRecord, Task } from '../../domain/record.ts';
import { pathwayIdOf } from '../../functions/shared/starting.ts';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { Died, mortal } from '../support/faults.ts';
import { type Sample, type Story, simulate } from '../support/simulated.ts';
import {
  digestHolds,
  holds,
  isGone,
  isKept,
  isOver,
  isSettled,
  type Look,
  messageHolds,
  writeHolds,
} from './holds.ts';
import { isReachable, Model, placeOf } from './model.ts';
import { type Act, type By, type Change, intakeOf, type Life, type World } from './plan.ts';
import { hoursBetween, isActive, openTasks, type Played, type Request, Wrong } from './played.ts';

/** Plays a world: what befalls its people through the public API of the whole product, in virtual time. */

const isWithAnother = (task: Task) => (record: PathwayRecord) =>
  record.tasks.some((one) => one.taskId === task.taskId && one.unitId !== task.unitId);

/** Whoever has nothing to do with any patient. */
const stranger: Unit = {
  unitId: 'kommune-fremmed',
  kind: 'municipality',
  name: 'Fremmed',
  municipality: { number: '5001', district: null },
  channel: 'email',
  escalatesTo: null,
  contacts: [{ role: 'coordinator', email: 'coordinator@kommune-5001.example', language: 'nb' }],
};
export interface Tally {
  readonly begun: number;
  readonly statuses: ReadonlyMap<string, number>;
  /** Acts by what they did and how they were answered. */
  readonly acts: ReadonlyMap<string, number>;
  readonly deaths: number;
  readonly messages: number;
}

export async function play(world: World): Promise<Tally> {
  const stage = await Stage.open(world);
  try {
    return await stage.play();
  } finally {
    await stage.close();
  }
}

class Stage {
  private readonly story: Story;
  private readonly world: World;
  private readonly mortality: ReturnType<typeof mortal>;
  private readonly units = new Map<string, Unit>();
  /** By life, the newest last: a relapse opens another. */
  private readonly pathways = new Map<number, Played[]>();
  private readonly byId = new Map<string, Played>();
  /** How often each message has been sent, and how many have been read. */
  private readonly sent = new Map<string, number>();
  private read = 0;
  private pausedAt: Instant | null = null;
  private sendsSince: Instant = '';
  private written = 0;
  private readonly acts = new Map<string, number>();

  private constructor(world: World, story: Story, mortality: ReturnType<typeof mortal>) {
    this.world = world;
    this.story = story;
    this.mortality = mortality;
    for (const unit of [...world.units, stranger]) this.units.set(unit.unitId, unit);
  }

  static async open(world: World): Promise<Stage> {
    const calls = new Map<string, number>();
    const deaths = new Map<string, Life['deaths']>();
    for (const life of world.lives) {
      const { trust } = world.units.find(({ unitId }) => unitId === life.referral.hospital.unitId) as Unit;
      deaths.set(pathwayIdOf(trust as string, life.referral.referralId), life.deaths);
    }
    const mortality = mortal((pathwayId) => {
      const fates = pathwayId === undefined ? undefined : deaths.get(pathwayId);
      if (fates === undefined || fates.length === 0) return undefined;
      const call = (calls.get(pathwayId as string) ?? 0) + 1;
      calls.set(pathwayId as string, call);
      return fates.find((fate) => fate.call === call)?.when;
    });
    const story = await simulate({ ...mortality.options, units: [...world.units, stranger], retentionMs: 0 });
    return new Stage(world, story, mortality);
  }

  close(): Promise<void> {
    return this.story.world.close();
  }

  async play(): Promise<Tally> {
    const { world } = this;
    for (let moment = 0; moment <= world.hours.length; moment += 1) {
      if (moment > 0) await this.pass(world.hours[moment - 1]!);
      if (moment === 8) await this.sums();
      if (this.pausedAt !== null) await this.resume();
      if (world.pause === moment) await this.pause();
      for (const change of world.changes)
        if (change.moment === moment) await this.change(change.unitId, change.how);
      for (const life of world.lives) await this.befalls(life, moment);
    }
    // the longest window that can still be to come, and its close
    if (this.pausedAt !== null) await this.resume();
    // so that what has ended is seen before it is deleted
    for (const months of [4, 9, 9, 9, 9]) await this.pass(months * 30.5 * 24);
    this.mortality.rest();
    await this.pass(3 * 24);
    const look = this.look(await this.running());
    for (const played of this.there()) isOver(played, look);
    await this.sums();
    return this.tally();
  }

  private get now(): Instant {
    return this.story.world.now();
  }

  /** Lets time pass for everybody, and looks at them. */
  private async pass(hours: number): Promise<void> {
    const to = new Date(Date.parse(this.now) + hours * 3_600_000).toISOString();
    let lostSweeps = 0;
    for (;;) {
      try {
        await this.story.world.advanceTo(to);
        break;
      } catch (error) {
        // a sweep has died on the way: the next hour has its own
        if (!(error instanceof Died)) throw error;
        lostSweeps += 1;
      }
    }
    const look = { ...this.look(await this.running()), lostSweeps };
    this.readWrites();
    for (const played of this.there()) {
      const record = await this.story.world.ports.store.getPathway(played.pathwayId);
      if (record === undefined) {
        isGone(played, look, await this.leftOf(played));
        continue;
      }
      played.record = record;
      isKept(played, look);
      holds(played, look);
    }
    await this.readMessages(look);
  }

  /** Those that are not gone. */
  private there(): readonly Played[] {
    return [...this.byId.values()].filter((played) => !played.isGone);
  }

  /** How many items are left of a pathway that is gone. */
  private async leftOf({ pathwayId }: Played): Promise<number> {
    const { store } = this.story.world.ports;
    const patient = await store.getPatient(pathwayId);
    return (await store.rowsOf(pathwayId, '')).length + (patient === undefined ? 0 : 1);
  }

  private look(running: Look['running']): Look {
    const isSending =
      this.pausedAt === null &&
      (this.sendsSince === '' || hoursBetween(firstSendingInstant(this.sendsSince), this.now) > 24);
    return { now: this.now, units: this.units, running, isSending };
  }

  private async running(): Promise<ReadonlyMap<string, readonly string[]>> {
    const running = new Map<string, string[]>();
    for (const { name } of await this.story.listed('RUNNING')) {
      const [pathwayId] = name.split('-') as [string];
      running.set(pathwayId, [...(running.get(pathwayId) ?? []), name]);
    }
    return running;
  }

  /** Everything that has been written since: what was right only by the end of it is not right. */
  private readWrites(): void {
    const { writes } = this.story;
    for (; this.written < writes.length; this.written += 1) {
      const { method, value } = writes[this.written]!;
      if (method !== 'createPathway' && method !== 'putPathway' && method !== 'enterRung') continue;
      const record = value as PathwayRecord;
      const played = this.byId.get(record.pathwayId);
      writeHolds(record, played?.life.n ?? -1);
      // everything was done in between, though nobody has looked then
      if (played !== undefined && isSettled(record)) played.undoneSince = null;
    }
  }

  private async readMessages(look: Look): Promise<void> {
    const { messages } = this.story.world;
    for (; this.read < messages.length; this.read += 1) {
      const message = messages[this.read]!;
      if (this.pausedAt !== null && message.sentAt > this.pausedAt)
        throw new Wrong(-1, `${message.messageId} is sent at ${message.sentAt}, while nothing is to be`);
      if (message.messageId.startsWith('digest#')) {
        // one that dies before it has said so on every record tells of the rest again
        const died = this.mortality.deaths.filter((death) => death.startsWith('sweep')).length;
        digestHolds(look, message, this.sent, died);
        continue;
      }
      const played = this.byId.get(message.messageId.split('-')[0]!);
      if (played === undefined) throw new Wrong(-1, `a message about nobody: ${message.messageId}`);
      // it may have come of what was asked of another
      if (!played.isGone) played.record = await this.story.record(played.pathwayId);
      messageHolds(played, look, message, this.sent, this.mortality.unacknowledged);
    }
  }

  /** Looks at a life of which something has been asked. */
  private async lookAt(played: Played): Promise<void> {
    const { pathwayId } = played;
    played.record = await this.story.record(pathwayId);
    const running: string[] = [];
    for (const { plan, generation } of played.record.executions) {
      const name = plan === 'p' ? `${pathwayId}-${generation}` : `${pathwayId}-${plan}-${generation}`;
      if (await this.story.world.ports.workflows.isRunning(plan, name)) running.push(name);
    }
    const look = this.look(new Map([[pathwayId, running]]));
    this.readWrites();
    holds(played, look);
    await this.readMessages(look);
  }

  private async switchSending(paused: boolean): Promise<void> {
    const answer = await this.insist('PUT /sending', { role: 'administrator' }, {}, { paused });
    this.expect(-1, answer, [200], 'the switch');
  }

  private async pause(): Promise<void> {
    await this.switchSending(true);
    this.pausedAt = this.now;
  }

  private async resume(): Promise<void> {
    await this.switchSending(false);
    this.pausedAt = null;
    this.sendsSince = this.now;
    this.count('sending paused');
  }

  private async change(unitId: string, how: Change): Promise<void> {
    const before = this.units.get(unitId) as Unit;
    const first = this.world.units.find((unit) => unit.unitId === unitId) as Unit;
    const set = (settings: Unit['settings']): Unit => ({
      ...before,
      settings: { ...before.settings, ...settings },
    });
    const ownPoints = [{ name: 'samtale', opensAfter: 'P7W', dueAfter: 'P8W', closesAfter: 'P10W' }];
    const changed: Record<Change, Unit> = {
      'nobody-there': { ...before, contacts: [] },
      'as-before': first,
      'counts-from-discharge': set({ anchor: 'discharge' }),
      'counts-from-diagnosis': set({ anchor: 'diagnosis' }),
      'apply-discharge': set({ anchor: 'discharge' }),
      'apply-diagnosis': set({ anchor: 'diagnosis' }),
      'own-points': set({ extraPoints: ownPoints }),
      'own-routes': set({ routes: { intake: intakeOf[unitId] ?? unitId } }),
    };
    const unit = changed[how];
    const answer = await this.insist('PUT /units/{unitId}', { role: 'administrator' }, { unitId }, unit);
    this.expect(-1, answer, [200], `PUT ${unitId} ${how}`);
    this.units.set(unitId, unit);
    if (how.startsWith('apply-')) await this.apply(unit);
  }

  /** Takes a trust's patients that are under way under its settings. */
  private async apply({ unitId, trust }: Unit): Promise<void> {
    const isOfTrust = ({ model, record }: Played) =>
      model.begun.trust === trust ||
      record.relations.some((one) => one.trust === trust && one.until === null);
    const before = new Map<Played, PathwayRecord>();
    for (const played of this.there()) before.set(played, await this.story.record(played.pathwayId));
    let cursor: string | undefined;
    do {
      const path = { unitId };
      const body = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
      const answer = await this.insist(
        'POST /units/{unitId}/settings/application',
        { role: 'administrator' },
        path,
        body,
      );
      this.expect(-1, answer, [200], `settings of ${unitId} applied`);
      cursor = answer.body.cursor;
      this.count('settings applied');
    } while (cursor !== undefined);
    for (const [played, record] of before) {
      if (record.status !== 'active' || !isOfTrust({ ...played, record })) continue;
      const { settings } = this.units.get(this.coordinatingUnit(played.model.begun.trust)) as Unit;
      const now = await this.story.record(played.pathwayId);
      // one whose process died has perhaps not been reached: then it is as it was
      const isReached = played.life.deaths.length === 0 || now.rules !== record.rules;
      if (isReached)
        played.model.tell({ what: 'settings', at: this.now, countsFrom: settings?.anchor ?? 'diagnosis' });
      await this.lookAt(played);
    }
  }

  /** Calls as a client does that may get no answer: the same again until there is one. */
  private async insist(
    route: string,
    caller: SimulatedCaller,
    path: Readonly<Record<string, string>>,
    body?: Sample,
  ): Promise<Answer> {
    for (;;) {
      try {
        const answer = await this.story.world.call(route, caller, {
          path,
          ...(body === undefined ? {} : { body }),
        });
        if (answer.status < 500) return answer;
      } catch (error) {
        if (!(error instanceof Died)) throw error;
      }
      if (this.mortality.deaths.length === 0) throw new Wrong(-1, `${route} fails`);
    }
  }

  /** Whether a call was taken in whose answer was lost with its process; who asks again may not be told so any more. */
  private async isLost(
    played: Played,
    answer: Answer,
    wasDone: (record: PathwayRecord) => boolean,
  ): Promise<boolean> {
    if (played.life.deaths.length === 0 || ![403, 404].includes(answer.status)) return false;
    return wasDone(await this.story.record(played.pathwayId));
  }

  private expect(life: number, answer: Answer, statuses: readonly number[], what: string): void {
    if (!statuses.includes(answer.status))
      throw new Wrong(
        life,
        `${what} (life ${life}, ${this.now}) is answered ${answer.status}, not ${statuses.join(' or ')}: ${JSON.stringify(answer.body)}`,
      );
  }

  private count(what: string): void {
    this.acts.set(what, (this.acts.get(what) ?? 0) + 1);
  }

  private async befalls(life: Life, moment: number): Promise<void> {
    if (life.start === moment) await this.start(life);
    for (const one of life.acts) {
      const played = this.pathways.get(life.n)?.at(-1);
      if (one.moment === moment && played !== undefined && !played.isGone) await this.act(played, one.act);
    }
  }

  private async start(life: Life): Promise<void> {
    const { referral } = life;
    const mine = [...this.units.values()].find(
      (unit) => unit.municipality && placeOf(unit.municipality) === placeOf(referral.municipality),
    );
    const byMunicipality = life.byMunicipality && referral.startAtPoint > 1 && mine !== undefined;
    const caller: SimulatedCaller = byMunicipality
      ? { role: 'coordinator', unitId: mine.unitId }
      : { role: 'hospital-system', unitId: referral.hospital.unitId };
    const answer = await this.insist('POST /pathways', caller, {}, referral);
    this.expect(life.n, answer, [200, 201], 'a start');
    this.begin(life, answer.body.pathwayId, referral, {
      route: 'POST /pathways',
      caller,
      path: {},
      body: referral,
    });
    await this.lookAt(this.byId.get(answer.body.pathwayId) as Played);
  }

  /** Whether the directory has somebody for a place who can be reached; who takes what another leaves takes nobody else. */
  private isServed(place: Sample): boolean {
    const all = [...this.units.values()];
    const leftTo = all.flatMap(({ unitId, settings }) =>
      Object.values(settings?.routes ?? {}).filter((other) => other !== unitId),
    );
    return all.some(
      (unit) =>
        unit.municipality &&
        placeOf(unit.municipality) === placeOf(place) &&
        isReachable(unit) &&
        !leftTo.includes(unit.unitId),
    );
  }

  private begin(life: Life, pathwayId: string, referral: Sample, request: Request): void {
    const trustOf = (unitId: string) => this.units.get(unitId)?.trust as string;
    const countsFrom = (trust: string) =>
      [...this.units.values()].find((unit) => unit.trust === trust && unit.escalatesTo === null)?.settings;
    const { unitId } = referral.hospital;
    const other = referral.otherHospital?.unitId;
    const isLocal = (one: string) =>
      countsFrom(trustOf(one))?.catchment?.includes(placeOf(referral.municipality)) ?? false;
    const hospital = other !== undefined && isLocal(other) && !isLocal(unitId) ? other : unitId;
    const played: Played = {
      pathwayId,
      life,
      model: new Model({
        at: this.now,
        by: request.caller.unitId as string,
        referral,
        trust: trustOf(unitId),
        countsFrom: countsFrom(trustOf(unitId))?.anchor ?? 'diagnosis',
        hospital,
        isServed: this.isServed(referral.municipality),
      }),
      record: undefined as unknown as PathwayRecord,
      requests: [request],
      firstSeen: new Map(),
      notices: 0,
      related: new Set(),
      knowing: new Set(),
      named: new Set(),
      placed: new Set(),
      asked: new Set(),
      isGone: false,
      endSeen: null,
      undoneSince: null,
      beforeEnd: null,
    };
    this.pathways.set(life.n, [...(this.pathways.get(life.n) ?? []), played]);
    this.byId.set(pathwayId, played);
  }

  private async act(played: Played, act: Act): Promise<void> {
    played.record = await this.story.record(played.pathwayId);
    switch (act.does) {
      case 'report':
        return this.report(played, { occurredOn: this.day(-act.daysAgo), ...act.body }, act.by, act.twice);
      case 'retract':
        return this.retract(played, act);
      case 'hand-on':
        return this.handOn(played, act.nth);
      case 'undo':
        return this.undo(played, act.nth);
      case 'ask':
        return this.ask(played, act.nth);
      case 'open-early':
        return this.openEarly(played, act.point);
      case 'mistake': {
        const occurredOn = this.day(0);
        await this.report(played, { occurredOn, ...act.body }, 'system', false);
        const retracts = played.model.events.at(-1)?.eventId;
        const body = { type: 'retracted', retracts, reason: 'feil', occurredOn };
        return this.report(played, body, 'system', false);
      }
      case 'go-on':
        return this.goOn(played, act);
      case 'complete': {
        const { tasks } = played.record;
        const task = tasks.at(-1 - (act.nth % Math.max(1, tasks.length)));
        return task === undefined
          ? undefined
          : this.complete(played, task, this.outcome(act.outcome, act.days, 0));
      }
      case 'again':
        return this.again(played, played.requests[act.nth % played.requests.length]);
      case 'intrude':
      case 'peek':
        return this.intrude(played, act.does);
      case 'receipt': {
        const notice = played.record.notices[act.nth];
        if (notice === undefined) return;
        const caller = { role: 'coordinator', unitId: notice.unitId } as const;
        const path = { noticeId: notice.noticeId };
        const answer = await this.insist('POST /notices/{noticeId}/receipt', caller, path, {});
        this.expect(played.life.n, answer, [200], 'a receipt');
        return this.lookAt(played);
      }
      default:
        return this.doWith(played, act);
    }
  }

  private coordinatingUnit(trust: string): string {
    const isTop = (unit: Unit) =>
      unit.kind === 'hospital' && unit.trust === trust && unit.escalatesTo === null;
    return ([...this.units.values()].find(isTop) as Unit).unitId;
  }

  private day(days: number): string {
    return addDays(osloDate(this.now), days);
  }

  private callerFor(played: Played, by: By): SimulatedCaller {
    const { known, begun } = played.model;
    const municipality = [...this.units.values()].find(
      (unit) => unit.municipality && placeOf(unit.municipality) === known.place,
    );
    const coordinators = {
      hospital: played.record.points[0]?.unitId as string,
      municipality: municipality?.unitId ?? 'kommune-3205',
      gp: known.gp ?? 'fastlege-1',
      stranger: stranger.unitId,
    };
    return by === 'system'
      ? { role: 'hospital-system', unitId: begun.referral.hospital.unitId }
      : { role: 'coordinator', unitId: coordinators[by] };
  }

  private async report(played: Played, body: Sample, by: By, twice: boolean): Promise<void> {
    const { pathwayId, model, life } = played;
    const eventId = body.eventId ?? `e${model.told.length}-${played.requests.length}`;
    const request: Request = {
      route: 'POST /pathways/{pathwayId}/events',
      caller: this.callerFor(played, by),
      path: { pathwayId },
      body: { ...body, eventId },
    };
    const expected = this.reportIsAnswered(played, request, by);
    const before = played.record;
    const answer = await this.insist(request.route, request.caller, request.path, request.body);
    this.count(`${body.type} ${answer.status}`);
    // whoever has lost the answer may have no part any more by what it reported
    const isTaken =
      answer.status === 202 ||
      (await this.isLost(played, answer, ({ events }) => events.some((one) => one.eventId === eventId)));
    this.expect(life.n, answer, isTaken ? [...expected, 403, 404] : expected, `${body.type} by ${by}`);
    if (isTaken) {
      const wasOpen = before.status === 'active' ? openTasks({ record: before }) : [];
      model.tell({
        what: 'event',
        at: this.now,
        eventId,
        whileActive: before.status === 'active',
        occurredOn: body.occurredOn,
        body: request.body,
      });
      played.requests.push(request);
      if (body.type === 'transferred') played.named.add(body.hospital.unitId);
      if (body.type === 'relapsed') await this.relapse(played, answer.body.pathwayId, body);
      if (body.type === 'retracted') this.takeBackRelapse(played);
      await this.lookAt(played);
      const follower = this.pathways.get(life.n)?.at(-1) as Played;
      if (follower !== played) await this.lookAt(follower);
      this.endIsTold(played, before, wasOpen);
      if (twice) await this.again(played, request);
    } else await this.isUntouched(played, before, `a refused ${body.type}`);
  }

  private reportIsAnswered(played: Played, { body, caller }: Request, by: By): readonly number[] {
    const { record, model } = played;
    const systemOnly = [
      'ready',
      'discharged',
      'diagnosis-corrected',
      'transferred',
      'palliative-treatment-started',
      'treatment-paused',
      'treatment-ended',
      'discharge-summary-sent',
      'relapsed',
    ].includes(body.type);
    if (by === 'stranger') return [404];
    if (by !== 'system' && systemOnly) return [403, 404];
    const hasPart = record.relations.some(({ unitId, until }) => unitId === caller.unitId && until === null);
    if (by !== 'system' && by !== 'gp' && !hasPart) return [404];
    if (body.occurredOn > this.day(0)) return by === 'gp' ? [403, 404, 422] : [422];
    if (by === 'gp') return model.known.gp === caller.unitId ? [202, 403, 404] : [403, 404];
    if (body.type === 'retracted')
      return [record.events.some(({ eventId }) => eventId === body.retracts) ? 202 : 422];
    if (body.type !== 'relapsed') return [202];
    // a trust reports relapses of the patients that it has; another pathway of theirs may be active already
    const isTheirs =
      this.units.get(model.known.hospital)?.trust === this.units.get(caller.unitId as string)?.trust;
    return isTheirs ? [202, 409] : [422];
  }

  /** The pathway that a relapse opens: of the same patient, from the day of the event, with nothing asked. */
  private async relapse(played: Played, pathwayId: string, body: Sample): Promise<void> {
    if (this.byId.has(pathwayId)) return;
    const { model, life } = played;
    const { known, begun } = model;
    const [number, district = null] = known.place.split('-') as [string, string?];
    const { childrenToSee, servicesInvolved } = known;
    const referral = {
      ...begun.referral,
      referralId: undefined,
      hospital: { unitId: known.hospital },
      otherHospital: undefined,
      startAtPoint: 1,
      readyFrom: undefined,
      dischargedOn: undefined,
      done: undefined,
      extraPoints: undefined,
      municipality: { number, district },
      patient: { ...begun.referral.patient, addressProtected: known.isProtected },
      diagnosis: { ...begun.referral.diagnosis, date: body.occurredOn },
      gp: known.gp === null ? undefined : { unitId: known.gp },
      answers: { pathway: null, shareWithMunicipality: null, cancerCoordinator: null, gpCopy: null },
      circumstances: { childrenAsNextOfKin: childrenToSee, municipalServices: servicesInvolved },
    };
    const request: Request = {
      route: 'POST /pathways',
      caller: { role: 'hospital-system', unitId: known.hospital },
      path: {},
      body: referral,
    };
    this.begin({ ...life, deaths: life.deaths }, pathwayId, referral, request);
    const follower = this.byId.get(pathwayId) as Played;
    follower.record = await this.story.record(pathwayId);
    follower.requests.splice(0);
  }

  /** A relapse that is taken back has opened its pathway in error; one that stands again has not. */
  private takeBackRelapse(played: Played): void {
    for (const event of played.model.events) {
      if (event.body.type !== 'relapsed') continue;
      const follower = (this.pathways.get(played.life.n) ?? []).find(
        (one) => one !== played && one.record?.start.precededBy === played.pathwayId,
      );
      if (follower === undefined) continue;
      const stands = played.model.stands(event.eventId);
      const errors = follower.model.events.filter(
        (one) => one.body.type === 'started-in-error' && follower.model.stands(one.eventId),
      );
      const common = { what: 'event', whileActive: true, at: this.now, occurredOn: this.day(0) } as const;
      const n = follower.model.told.length;
      if (!stands && errors.length === 0)
        follower.model.tell({ ...common, eventId: `error-${n}`, body: { type: 'started-in-error' } });
      if (stands)
        for (const { eventId } of errors)
          follower.model.tell({
            ...common,
            eventId: `undone-${n}`,
            body: { type: 'retracted', retracts: eventId },
          });
    }
  }

  /** Those who had a task, and the GP office, are told of an end; taken back at once, everything is as it was. */
  private endIsTold(played: Played, before: PathwayRecord, wasOpen: readonly Task[]): void {
    const { record, model, life } = played;
    const wrong = (what: string) => new Wrong(life.n, `${what} (life ${life.n}, ${this.now})`);
    if (before.status === 'active' && record.status !== 'active' && model.known.end !== null) {
      const told = record.notices
        .slice(before.notices.length)
        .filter(({ kind }) => kind === 'ended' || kind === 'new-assessment-coming')
        .map(({ unitId }) => unitId);
      const concerned = wasOpen
        .filter(({ kind }) => kind !== 'next-of-kin-children')
        .map(({ unitId }) => unitId);
      if (model.known.mayTellGp) concerned.push(model.known.gp as string);
      for (const unitId of concerned)
        if (!told.includes(unitId)) throw wrong(`${unitId} is not told of the end`);
      played.beforeEnd = wasOpen;
      return;
    }
    if (before.status !== 'active' && record.status === 'active' && played.beforeEnd !== null) {
      for (const task of played.beforeEnd) {
        if (task.closesAt <= this.now) continue;
        const now = record.tasks.find(({ taskId }) => taskId === task.taskId);
        if (now?.status !== task.status || now.unitId !== task.unitId)
          throw wrong(
            `${task.kind} ${task.taskId.split('-').at(-1)} is ${now?.status} with ${now?.unitId}, not as it was`,
          );
      }
    }
    played.beforeEnd = null;
  }

  private async retract(played: Played, act: Extract<Act, { does: 'retract' }>): Promise<void> {
    const { events } = played.model;
    const outcome = played.model.outcomes().at(-1 - (act.nth % 2));
    const event = events.at(-1 - (act.nth % Math.max(1, events.length)));
    const retracts =
      act.outcome && outcome !== undefined && !played.model.hasUndone(outcome.taskId)
        ? `${outcome.taskId}-outcome`
        : act.early || event === undefined
          ? 'not-yet-there'
          : event.eventId;
    await this.report(
      played,
      { type: 'retracted', retracts, reason: 'feil', occurredOn: this.day(0) },
      'system',
      act.nth === 0,
    );
  }

  /** The task that the pathway waits for is done, as it should be. */
  private async goOn(played: Played, act: Extract<Act, { does: 'go-on' }>): Promise<void> {
    const open = openTasks(played);
    const own = open.find(({ plan }) => plan === 'p');
    const task = act.daysAgo === 1 ? open.at(-1) : (own ?? open[0]);
    if (task === undefined) return;
    const { answers } = played.model.known;
    if (task.kind === 'needs-assessment' || task.kind === 'offer-again') {
      const given = {
        pathway: answers.pathway ?? true,
        shareWithMunicipality: answers.shareWithMunicipality ?? true,
      };
      const outcome = { outcome: 'assessed', ...act.more, answers: { ...given, ...act.more.answers } };
      return this.complete(played, task, this.outcome(outcome, null, act.daysAgo));
    }
    const isHospital = this.units.get(task.unitId)?.kind === 'hospital';
    const names = isHospital && (task.place !== null || task.kind === 'route-manually');
    const appointment = task.kind === 'gp-appointment' ? { appointmentOn: this.day(20) } : {};
    const unit = names ? { unitId: 'kommune-3205' } : {};
    await this.complete(played, task, { outcome: 'done', note: 'svar', ...unit, ...appointment });
  }

  private outcome(outcome: Sample, days: number | null, daysAgo: number): Sample {
    if (outcome.outcome === 'assessed')
      return { mode: 'phone', needs: [], heldOn: this.day(-daysAgo), ...outcome };
    if (days === null) return outcome;
    if (outcome.outcome === 'declined') return { ...outcome, askAgainOn: this.day(days) };
    if (outcome.outcome === 'not-held') return { ...outcome, tryAgainOn: this.day(days) };
    return { ...outcome, appointmentOn: this.day(days) };
  }

  private async complete(played: Played, task: Task, outcome: Sample): Promise<void> {
    const { life, model } = played;
    const request: Request = {
      route: 'POST /tasks/{taskId}/completion',
      caller: { role: 'coordinator', unitId: task.unitId },
      path: { taskId: task.taskId },
      body: outcome,
    };
    const isSame = model
      .outcomes()
      .some((one) => one.taskId === task.taskId && JSON.stringify(one.sent) === JSON.stringify(outcome));
    if (isSame && !isActive(task)) return this.again(played, request);
    const expected = this.completionIsAnswered(played, task, outcome);
    const before = played.record;
    const answer = await this.insist(request.route, request.caller, request.path, request.body);
    this.count(`${task.kind} ${outcome.outcome} ${answer.status}`);
    const isPassedOn = await this.isLost(played, answer, isWithAnother(task));
    this.expect(
      life.n,
      answer,
      isPassedOn ? [404] : expected,
      `${JSON.stringify(outcome)} of ${task.kind} (${task.status})`,
    );
    if (answer.status !== 200 && !isPassedOn)
      return this.isUntouched(played, before, `a refused ${outcome.outcome}`);
    const isOver = ['completed', 'declined', 'missed'].includes(answer.body.status);
    const isHospital = this.units.get(task.unitId)?.kind === 'hospital';
    if (outcome.unitId !== undefined && task.place !== null && isHospital) played.named.add(outcome.unitId);
    if (isOver) {
      const asked = before.followUps.find(({ plan }) => plan === task.plan)?.asked ?? [];
      const gp = asked.includes('confirm-gp') ? { gp: { unitId: outcome.unitId ?? model.known.gp } } : {};
      model.tell({
        what: 'outcome',
        at: this.now,
        taskId: task.taskId,
        kind: task.kind,
        point: task.point === null ? null : String(task.point),
        sent: outcome,
        outcome: { ...outcome, ...gp },
      });
      played.requests.push(request);
    }
    played.beforeEnd = null;
    await this.lookAt(played);
  }

  private completionIsAnswered(played: Played, task: Task, outcome: Sample): readonly number[] {
    const { known } = played.model;
    const unit = this.units.get(task.unitId) as Unit;
    const isConversation = task.kind === 'needs-assessment' || task.kind === 'offer-again';
    if (task.status === 'missed' && task.kind === 'needs-assessment') return [200, 409, 422];
    if (!isActive(task)) return [409];
    const passesOn =
      task.place !== null &&
      unit.kind === 'hospital' &&
      ['needs-assessment', 'municipal-intake', 'coordinator-referral', 'route-manually'].includes(task.kind);
    if (outcome.outcome === 'done') {
      if (passesOn) return [this.units.get(outcome.unitId)?.kind === 'municipality' ? 200 : 422];
      const confirms = played.record.followUps
        .find(({ plan }) => plan === task.plan)
        ?.asked.includes('confirm-gp');
      if (confirms && outcome.unitId !== undefined)
        return [this.units.get(outcome.unitId)?.kind === 'gp-office' ? 200 : 422];
      return confirms ? [200, 422] : [isConversation ? 422 : 200];
    }
    if (!isConversation) return [422];
    if (outcome.outcome === 'declined')
      return outcome.askAgainOn === undefined || task.point !== 1 ? [200] : [200, 422];
    if (outcome.outcome === 'not-held') return [outcome.tryAgainOn < this.day(0) ? 422 : 200];
    if (outcome.heldOn < known.diagnosisDate) return [422];
    const isKnown = (['pathway', 'shareWithMunicipality'] as const).every((name) => {
      const value = outcome.answers?.[name] === undefined ? known.answers[name] : outcome.answers[name];
      return value !== null;
    });
    return [task.point === 1 && !isKnown ? 422 : 200];
  }

  private async doWith(played: Played, act: Extract<Act, { nth: number }>): Promise<void> {
    const task = openTasks(played)[act.nth % 2] ?? played.record.tasks.at(-1);
    if (task === undefined) return;
    const routes = {
      accept: ['POST /tasks/{taskId}/acceptance', {}],
      release: ['DELETE /tasks/{taskId}/acceptance', {}],
      reject: ['POST /tasks/{taskId}/rejection', { reason: 'not-ours' }],
      book: [
        'PUT /tasks/{taskId}/appointment',
        { on: 'days' in act && act.days !== null ? this.day(act.days) : '' },
      ],
    } as const;
    const [route, body] = routes[act.does as keyof typeof routes];
    const before = played.record;
    const answer = await this.insist(
      route,
      { role: 'coordinator', unitId: task.unitId },
      { taskId: task.taskId },
      act.does === 'release' ? undefined : body,
    );
    this.count(`${act.does} ${answer.status}`);
    const isOpen = isActive(task);
    const mayBook = isOpen && 'on' in body && body.on >= this.day(0) && body.on <= osloDate(task.closesAt);
    const unit = this.units.get(task.unitId) as Unit;
    const isTop =
      unit.kind === 'hospital' && unit.escalatesTo === null && unit.trust === played.model.begun.trust;
    const mayReject = isOpen && task.kind !== 'route-manually' && !isTop;
    const expected = {
      accept: isOpen ? [200] : [409],
      release: isOpen ? [200] : [409],
      reject: mayReject ? [200] : [409],
      book: isOpen ? [mayBook ? 200 : 422] : [409, 422],
    }[act.does as keyof typeof routes];
    const isPassedOn = await this.isLost(played, answer, isWithAnother(task));
    this.expect(
      played.life.n,
      answer,
      isPassedOn ? [404] : expected,
      `${act.does} of ${task.kind} (${task.status})`,
    );
    if (answer.status !== 200 && !isPassedOn)
      return this.isUntouched(played, before, `a refused ${act.does}`);
    if (act.does === 'reject') played.named.add(this.coordinatingUnit(played.model.begun.trust));
    played.beforeEnd = null;
    await this.lookAt(played);
  }

  /** An open task is handed on to another unit, of its kind or not. */
  private async handOn(played: Played, nth: number): Promise<void> {
    const task = openTasks(played)[nth % 2];
    if (task === undefined) return;
    const unitId = ['kommune-3205', 'ahus-gyn', 'so-kreftpoliklinikk', 'fastlege-2', 'ahus-koordinerende'][
      nth
    ] as string;
    const kindOf = (one: string) => (this.units.get(one) as Unit).kind;
    const fits = kindOf(unitId) !== 'gp-office' && kindOf(unitId) === kindOf(task.unitId);
    const isHandedOn = task.kind === 'route-manually' ? 409 : 200;
    const expected = task.unitId === unitId ? [200] : [fits ? isHandedOn : 422];
    const caller: SimulatedCaller = { role: 'coordinator', unitId: task.unitId };
    const before = played.record;
    const answer = await this.insist(
      'POST /tasks/{taskId}/transfer',
      caller,
      { taskId: task.taskId },
      { unitId },
    );
    this.count(`transfer ${answer.status}`);
    const isLost = await this.isLost(played, answer, isWithAnother(task));
    this.expect(played.life.n, answer, isLost ? [404] : expected, `transfer of ${task.kind} to ${unitId}`);
    if (answer.status !== 200 && !isLost) return this.isUntouched(played, before, 'a refused transfer');
    played.named.add(unitId);
    played.beforeEnd = null;
    await this.lookAt(played);
  }

  /** An outcome is undone, in its time: it was never given. */
  private async undo(played: Played, nth: number): Promise<void> {
    const { tasks } = played.record;
    const task = tasks.at(-1 - (nth % Math.max(1, tasks.length)));
    if (task === undefined) return;
    const caller: SimulatedCaller = { role: 'coordinator', unitId: task.unitId };
    const before = played.record;
    const path = { taskId: task.taskId };
    const answer = await this.insist('DELETE /tasks/{taskId}/completion', caller, path, { reason: 'feil' });
    this.count(`undo ${answer.status}`);
    this.expect(
      played.life.n,
      answer,
      isActive(task) ? [200] : [200, 409],
      `undo of ${task.kind} (${task.status})`,
    );
    if (answer.status !== 200 || isActive(task))
      return this.isUntouched(played, before, 'an undo of nothing');
    played.model.undo(task.taskId, this.now);
    played.requests.splice(0);
    played.beforeEnd = null;
    await this.lookAt(played);
  }

  /** The hospital or the municipality asks the other. */
  private async ask(played: Played, nth: number): Promise<void> {
    const caller = this.callerFor(played, nth % 2 === 0 ? 'hospital' : 'municipality');
    const { pathwayId, record } = played;
    const body = { text: `Spørsmål ${nth}` };
    const answer = await this.insist('POST /pathways/{pathwayId}/questions', caller, { pathwayId }, body);
    this.count(`ask ${answer.status}`);
    const knows = record.relations.some(({ unitId, until }) => unitId === caller.unitId && until === null);
    this.expect(
      played.life.n,
      answer,
      knows ? [200, 201, 409, 422] : [403, 404],
      `a question of ${caller.unitId}`,
    );
    if (answer.status > 201) return this.isUntouched(played, record, 'a refused question');
    played.beforeEnd = null;
    await this.lookAt(played);
  }

  private async openEarly(played: Played, point: 1 | 2 | 3): Promise<void> {
    const { pathwayId, record, model } = played;
    const caller = this.callerFor(played, point === 1 ? 'hospital' : 'municipality');
    const path = { pathwayId, n: String(point) };
    const answer = await this.insist('POST /pathways/{pathwayId}/points/{n}/open', caller, path, {});
    this.count(`open-early ${answer.status}`);
    this.expect(played.life.n, answer, [200, 403, 404, 409], `an early opening of ${point}`);
    if (answer.status !== 200) return this.isUntouched(played, record, 'a refused early opening');
    model.openedEarly.add(point);
    played.beforeEnd = null;
    await this.lookAt(played);
  }

  /** The same again changes nothing, and is answered as before. */
  private async again(played: Played, request: Request | undefined): Promise<void> {
    if (request === undefined) return;
    const before = await this.story.record(played.pathwayId);
    const answer = await this.insist(request.route, request.caller, request.path, request.body);
    this.count(`again ${answer.status}`);
    // whoever has no part any more is not told that it was known
    const expected = request.caller.role === 'hospital-system' ? [200, 202] : [200, 202, 403, 404];
    this.expect(played.life.n, answer, expected, `${request.route} again`);
    await this.isUntouched(played, before, `${request.route} again`);
  }

  /** Whoever has nothing to do with the patient hears of nothing and does nothing. */
  private async intrude(played: Played, does: 'intrude' | 'peek'): Promise<void> {
    const { pathwayId, record } = played;
    const task = record.tasks.at(-1);
    const caller = { role: 'coordinator', unitId: stranger.unitId } as const;
    const answer =
      does === 'intrude' && task !== undefined
        ? await this.insist('POST /tasks/{taskId}/acceptance', caller, { taskId: task.taskId }, {})
        : await this.insist('GET /pathways/{pathwayId}', caller, { pathwayId });
    this.expect(played.life.n, answer, [404], `${does} by a stranger`);
    const municipal = this.callerFor(played, 'municipality');
    const look = await this.insist('GET /pathways/{pathwayId}', municipal, { pathwayId });
    const knows = played.knowing.has(municipal.unitId as string) && played.model.known.mayShare;
    this.expect(played.life.n, look, knows ? [200, 404] : [404], `${municipal.unitId} reads the pathway`);
  }

  private async isUntouched(played: Played, before: PathwayRecord, what: string): Promise<void> {
    const after = await this.story.record(played.pathwayId);
    const gist = ({ status, events, tasks, points, notices, executions }: PathwayRecord) =>
      JSON.stringify([
        status,
        events,
        tasks.map((task) => [task.taskId, task.status, task.unitId]),
        points,
        notices,
        executions.length,
      ]);
    if (after !== before && gist(after) !== gist(before) && played.life.deaths.length === 0)
      throw new Wrong(played.life.n, `${what} has changed something (life ${played.life.n}, ${this.now})`);
    played.record = after;
  }

  /** By the lists of the API: each patient is in one state, and the states sum to the starts; each open task is in its unit's list. */
  private async sums(): Promise<void> {
    const inState = new Map<string, string[]>();
    const trusts = [...this.units.values()].filter(
      (unit) => unit.kind === 'hospital' && unit.escalatesTo === null,
    );
    for (const { unitId, trust } of trusts) {
      for (const status of [
        'active',
        'completed',
        'declined',
        'lapsed',
        'withdrawn',
        'deceased',
        'moved-away',
        'superseded',
      ]) {
        const caller = { role: 'hospital-system', unitId } as const;
        for (const { pathwayId } of await this.all('GET /pathways', caller, { status })) {
          const played = this.byId.get(pathwayId);
          if (played?.model.begun.trust !== trust) continue;
          inState.set(pathwayId, [...(inState.get(pathwayId) ?? []), status]);
        }
      }
    }
    for (const { pathwayId, record, life } of this.there()) {
      const states = inState.get(pathwayId) ?? [];
      if (states.join() !== record.status && life.deaths.length === 0)
        throw new Wrong(
          life.n,
          `is in the lists of [${states.join()}], and ${record.status} (life ${life.n}, ${this.now})`,
        );
    }
    for (const { unitId } of this.units.values()) {
      const listed = (await this.all('GET /tasks', { role: 'coordinator', unitId }, {})).map(
        ({ taskId }) => taskId,
      );
      const open = this.there()
        .filter(({ life }) => life.deaths.length === 0)
        .flatMap((played) =>
          openTasks(played)
            .filter((task) => task.unitId === unitId)
            .map(({ taskId }) => taskId),
        );
      for (const taskId of open)
        if (!listed.includes(taskId)) throw new Wrong(-1, `${taskId} is not in the list of ${unitId}`);
      const closed = listed.filter((taskId) => {
        const played = this.byId.get(taskId.split('-')[0]);
        return played?.life.deaths.length === 0 && !open.includes(taskId);
      });
      if (closed.length > 0) throw new Wrong(-1, `${closed.join()} in the list of ${unitId}`);
    }
  }

  private async all(
    route: string,
    caller: SimulatedCaller,
    query: Readonly<Record<string, string>>,
  ): Promise<readonly Sample[]> {
    const items: Sample[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await this.story.world.call(route, caller, {
        query: { limit: '100', ...query, ...(cursor === undefined ? {} : { cursor }) },
      });
      items.push(...body.items);
      cursor = body.cursor;
    } while (cursor !== undefined);
    return items;
  }

  private tally(): Tally {
    const statuses = new Map<string, number>();
    for (const { record } of this.byId.values())
      statuses.set(record.status, (statuses.get(record.status) ?? 0) + 1);
    return {
      begun: this.byId.size,
      statuses,
      acts: this.acts,
      deaths: this.mortality.deaths.length,
      messages: this.story.world.messages.length,
    };
  }
}
