import type { Directory } from './directory.ts';
import type { Instant } from './model.ts';
import type { Effect, JournalEntry, PathwayRecord, Point, Relation, Task } from './record.ts';

/** What a rule is given beside the record: the instant, the unit directory, and who acts (a unit id, `hospital-system` or `vel-hjem`). */
export interface Context {
  readonly now: Instant;
  readonly directory: Directory;
  readonly by: string;
}

/** The small edits that every rule is made of. Each answers a new record; `version` is raised by the writer alone. */

export function note(
  record: PathwayRecord,
  context: Context,
  entry: Omit<JournalEntry, 'eventId' | 'at' | 'by'> & { readonly by?: string },
): PathwayRecord {
  const eventId = `${digits(record.version + 1, 6)}-${digits(record.journal.length, 3)}`;
  const noted = {
    ...record,
    journal: [...record.journal, { eventId, at: context.now, by: context.by, ...entry }],
  };
  // what a hospital's system polls for is written out at once; the rest goes with the next rows that are
  return entry.change ? project(noted) : noted;
}

/** Fixed width, so that entries of one instant sort as they were made. */
function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Marks rows of lists to be written anew: `R` (who has a part), `X` (whether it has stalled), a task id, a notice id. With none, just the journal's. */
export function project(record: PathwayRecord, ...rows: readonly string[]): PathwayRecord {
  const pending = record.effects.find((effect) => effect.kind === 'project');
  const effect: Effect = {
    kind: 'project',
    id: 'project',
    rows: [...new Set([...(pending?.rows ?? []), ...rows])],
  };
  return { ...record, effects: [...record.effects.filter((other) => other !== pending), effect] };
}

export function addEffect(record: PathwayRecord, effect: Effect): PathwayRecord {
  return { ...record, effects: [...record.effects.filter((other) => other.id !== effect.id), effect] };
}

export function replaceTask(record: PathwayRecord, task: Task): PathwayRecord {
  return project(
    { ...record, tasks: record.tasks.map((other) => (other.taskId === task.taskId ? task : other)) },
    task.taskId,
  );
}

export function replacePoint(record: PathwayRecord, point: Point): PathwayRecord {
  return { ...record, points: record.points.map((other) => (other.point === point.point ? point : other)) };
}

/** Gives a unit a part in the pathway: from now on it lists and reads it. A part once ended is taken up again. */
export function relate(record: PathwayRecord, context: Context, unitId: string): PathwayRecord {
  const known = record.relations.find((relation) => relation.unitId === unitId);
  if (known !== undefined && known.until === null) return record;
  const trust = context.directory.units.get(unitId)?.trust;
  const relation = {
    unitId,
    ...(trust === undefined ? {} : { trust }),
    from: known?.from ?? context.now,
    until: null,
  };
  return project(
    { ...record, relations: [...record.relations.filter((other) => other !== known), relation] },
    'R',
  );
}

/** Ends a unit's part for good: it keeps what it wrote and received, and sees nothing newer. */
export function unrelate(record: PathwayRecord, context: Context, unitId: string): PathwayRecord {
  const ended = ({ rests: _, ...relation }: Relation) => ({
    ...relation,
    until: relation.until ?? context.now,
  });
  return project(
    {
      ...record,
      relations: record.relations.map((relation) =>
        relation.unitId === unitId ? ended(relation) : relation,
      ),
    },
    'R',
  );
}

export function isActive(task: Pick<Task, 'status'>): boolean {
  return task.status === 'open' || task.status === 'accepted';
}

/** One of the record's points: it has had all three since it began. */
export function pointOf(record: PathwayRecord, point: Point['point']): Point {
  return record.points.find((other) => other.point === point)!;
}

export function taskOf(record: PathwayRecord, taskId: string): Task | undefined {
  return record.tasks.find((task) => task.taskId === taskId);
}
