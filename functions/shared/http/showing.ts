import type { Directory } from '../../../domain/directory.ts';
import { questionOf } from '../../../domain/questions.ts';
import type { Notice, PathwayRecord, Task } from '../../../domain/record.ts';
import { askedAbout } from '../../../domain/sharing.ts';
import { factsFor } from '../../../domain/tasks.ts';
import { type Caller, knowsUntil, mayKnowPatient, mayKnowWhom, mayReadAsked } from '../access.ts';
import { patientAsOf } from '../patients.ts';
import type { Patient, Store } from '../ports.ts';
import type { ApiDeps } from './api.ts';
import {
  type Held,
  packageOf,
  type Reading,
  readAnswer,
  readHandOver,
  readHandOvers,
  readHeld,
  readQuestion,
} from './reading.ts';
import { conversationView, noticeView, taskView } from './views.ts';

/** What the API shows of a task, a notice or a pathway to one caller: read, and put together. */

type Beside = Pick<Store, 'getPatient' | 'getText'>;
type Shown = Readonly<Record<string, unknown>>;

/** Tasks at which it matters what was said before. */
const buildsOn: ReadonlySet<Task['kind']> = new Set<Task['kind']>([
  'needs-assessment',
  'offer-again',
  'municipal-intake',
]);

export async function shownTask(
  { store, registry }: Pick<ApiDeps, 'registry'> & { readonly store: Beside },
  caller: Caller,
  record: PathwayRecord,
  task: Task,
  directory: Directory,
): Promise<Shown> {
  const known = mayKnowPatient(caller, record, task)
    ? await readKnown(store, caller, record, task)
    : { record, patient: undefined };
  const { patient } = known;
  const { asked: what, ...view } = taskView(known.record, task, directory, patient, registry !== undefined);
  const mayReadWhat = what !== undefined && mayReadAsked(caller, record, task, directory);
  const shown = mayReadWhat ? { ...view, asked: what } : view;
  if (patient === undefined) return shown;
  const asked = record.questions.filter(
    (one) => one.taskId === task.taskId || one === questionOf(record, task),
  );
  const questions = await Promise.all(
    asked.map((one) => readQuestion(store, caller, record, one, directory)),
  );
  const about = askedAbout(record, task);
  const held =
    buildsOn.has(task.kind) || about !== undefined ? await readHeld(store, caller, record, directory) : [];
  const of = (one: Held) => conversationView(one, directory, patient);
  const itself = held.find(
    ({ point, said }) => said !== undefined && point.taskId === (about ?? task.taskId),
  );
  return {
    ...(buildsOn.has(task.kind) ? before(held.filter((one) => one !== itself)) : {}),
    ...shown,
    ...(questions.length === 0 ? {} : { questions }),
    ...(task.kind === 'municipal-intake' ? await handOver() : {}),
    ...(itself === undefined ? {} : { assessment: of(itself) }),
  };

  /** What matters to the patient comes first: it is asked at each point and shown at the next (DESIGN section 3). */
  function before(others: readonly Held[]): Shown {
    const earlier = others.filter(
      ({ point }) => task.concludedAt === null || (point.concludedAt as string) <= task.concludedAt,
    );
    const whatMatters = earlier.findLast(({ said }) => said?.whatMatters !== undefined)?.said?.whatMatters;
    const known = itself === undefined ? earlier : [...earlier, itself];
    const actionPackage = packageOf(record, known, directory);
    return {
      ...(whatMatters === undefined ? {} : { whatMatters }),
      ...(earlier.length === 0 ? {} : { earlier: earlier.map(of) }),
      ...(actionPackage === undefined ? {} : { actionPackage }),
    };
  }

  async function handOver(): Promise<Shown> {
    const { checklist, contactPerson } = await readHandOver(store, record, task, directory);
    return { checklist, ...(contactPerson === undefined ? {} : { contactPerson }) };
  }
}

/** All that a caller may read of a pathway. */
export async function readingOf(
  store: Beside,
  caller: Caller,
  record: PathwayRecord,
  directory: Directory,
): Promise<Reading> {
  const [patient, held, questions, handOvers] = await Promise.all([
    mayKnowPatient(caller, record) ? store.getPatient(record.pathwayId) : undefined,
    readHeld(store, caller, record, directory),
    Promise.all(record.questions.map((one) => readQuestion(store, caller, record, one, directory))),
    readHandOvers(store, caller, record, directory),
  ]);
  return { patient, held, questions, handOvers };
}

/**
 * Who the patient is, and what has been reported, as far as a caller is to know it: a
 * new telephone number is not for a municipality that the patient has moved away from.
 */
async function readKnown(
  store: Beside,
  caller: Caller,
  record: PathwayRecord,
  own: Task | Notice,
): Promise<{ readonly record: PathwayRecord; readonly patient: Patient | undefined }> {
  const patient = await store.getPatient(record.pathwayId);
  const until = knowsUntil(caller, record, own);
  if (until === null || patient === undefined) return { record, patient };
  const then = { ...record, events: record.events.filter(({ receivedAt }) => receivedAt <= until) };
  const isTransferred = record.events.some(
    ({ type, receivedAt }) => type === 'transferred' && receivedAt > until,
  );
  const { hospitalUnitId } = factsFor(then);
  const points = then.points.map((point) =>
    isTransferred && point.point === 1 ? { ...point, unitId: hospitalUnitId } : point,
  );
  const before = { ...then, points };
  return { record: before, patient: await patientAsOf(store, before, patient) };
}

/** A notice with what it tells of: a conversation, a question and its answer, a summary's reference. */
export async function shownNotice(
  store: Beside,
  caller: Caller,
  record: PathwayRecord,
  notice: Notice,
  directory: Directory,
): Promise<Shown> {
  const { cause } = notice;
  const knows = mayKnowWhom(caller, record, notice);
  const { record: known, patient } = knows
    ? await readKnown(store, caller, record, notice)
    : { record, patient: undefined };
  const task = record.tasks.find(({ taskId }) => taskId === cause);
  const question =
    task === undefined
      ? record.questions.find(({ questionId }) => questionId === cause)
      : questionOf(record, task);
  const held = await readHeld(store, caller, record, directory);
  const about = task === undefined ? undefined : (askedAbout(record, task) ?? task.taskId);
  const told = held.find(({ point, said }) => said !== undefined && point.taskId === about);
  return {
    ...noticeView(known, notice, directory, patient),
    ...(knows ? {} : { sees: 'status' }),
    ...(told === undefined ? {} : { assessment: conversationView(told, directory, patient) }),
    ...(question === undefined
      ? {}
      : { question: await readQuestion(store, caller, record, question, directory) }),
    ...(notice.kind === 'answered' && task !== undefined && question === undefined
      ? { answer: await readAnswer(store, record, task) }
      : {}),
  };
}
