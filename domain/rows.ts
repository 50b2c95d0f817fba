import { earlier, later } from './calendar.ts';
import { isActive } from './edits.ts';
import { placeKey } from './facts.ts';
import { followersOf, missedOf, tellsWhom } from './followers.ts';
import type { Instant, Rung } from './model.ts';
import type { Follower, JournalEntry, Notice, PathwayRecord, Relation, Task } from './record.ts';
import { isRegistered, registrationEvent } from './registration.ts';
import { statisticOf } from './statistics.ts';
import { factsFor } from './tasks.ts';

/** A row that lists are made of: a projection of the record, ids, dates and enums only, never read by a workflow step. */
export interface Row {
  readonly pathwayId: string;
  /** Sort key below the pathway. */
  readonly sort: string;
  /** The list that it is in, and its place there; a row without them is in none. */
  readonly listKey?: string;
  readonly listSort?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What an open task can be waiting for. */
export const waitings = ['appointment', 'answer'] as const;
type WaitsFor = (typeof waitings)[number];

/** Names of the lists. Each is one attribute of one index; no list is filtered after it is read. */
export const lists = {
  /** Pathways that a unit has a part in or follows, by status or all. */
  pathways: (owner: string, status: string | null) =>
    status === null ? `U#${owner}` : `U#${owner}#${status}`,
  /** A trust stands in the lists of pathways like a unit. */
  trust: (trust: string) => `trust:${trust}`,
  /** Tasks of a unit by status. */
  tasks: (unitId: string, status: string) => `T#${unitId}#${status}`,
  /** Open and accepted tasks of a unit together, by due date. */
  worklist: (unitId: string) => `W#${unitId}`,
  /** Tasks of a unit that wait for the day that was agreed on, or for the answer to a question, by day or due date. */
  waiting: (unitId: string, waitsFor: WaitsFor) => `B#${unitId}#${waitsFor}`,
  notices: (unitId: string) => `N#${unitId}`,
  changes: (trust: string) => `C#${trust}`,
  /** Active pathways of patients who live at a place, whoever has a part in them. */
  place: (place: string) => `L#${place}`,
  /** What a unit has completed, by when. */
  registrations: (unitId: string) => `A#${unitId}`,
  /** What is counted of each pathway of a trust, by start. */
  statistics: (trust: string) => `S#${trust}`,
  /** Which pathways of a trust are of a diagnosis group, by start. */
  group: (trust: string, group: string) => `G#${trust}#${group}`,
} as const;

/**
 * The rows that are to be written for a record's pending `project` effect, and its journal. `toldAt` begins an entry's
 * place in the list of changes: an instant, or one with something behind it that keeps the order of writing. Whoever
 * polls has perhaps been told of later things than an entry that was left behind, and would never hear of it at the
 * instant at which it happened.
 */
export function rowsFor(record: PathwayRecord, toldAt?: string): readonly Row[] {
  const pending = record.effects.find((effect) => effect.kind === 'project');
  if (pending === undefined) return [];
  const rows: Row[] = record.journal.flatMap((entry) => journalRows(record, entry, toldAt ?? entry.at));
  for (const key of pending.rows) {
    if (key === 'R') rows.push(...relationRows(record), ...toldAbove(record));
    const task = record.tasks.find((other) => other.taskId === key);
    if (task !== undefined) rows.push(...taskRows(record, task), ...registrationRows(record, task));
    const notice = record.notices.find((other) => other.noticeId === key);
    if (notice !== undefined) rows.push(noticeRow(record, notice));
  }
  rows.push(statisticsRow(record));
  // a notice to a unit above comes by itself and with the parts: each row is written once
  return [...new Map(rows.map((row) => [row.sort, row])).values()];
}

/** `S`: written with every other row, so that it is as new as the newest of them and costs no request of its own. */
function statisticsRow(record: PathwayRecord): Row {
  const { pathwayId, trust, startedAt } = record;
  return {
    pathwayId,
    sort: 'S',
    listKey: lists.statistics(trust),
    listSort: `${startedAt}#${pathwayId}`,
    data: { ...statisticOf(record) },
  };
}

/**
 * `G`: that the pathway is of a diagnosis group. The one row that says something of the diagnosis, an item of its own
 * that no workflow step reads; whoever starts a pathway writes it, once.
 */
export function groupRow(
  { pathwayId, trust, startedAt }: Pick<PathwayRecord, 'pathwayId' | 'trust' | 'startedAt'>,
  group: string,
): Row {
  const listKey = lists.group(trust, group);
  return { pathwayId, sort: 'G', listKey, listSort: `${startedAt}#${pathwayId}`, data: {} };
}

/**
 * `E#at#event`: the timeline; in the trust's list of changes where a hospital's system is to hear of it. `C#trust#…`
 * are its copies in the lists of other trusts that have a part in the pathway then.
 */
function journalRows(record: PathwayRecord, entry: JournalEntry, toldAt: string): readonly Row[] {
  const { pathwayId, trust } = record;
  // padded, so that the tenth write of a second comes after the ninth
  const event = entry.eventId.padStart(10, '0');
  const listSort = `${toldAt}#${pathwayId}#${event}`;
  const { change, ...data } = entry;
  const sort = `${entry.at}#${event}`;
  const own: Row = { pathwayId, sort: `E#${sort}`, data };
  if (!change) return [own];
  const others = new Set(
    record.relations
      .filter((one) => one.trust !== trust && (one.until === null || one.until >= entry.at))
      .flatMap((one) => one.trust ?? []),
  );
  return [
    { ...own, listKey: lists.changes(trust), listSort },
    ...[...others].map((other) => ({
      pathwayId,
      sort: `C#${other}#${sort}`,
      listKey: lists.changes(other),
      listSort,
      data,
    })),
  ];
}

/** A trust's part in a pathway: that of its units. The one that started it has its part for good. */
function trustsOf(record: PathwayRecord): readonly Relation[] {
  const parts = new Map<string, Relation>([
    [record.trust, { unitId: lists.trust(record.trust), from: record.startedAt, until: null }],
  ]);
  for (const { trust, from, until } of record.relations) {
    if (trust === undefined || trust === record.trust) continue;
    const known = parts.get(trust) ?? { from, until };
    const lasts = known.until === null || until === null;
    parts.set(trust, {
      unitId: lists.trust(trust),
      from: earlier(known.from, from),
      until: lasts ? null : later(known.until as Instant, until as Instant),
    });
  }
  return [...parts.values()];
}

function relationRows(record: PathwayRecord): readonly Row[] {
  const place = placeKey(factsFor(record).municipality);
  const lives = {
    pathwayId: record.pathwayId,
    sort: 'L',
    ...(record.status === 'active'
      ? { listKey: lists.place(place), listSort: `${record.startedAt}#${record.pathwayId}` }
      : {}),
    data: { place, status: record.status },
  };
  const parts = [...trustsOf(record), ...standingsOf(record)].flatMap((relation) => {
    const data = {
      unitId: relation.unitId,
      from: relation.from,
      until: relation.until,
      ...('sees' in relation ? { sees: relation.sees } : {}),
      status: record.status,
      startedAt: record.startedAt,
      place,
    };
    const { pathwayId } = record;
    const listSort = `${record.startedAt}#${pathwayId}`;
    // a unit whose part has ended hears of nothing newer: it is in no list, and its tasks and notices stay its own
    const inList = (status: string | null) =>
      relation.until === null ? { listKey: lists.pathways(relation.unitId, status), listSort } : {};
    return [
      { pathwayId, sort: `R#${relation.unitId}`, ...inList(null), data },
      { pathwayId, sort: `RS#${relation.unitId}`, ...inList(record.status), data },
    ];
  });
  return [lives, ...parts];
}

/** Each unit's part, or, where it has none now, that it follows or has followed the pathway: `sees` says that it has nobody's name by it. */
function standingsOf(
  record: PathwayRecord,
): readonly (Relation | (Follower & { readonly sees: 'status' }))[] {
  const { followers = [], relations } = record;
  const follow = followersOf(record);
  const known = relations.map(({ unitId }) => unitId);
  const others = followers.filter((one) => follow.includes(one) || !known.includes(one.unitId));
  const ofOthers = others.map(({ unitId }) => unitId);
  return [
    ...relations.filter(({ unitId }) => !ofOthers.includes(unitId)),
    ...others.map((one) => ({ ...one, sees: 'status' as const })),
  ];
}

/** What was told to units above others, anew: whether they have a part by now decides whom it tells of. */
function toldAbove(record: PathwayRecord): readonly Row[] {
  return record.notices.filter(({ above }) => above === true).map((notice) => noticeRow(record, notice));
}

function taskRows(record: PathwayRecord, task: Task): readonly Row[] {
  const data = {
    taskId: task.taskId,
    pathwayId: record.pathwayId,
    kind: task.kind,
    point: task.point,
    unitId: task.unitId,
    status: task.status,
    opensAt: task.opensAt,
    dueAt: task.dueAt,
    closesAt: task.closesAt,
    acceptedBy: task.acceptedBy,
    appointmentOn: task.appointmentOn,
    ...(isActive(task) ? { escalation: escalationOf(task) } : {}),
  };
  const listSort = `${task.dueAt}#${task.taskId}`;
  return [
    {
      pathwayId: record.pathwayId,
      sort: `T#${task.taskId}`,
      listKey: lists.tasks(task.unitId, task.status),
      listSort,
      data,
    },
    {
      pathwayId: record.pathwayId,
      sort: `W#${task.taskId}`,
      data,
      ...(isActive(task) ? { listKey: lists.worklist(task.unitId), listSort } : {}),
    },
    { pathwayId: record.pathwayId, sort: `B#${task.taskId}`, data, ...waitingIn(record, task) },
  ];
}

/** When whom above its coordinators is told of an open task: by the hour one sees how far that has come. */
function escalationOf({ rungs, rung: last, status }: Task): readonly Pick<Rung, 'to' | 'at'>[] {
  const isAccepted = status === 'accepted';
  // what was sent before somebody accepted it was sent
  const isSent = ({ rung, unlessAccepted, onlyAccepted }: Rung) =>
    onlyAccepted ? isAccepted : rung <= last || !(unlessAccepted && isAccepted);
  return rungs.filter((rung) => rung.to !== 'coordinator' && isSent(rung)).map(({ to, at }) => ({ to, at }));
}

/** In which list of what waits a task is: an answer is waited for before anything else. */
function waitingIn(record: PathwayRecord, task: Task): Pick<Row, 'listKey' | 'listSort'> {
  if (!isActive(task)) return {};
  const asks = record.questions.some(
    ({ taskId, answeredAt }) => taskId === task.taskId && answeredAt === null,
  );
  if (asks)
    return { listKey: lists.waiting(task.unitId, 'answer'), listSort: `${task.dueAt}#${task.taskId}` };
  if (task.appointmentOn === null) return {};
  return {
    listKey: lists.waiting(task.unitId, 'appointment'),
    listSort: `${task.appointmentOn}#${task.taskId}`,
  };
}

/** `A#task`: what a unit has completed, to be exported with its codes; none while nothing is. */
function registrationRows(record: PathwayRecord, task: Task): readonly Row[] {
  const event = isRegistered(task) ? registrationEvent(task) : undefined;
  if (event === undefined && task.reopened === undefined) return [];
  const { taskId, unitId, concludedAt } = task;
  const { pathwayId } = record;
  return [
    {
      pathwayId,
      sort: `A#${taskId}`,
      ...(event === undefined
        ? {}
        : { listKey: lists.registrations(unitId), listSort: `${concludedAt}#${taskId}` }),
      data: { at: concludedAt, event: event ?? null, taskId, pathwayId, unitId },
    },
  ];
}

function noticeRow(record: PathwayRecord, notice: Notice): Row {
  const { above: _, undone: __, ...told } = notice;
  const missed = missedOf(record, notice);
  return {
    pathwayId: record.pathwayId,
    sort: `N#${notice.noticeId}`,
    listKey: lists.notices(notice.unitId),
    listSort: `${notice.at}#${notice.noticeId}`,
    data: {
      ...told,
      ...(missed === undefined ? {} : { missed }),
      ...(tellsWhom(record, notice) ? {} : { sees: 'status' }),
      pathwayId: record.pathwayId,
    },
  };
}
