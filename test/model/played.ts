import type { Instant, Unit } from '../../domain/model.ts';
import type { PathwayRecord, Task } from '../../domain/record.ts';
import type { SimulatedCaller } from '../../local/simulation.ts';
import type { Sample } from '../support/simulated.ts';
import type { Model } from './model.ts';
import type { Life } from './plan.ts';

/** A rule does not hold: what is wrong, with whom, when. */
export class Wrong extends Error {
  override readonly name = 'Wrong';
  readonly life: number;
  constructor(life: number, what: string) {
    super(what);
    this.life = life;
  }
}

/** A request that has been made, and what must come of it if it is made again. */
export interface Request {
  readonly route: string;
  readonly caller: SimulatedCaller;
  readonly path: Readonly<Record<string, string>>;
  readonly body: Sample;
}

/** One pathway as it has been played so far: what was told, and what has been seen of it. */
export interface Played {
  readonly pathwayId: string;
  readonly life: Life;
  readonly model: Model;
  record: PathwayRecord;
  /** Requests that were answered with a yes. */
  readonly requests: Request[];
  /** Each task as it was when first seen, and since when it has been on the ladder that it has. */
  readonly firstSeen: Map<string, Task>;
  /** Notices, relations, executions that have been looked at. */
  notices: number;
  readonly related: Set<string>;
  /** Municipal units that have rightly come to know of the patient. */
  readonly knowing: Set<string>;
  /** Units that somebody has named by hand. */
  readonly named: Set<string>;
  /** With whom municipal tasks have been found to be rightly. */
  readonly placed: Set<string>;
  /** Places in which somebody has had a task for the patient. */
  readonly asked: Set<string>;
  /** Its time had come, and nothing is left of it. */
  isGone: boolean;
  /** The end that was last looked at. */
  endSeen: Instant | null;
  /** Since when processes that died have left something undone. */
  undoneSince: Instant | null;
  /** As it was just before an end that was reported last, and nothing has been told since. */
  beforeEnd: readonly Task[] | null;
}

export const isActive = (task: Pick<Task, 'status'>) => task.status === 'open' || task.status === 'accepted';
export const openTasks = (played: Pick<Played, 'record'>) => played.record.tasks.filter(isActive);
export const hoursBetween = (from: Instant, to: Instant) => (Date.parse(to) - Date.parse(from)) / 3_600_000;

export type Units = ReadonlyMap<string, Unit>;
