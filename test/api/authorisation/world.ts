import type { Unit } from '../../../domain/model.ts';
import type { SimulationOptions } from '../../../local/simulation.ts';
import { another, type Sample, type Story, simulate, units } from '../../support/simulated.ts';
import { before, blocked, gp, gpBefore, hospital, left, type Mark, municipality } from './table.ts';

/** Patients in each situation that the table speaks of, with marks in all that is theirs. */

export const situations = [
  'home',
  'in hospital',
  'not shared',
  'no since',
  'coordinator only',
  'protected address',
  'transferred',
  'transferred back',
  'missed',
  'blocked',
] as const;
export type Situation = (typeof situations)[number];

/** Ids of a patient's things; one that there is none of is an id of the kind that nobody has. */
export interface Subject {
  readonly pathwayId: string;
  readonly referralId: string;
  readonly name: string;
  readonly nationalId: string;
  readonly today: string;
  /** Whom to ask, where that is not the one that is asked if nobody is named. */
  readonly other?: string;
  /** The municipality's next point. */
  readonly n: string;
  readonly hospitalTask: string;
  readonly municipalTask: string;
  readonly formerTask: string;
  readonly formerIntake: string;
  readonly findingTask: string;
  readonly gpNotice: string;
  readonly formerNotice: string;
  /** That of the unit above, which was told of a miss. */
  readonly missedNotice: string;
  readonly question: string;
  /** With which the municipality's open task is completed. */
  readonly outcome: Sample;
}

/** What is searched for in answers, of a patient in a situation. The national id and the code go with the name. */
export const wordsOf = (situation: Situation): Readonly<Record<Mark, string>> => {
  const n = situations.indexOf(situation);
  return {
    identity: `Uilunavn${'abcdefghij'[n]} Uilunavnesen`,
    'old number': `+47 91 23 45 1${n}`,
    'new number': `+47 91 23 45 2${n}`,
    'said in hospital': `Uilusykehus${n}`,
    'said at home': `Uiluhjemme${n}`,
    question: `Uiluspm${n}`,
  };
};
const code = 'UILU34.9';
export const identifying = ({ name, nationalId }: Subject): readonly string[] => [name, nationalId, code];

const start = '2026-11-20T09:00:00Z';
const directory: readonly Unit[] = units.map((unit) =>
  unit.unitId === municipality
    ? {
        ...unit,
        contacts: [
          ...unit.contacts,
          { role: 'coordinator', email: 'left@example.test', language: 'nb', subject: left, disabled: true },
        ],
      }
    : unit,
);

export class World {
  readonly story: Story;
  private readonly pools: Readonly<Record<Situation, Subject[]>>;
  constructor(story: Story, pools: Readonly<Record<Situation, Subject[]>>) {
    this.story = story;
    this.pools = pools;
  }

  /** The one of a situation that nothing is done to. */
  standing(situation: Situation): Subject {
    return this.pools[situation][0]!;
  }

  all(situation: Situation): readonly Subject[] {
    return this.pools[situation];
  }

  /** One of a situation that nothing has been done to. */
  fresh(situation: Situation): Subject {
    return this.pools[situation].pop()!;
  }
}

/** So many patients in each situation, on a day in November of the year after. */
export async function openWorld(
  howMany: Readonly<Record<Situation, number>>,
  options: Pick<SimulationOptions, 'log'> = {},
): Promise<World> {
  const story = await simulate({ ...options, startAt: start, units: directory });
  let n = 0;
  const begin = async (
    situation: Situation,
    more: Sample = {},
    patient: Sample = {},
    date = story.today(),
  ) => {
    n += 1;
    const { identity: name, 'old number': phone } = wordsOf(situation);
    const base = another(n);
    const referral: Sample = {
      ...base,
      referralId: `W-${n}`,
      patient: { ...base.patient, name, phone, ...patient },
      diagnosis: { ...base.diagnosis, date, code },
      ...more,
    };
    const pathwayId = await story.start(referral);
    const { nationalId } = referral.patient;
    return { pathwayId, referralId: referral.referralId, name, nationalId };
  };
  const assess = async (situation: Situation, pathwayId: string) => {
    const task = await story.openTask(pathwayId, hospital);
    must(await story.complete(task, said(wordsOf(situation)['said in hospital'])));
    return task.taskId as string;
  };
  const said = (words: string, more: Sample = {}): Sample =>
    story.assessed({
      needs: [{ theme: 'nutrition', followUp: words }],
      whatMatters: words,
      summary: words,
      ...more,
    });
  const takeIn = async (pathwayId: string) => {
    const intake = await story.openTask(pathwayId, hospital);
    must(await story.accept(intake));
    must(await story.complete(intake, { outcome: 'done' }));
    return intake.taskId as string;
  };
  const nothing = (pathwayId: string) => ({
    n: '2',
    hospitalTask: `${pathwayId}-t91`,
    municipalTask: `${pathwayId}-t92`,
    formerTask: `${pathwayId}-t93`,
    formerIntake: `${pathwayId}-t94`,
    findingTask: `${pathwayId}-t95`,
    gpNotice: `${pathwayId}-n91`,
    formerNotice: `${pathwayId}-n92`,
    missedNotice: `${pathwayId}-n93`,
    question: `${pathwayId}-q91`,
    outcome: { outcome: 'done' },
    today: story.today(),
  });
  const open = async (pathwayId: string) => (await story.openTask(pathwayId, hospital)).taskId as string;
  const times = (situation: Situation) => Array.from({ length: howMany[situation] });

  const words = wordsOf('home');
  const home: Sample[] = [];
  for (const _ of times('home')) {
    const known = await begin('home', {
      municipality: { number: '3107', district: null },
      gp: { unitId: gpBefore },
    });
    const hospitalTask = await assess('home', known.pathwayId);
    home.push({ ...known, hospitalTask, formerIntake: await takeIn(known.pathwayId) });
  }
  await story.world.advanceTo('2027-02-01T09:00:00Z');
  for (const { pathwayId } of home)
    must(await story.report(pathwayId, hospital, { type: 'gp-changed', gp: { unitId: gp } }));
  await story.world.advanceTo('2027-02-25T09:00:00Z');
  for (const one of home) {
    const task = await story.openTask(one.pathwayId, hospital);
    one.formerTask = task.taskId;
    must(await story.complete(task, said(words['said at home'], { gp: { unitId: gp } })));
  }
  await story.world.advanceTo('2027-03-10T09:00:00Z');
  for (const { pathwayId } of home) {
    must(
      await story.report(pathwayId, hospital, {
        type: 'moved',
        municipality: { number: '3105', district: null },
      }),
    );
    await takeIn(pathwayId);
  }
  await story.world.advanceTo('2027-03-20T09:00:00Z');
  for (const { pathwayId } of home)
    must(
      await story.report(pathwayId, hospital, {
        type: 'patient-corrected',
        patient: { phone: words['new number'] },
      }),
    );
  await story.world.advanceTo('2027-11-10T09:00:00Z');
  const noSince: Sample[] = [];
  for (const _ of times('no since')) {
    const known = await begin('no since');
    const hospitalTask = await assess('no since', known.pathwayId);
    noSince.push({ ...known, hospitalTask, formerIntake: await takeIn(known.pathwayId) });
  }
  await story.world.advanceTo('2027-11-12T09:00:00Z');
  for (const { pathwayId } of noSince)
    must(
      await story.report(pathwayId, hospital, {
        type: 'answers-changed',
        answers: { shareWithMunicipality: false },
      }),
    );
  await story.world.advanceTo('2027-11-15T09:00:00Z');
  for (const { pathwayId } of noSince)
    must(
      await story.report(pathwayId, hospital, {
        type: 'patient-corrected',
        patient: { phone: wordsOf('no since')['new number'] },
      }),
    );
  await story.world.advanceTo('2027-11-24T09:00:00Z');
  for (const one of noSince) Object.assign(one, { ...nothing(one.pathwayId), ...one });
  for (const one of home) {
    const { pathwayId } = one;
    const put = await story.world.call(
      'POST /pathways/{pathwayId}/questions',
      { role: 'coordinator', unitId: hospital },
      { path: { pathwayId }, body: { text: words.question, unitId: municipality } },
    );
    must(put);
    const { notices } = await story.record(pathwayId);
    const copy = (unitId: string) =>
      notices.find((notice) => notice.unitId === unitId && notice.kind === 'assessment')!.noticeId;
    Object.assign(one, {
      ...nothing(pathwayId),
      hospitalTask: one.hospitalTask,
      formerTask: one.formerTask,
      formerIntake: one.formerIntake,
      municipalTask: await open(pathwayId),
      n: '3',
      question: put.body.questionId,
      gpNotice: copy(gp),
      formerNotice: copy(gpBefore),
      outcome: said(words['said at home'], { gp: { unitId: gp } }),
    });
  }

  const inHospital: Sample[] = [];
  for (const _ of times('in hospital')) {
    const known = await begin('in hospital');
    inHospital.push({ ...nothing(known.pathwayId), ...known, hospitalTask: await open(known.pathwayId) });
  }
  const notShared: Sample[] = [];
  for (const _ of times('not shared')) {
    const known = await begin('not shared', { answers: { pathway: true, shareWithMunicipality: false } });
    notShared.push({
      ...nothing(known.pathwayId),
      ...known,
      hospitalTask: await assess('not shared', known.pathwayId),
    });
  }
  const coordinatorOnly: Sample[] = [];
  for (const _ of times('coordinator only')) {
    const known = await begin('coordinator only', { answers: { pathway: false, cancerCoordinator: true } });
    const { tasks } = await story.record(known.pathwayId);
    const referral = tasks.find(({ kind }) => kind === 'coordinator-referral')!;
    coordinatorOnly.push({ ...nothing(known.pathwayId), ...known, municipalTask: referral.taskId });
  }
  const protectedOnes: Sample[] = [];
  for (const _ of times('protected address')) {
    const known = await begin('protected address', {}, { addressProtected: true });
    const hospitalTask = await assess('protected address', known.pathwayId);
    const finding = await story.openTask(known.pathwayId, hospital);
    must(await story.complete(finding, { outcome: 'done', unitId: before }));
    protectedOnes.push({
      ...nothing(known.pathwayId),
      ...known,
      hospitalTask,
      findingTask: finding.taskId,
      municipalTask: await open(known.pathwayId),
    });
  }
  const transferred: Sample[] = [];
  for (const _ of times('transferred')) {
    const known = await begin('transferred');
    must(
      await story.report(known.pathwayId, hospital, {
        type: 'transferred',
        hospital: { unitId: 'siv-kreft' },
      }),
    );
    transferred.push({
      ...nothing(known.pathwayId),
      ...known,
      other: hospital,
      hospitalTask: await open(known.pathwayId),
    });
  }
  const back: Sample[] = [];
  for (const _ of times('transferred back')) {
    const known = await begin('transferred back');
    for (const unitId of ['siv-kreft', hospital])
      must(await story.report(known.pathwayId, hospital, { type: 'transferred', hospital: { unitId } }));
    back.push({ ...nothing(known.pathwayId), ...known, hospitalTask: await open(known.pathwayId) });
  }
  const missed: Sample[] = [];
  for (const _ of times('missed')) {
    const known = await begin('missed', { startAtPoint: 2 }, {}, '2027-05-01');
    missed.push({
      ...nothing(known.pathwayId),
      ...known,
      n: '3',
      municipalTask: await open(known.pathwayId),
      missedNotice: (await story.record(known.pathwayId)).notices.find(({ kind }) => kind === 'missed')!
        .noticeId,
    });
  }
  const blockedOnes: Sample[] = [];
  for (const _ of times('blocked')) {
    const known = await begin('blocked');
    const hospitalTask = await assess('blocked', known.pathwayId);
    const formerIntake = await takeIn(known.pathwayId);
    const { pathwayId } = known;
    const put = await story.world.call(
      'POST /pathways/{pathwayId}/questions',
      { role: 'coordinator', unitId: municipality },
      { path: { pathwayId }, body: { text: wordsOf('blocked').question, unitId: hospital } },
    );
    must(put);
    must(await story.report(pathwayId, hospital, { type: 'staff-blocked', subject: blocked }));
    const { tasks } = await story.record(pathwayId);
    blockedOnes.push({
      ...nothing(pathwayId),
      ...known,
      hospitalTask,
      formerIntake,
      // the hospital's own: whom it belongs to is not what it is refused for
      municipalTask: tasks.find(({ kind }) => kind === 'question')!.taskId,
      question: put.body.questionId,
    });
  }
  return new World(story, {
    blocked: blockedOnes as Subject[],
    missed: missed as Subject[],
    'no since': noSince as Subject[],
    'transferred back': back as Subject[],
    home: home as Subject[],
    'in hospital': inHospital as Subject[],
    'not shared': notShared as Subject[],
    'coordinator only': coordinatorOnly as Subject[],
    'protected address': protectedOnes as Subject[],
    transferred: transferred as Subject[],
  });
}

function must(answer: { readonly status: number; readonly body: Sample }): void {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
}
