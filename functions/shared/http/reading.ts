import { checklistOf } from '../../../domain/checklist.ts';
import {
  coordinatingUnitOfTrust,
  type Directory,
  receivingUnit,
  unitById,
} from '../../../domain/directory.ts';
import { actionPackage, type Offered } from '../../../domain/needs.ts';
import { taskOfQuestion } from '../../../domain/questions.ts';
import type { PathwayRecord, Point, Question, Task } from '../../../domain/record.ts';
import { factsFor } from '../../../domain/tasks.ts';
import { type Caller, hasPart, mayReadConversation, mayReadQuestion } from '../access.ts';
import type { Patient, Store } from '../ports.ts';
import { outcomeText, questionText } from '../texts.ts';

/**
 * What lies beside the record, read for one caller: only what access by relation gives it is fetched at all. What is
 * shown of it is worked out in `views.ts`.
 */

export type Texts = Pick<Store, 'getText'>;
type Content = Readonly<Record<string, unknown>>;

/** A conversation that was held; `said` only where the caller may read it. */
export interface Held {
  readonly point: Point;
  readonly said?: Said;
}

/** What was said in a conversation: the outcome as it was sent, less what the record has. */
export interface Said {
  readonly whatMatters?: string;
  readonly needs?: readonly { readonly theme: string }[];
  readonly discussed?: readonly string[];
  readonly summary?: string;
  readonly distress?: number;
  readonly esas?: Content;
  readonly askGp?: readonly string[];
}

/** A question as it is shown: its text and answer for the unit that asks and the one that is asked. */
export interface ShownQuestion {
  readonly questionId: string;
  readonly askedBy: string;
  readonly unitId: string;
  readonly taskId?: string;
  readonly askedAt: string;
  readonly answeredAt: string | null;
  readonly text?: string;
  readonly answer?: string;
}

/** What a municipality has said when it took the patient in. */
export interface HandOver {
  readonly taskId: string;
  readonly unitId: string;
  readonly at: string | null;
  readonly checklist: readonly { readonly key: string; readonly text?: string; readonly done: boolean }[];
  readonly contactPerson?: unknown;
}

/** All that one caller may read of a pathway beside its record. */
export interface Reading {
  readonly patient: Patient | undefined;
  readonly held: readonly Held[];
  readonly questions: readonly ShownQuestion[];
  readonly handOvers: readonly HandOver[];
}

/** The conversations that were held, in the order in which they were. */
export async function readHeld(
  store: Texts,
  caller: Caller,
  record: PathwayRecord,
  directory: Directory,
): Promise<readonly Held[]> {
  const held = record.points
    .filter(({ status, heldOn }) => status === 'completed' && heldOn !== null)
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return Promise.all(
    held.map(async (point) => {
      const task = record.tasks.find(({ taskId }) => taskId === point.taskId);
      if (task === undefined || !mayReadConversation(caller, record, point, directory)) return { point };
      const content = await outcomeOf(store, record, task);
      return { point, said: saidIn(content) };
    }),
  );
}

function orderOf({ heldOn, concludedAt }: Point): string {
  return `${heldOn}#${concludedAt}`;
}

function saidIn({ whatMatters, needs, discussed, summary, distress, esas, askGp }: Content): Said {
  const all = { whatMatters, needs, discussed, summary, distress, esas, askGp };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Said;
}

/** What was sent when a task was completed; nothing where it has no outcome. */
async function outcomeOf(store: Texts, { pathwayId }: PathwayRecord, task: Task): Promise<Content> {
  if (task.outcome === null) return {};
  const text = await store.getText(pathwayId, outcomeText(task.taskId, task.outcome));
  return text?.content ?? {};
}

/** What a GP office has answered to what a conversation asked of it. */
export async function readAnswer(store: Texts, record: PathwayRecord, task: Task): Promise<Content> {
  const { note } = await outcomeOf(store, record, task);
  const { appointmentOn } = task;
  return { ...(note === undefined ? {} : { note }), ...(appointmentOn === null ? {} : { appointmentOn }) };
}

export async function readQuestion(
  store: Texts,
  caller: Caller,
  record: PathwayRecord,
  question: Question,
  directory: Directory,
): Promise<ShownQuestion> {
  const { questionId, askedBy, unitId, taskId, askedAt, answeredAt } = question;
  const about = taskId === null ? {} : { taskId };
  const shown = { questionId, askedBy, unitId, ...about, askedAt, answeredAt };
  if (!mayReadQuestion(caller, record, question, directory)) return shown;
  const text = await store.getText(record.pathwayId, questionText(question));
  const task = answeredAt === null ? undefined : taskOfQuestion(record, questionId);
  const answer = task === undefined ? {} : { answer: (await outcomeOf(store, record, task)).note };
  return { ...shown, text: text?.content.text, ...answer } as ShownQuestion;
}

/** What municipalities have done for the patient: for all who have a part, since they are to know whom to call. */
export async function readHandOvers(
  store: Texts,
  caller: Caller,
  record: PathwayRecord,
  directory: Directory,
): Promise<readonly HandOver[]> {
  if (!hasPart(caller, record)) return [];
  const done = record.tasks.filter(({ kind, outcome }) => kind === 'municipal-intake' && outcome !== null);
  return Promise.all(done.map((task) => readHandOver(store, record, task, directory)));
}

/** The checklist of an intake with what has been ticked, and the contact person. */
export async function readHandOver(
  store: Texts,
  record: PathwayRecord,
  task: Task,
  directory: Directory,
): Promise<HandOver> {
  const { checklist = [], contactPerson } = await outcomeOf(store, record, task);
  const ticked = new Set(checklist as readonly string[]);
  const items = intakeChecklist(record, task, directory);
  return {
    taskId: task.taskId,
    unitId: task.unitId,
    at: task.concludedAt,
    checklist: items.map((item) => ({ ...item, done: ticked.has(item.key) })),
    ...(contactPerson === undefined ? {} : { contactPerson }),
  };
}

/** The checklist of an intake: of the unit that has it, or of the one that receives the municipality's patients. */
export function intakeChecklist(record: PathwayRecord, task: Task, directory: Directory) {
  if (task.kind !== 'municipal-intake') return [];
  const { municipality } = factsFor(record);
  return checklistOf(unitById(directory, task.unitId), receivingUnit(directory, municipality));
}

/** The action package that the latest conversation calls for, of those that the caller may read; undefined before the first. */
export function packageOf(
  record: PathwayRecord,
  held: readonly Held[],
  directory: Directory,
): readonly Offered[] | undefined {
  const needs = held.findLast(({ said }) => said?.needs !== undefined)?.said?.needs;
  if (needs === undefined) return undefined;
  const units = [
    receivingUnit(directory, factsFor(record).municipality),
    coordinatingUnitOfTrust(directory, record.trust),
  ].filter((unit) => unit !== undefined);
  return actionPackage(
    needs.map(({ theme }) => theme),
    units,
  );
}
