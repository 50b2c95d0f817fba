import { unitById } from './directory.ts';
import { type Context, isActive } from './edits.ts';
import { type Facts, mayGoHome } from './facts.ts';
import { followersOf, settleFollowers } from './followers.ts';
import { openStage, passHub } from './hub.ts';
import type { Instant, NoticeKind, PathwayStatus, PointNumber, TaskKind } from './model.ts';
import { completeTask, isConversation, type Outcome } from './outcomes.ts';
import { closePathway } from './pathway.ts';
import { replan, runningPlans } from './plans.ts';
import type { Execution, PathwayRecord, PlanId, Task } from './record.ts';
import { nextFor, openTaskOf, type TaskStage } from './stage.ts';
import { factsFor, taskOfStage } from './tasks.ts';

/**
 * Who gets what when an outcome is sent: told beforehand, by doing all that would be done, on a copy. What the person
 * registry may say between then and now is not known here.
 */
export interface Foreseen {
  /** Units that learn of it, a unit for each thing that it gets. */
  readonly receivers: readonly Receiver[];
  /** Who could have been told, and is not. */
  readonly withheld: readonly Withheld[];
  /** Tasks beside the points that the outcome calls for. */
  readonly calls: readonly Call[];
  /** What the pathway does next; null once it has ended, or where nothing is left but tasks beside the points. */
  readonly next: NextTask | null;
  readonly status: PathwayStatus;
  /** The record as it would be. */
  readonly after: PathwayRecord;
}

/**
 * `task` and `question` ask to act; `copy` is of what was said in a conversation; `notice` tells that something has
 * changed; `status`: the unit has a part, and sees that it is done.
 */
export interface Receiver {
  readonly unitId: string;
  readonly gets: 'task' | 'question' | 'copy' | 'notice' | 'status';
  readonly kind?: TaskKind | NoticeKind;
  readonly point?: PointNumber;
  /** What is asked, in the API's words. */
  readonly asked?: readonly string[];
  readonly dueAt?: Instant;
}

/** Why somebody gets nothing. `nothing-new`: the patient is in the municipality's hands already. */
export const withheldReasons = [
  'no-to-sharing',
  'sharing-not-asked',
  'pathway-not-asked',
  'no-route',
  'nothing-new',
  'gp-unknown',
  'no-to-copy',
  'copy-not-asked',
  'gp-uncertain',
] as const;

export interface Withheld {
  readonly from: 'municipality' | 'gp';
  readonly reason: (typeof withheldReasons)[number];
}

export interface Call {
  readonly kind: TaskKind;
  /** Null: found when it opens. */
  readonly unitId: string | null;
  readonly asked: readonly string[];
  readonly opensAt: Instant;
  readonly dueAt: Instant;
}

export interface NextTask {
  readonly stage: TaskStage;
  readonly kind: TaskKind;
  readonly point: PointNumber | null;
  readonly unitId: string;
  readonly opensAt: Instant;
  readonly dueAt: Instant;
  readonly closesAt: Instant;
}

/** Throws what `completeTask` throws. */
export function foresee(
  record: PathwayRecord,
  context: Context,
  taskId: string,
  outcome: Outcome,
  digest: string,
): Foreseen {
  const completed = completeTask(record, context, taskId, outcome, digest);
  const after = atRest(record, completed, context);
  const receivers = received(record, after, context);
  const task = after.tasks.find((one) => one.taskId === taskId)!;
  const isSaid = outcome.outcome === 'assessed' || outcome.outcome === 'declined';
  return {
    receivers,
    withheld:
      isSaid && isConversation(task) && completed !== record
        ? [...fromMunicipality(after, context, task, receivers), ...fromGp(after, context, receivers)]
        : [],
    calls: called(record, after),
    next: nextOf(after, context),
    status: after.status,
    after,
  };
}

/** Does what follows at once from a change: what the plans do that begin by it, or whose task it has closed. */
export function atRest(before: PathwayRecord, changed: PathwayRecord, context: Context): PathwayRecord {
  const gone = new Set<string>();
  const nameOf = ({ plan, generation }: Execution) => `${plan}:${generation}`;
  let result = changed;
  for (;;) {
    const next = runningPlans(result).find(
      (one) => !gone.has(nameOf(one)) && goesOn(before, result, one, `start:${nameOf(one)}`),
    );
    if (next === undefined) return result;
    gone.add(nameOf(next));
    result = goneOn(result, context, next.plan);
  }
}

function goesOn(before: PathwayRecord, after: PathwayRecord, { plan }: Execution, start: string): boolean {
  const hasTask = openTaskOf(after, plan) !== undefined;
  return after.effects.some(({ id }) => id === start) || (!hasTask && openTaskOf(before, plan) !== undefined);
}

/** What a plan does at one instant: passes its hub, and opens its task, closes the pathway or begins anew where it need not wait. */
function goneOn(record: PathwayRecord, context: Context, plan: PlanId): PathwayRecord {
  const { record: passed, next } = passHub(record, context, plan);
  if (next.waitUntil > context.now) return passed;
  if (next.stage === 'close') return plan === 'p' ? closePathway(passed, context) : passed;
  if (next.stage === 'continue')
    return replan(passed, context, plan, { status: 'SUCCEEDED', how: 'ends-itself' });
  return openStage(passed, context, plan, next.stage);
}

/** Notices of what was said in a conversation, or of what was found: whoever gets one may read it. */
const copies: ReadonlySet<NoticeKind> = new Set(['assessment', 'addendum', 'treatment']);

function received(before: PathwayRecord, after: PathwayRecord, context: Context): readonly Receiver[] {
  const notices = after.notices.slice(before.notices.length).map(
    ({ unitId, kind, point, asked }): Receiver => ({
      unitId,
      gets: copies.has(kind) ? 'copy' : 'notice',
      kind,
      ...(point === null ? {} : { point }),
      ...(asked.length === 0 ? {} : { asked }),
    }),
  );
  const tasks = after.tasks
    .filter((task) => isActive(task) && isNewTo(before, task))
    .map(({ unitId, kind, point, plan, dueAt }): Receiver => {
      const asked = after.followUps.find((one) => one.plan === plan)?.asked ?? [];
      return {
        unitId,
        gets: kind === 'question' ? 'question' : 'task',
        kind,
        ...(point === null ? {} : { point }),
        ...(asked.length === 0 ? {} : { asked }),
        dueAt,
      };
    });
  const told = new Set([...tasks, ...notices].map(({ unitId }) => unitId));
  const sees = [
    ...after.relations.filter(({ until }) => until === null),
    ...followersOf(settleFollowers(after, context)),
  ]
    .filter(({ unitId }) => !told.has(unitId) && unitId !== context.by)
    .map(({ unitId }): Receiver => ({ unitId, gets: 'status' }));
  return [...tasks, ...notices, ...(after === before ? [] : sees)];
}

/** A task that its unit did not have before. */
function isNewTo(before: PathwayRecord, task: Task): boolean {
  const known = before.tasks.find(({ taskId }) => taskId === task.taskId);
  return known === undefined || !isActive(known) || known.unitId !== task.unitId;
}

function gotBy(receivers: readonly Receiver[], { directory }: Context, kind: 'municipality' | 'gp-office') {
  return receivers.some(
    ({ unitId, gets }) => gets !== 'status' && unitById(directory, unitId)?.kind === kind,
  );
}

/** Why nobody in the municipality gets anything of what was said in hospital. */
function fromMunicipality(
  record: PathwayRecord,
  context: Context,
  task: Task,
  receivers: readonly Receiver[],
): readonly Withheld[] {
  const isOwn = unitById(context.directory, task.unitId)?.kind === 'municipality';
  if (isOwn || gotBy(receivers, context, 'municipality')) return [];
  const facts = factsFor(record);
  return [{ from: 'municipality', reason: reasonOfMunicipality(facts, receivers) }];
}

function reasonOfMunicipality(facts: Facts, receivers: readonly Receiver[]): Withheld['reason'] {
  const { pathway, shareWithMunicipality } = facts.answers;
  if (shareWithMunicipality.value === false) return 'no-to-sharing';
  if (shareWithMunicipality.value === null) return 'sharing-not-asked';
  if (pathway.value === null) return 'pathway-not-asked';
  const isLooked = receivers.some(({ kind }) => kind === 'route-manually');
  // of a no, the municipality that shares is told where anybody there can be found
  return isLooked || !mayGoHome(facts) ? 'no-route' : 'nothing-new';
}

/** Why the GP gets nothing of a conversation. Who may be told, and is known for certain, always is. */
function fromGp(
  record: PathwayRecord,
  context: Context,
  receivers: readonly Receiver[],
): readonly Withheld[] {
  if (gotBy(receivers, context, 'gp-office')) return [];
  return [{ from: 'gp', reason: reasonOfGp(factsFor(record)) }];
}

function reasonOfGp({ gp, answers: { gpCopy, pathway } }: Facts): Withheld['reason'] {
  if (gp === null) return 'gp-unknown';
  if (gpCopy.value === false) return 'no-to-copy';
  if (gpCopy.value === null) return 'copy-not-asked';
  return pathway.value === null ? 'pathway-not-asked' : 'gp-uncertain';
}

function called(before: PathwayRecord, after: PathwayRecord): readonly Call[] {
  return after.followUps
    .filter(({ plan }) => !before.followUps.some((one) => one.plan === plan))
    .map((followUp) => {
      const task = after.tasks.find(({ plan }) => plan === followUp.plan);
      const { unitId, opensAt, dueAt } = task ?? followUp;
      return { kind: followUp.kind, unitId, asked: followUp.asked, opensAt, dueAt };
    });
}

function nextOf(record: PathwayRecord, context: Context): NextTask | null {
  const next = nextFor(record, factsFor(record), context.directory, context.now);
  if (!('window' in next)) return null;
  const { stage, window } = next;
  const { opensAt, dueAt, closesAt } = window;
  const open = openTaskOf(record, 'p') ?? taskOfStage(record, context, stage);
  const { kind, point, unitId } = open;
  return { stage, kind, point, unitId, opensAt, dueAt, closesAt };
}
