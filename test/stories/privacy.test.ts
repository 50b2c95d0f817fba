import { beforeAll, describe, expect, it, vi } from 'vitest';
import { diagnosisGroups } from '../../domain/model.ts';
import type { PathwayRecord } from '../../domain/record.ts';
import { createLog, type Log, type LogFields } from '../../functions/shared/log.ts';
import type { Row } from '../../functions/shared/ports.ts';
import { another, palliative, referrals, type Sample, type Story, simulate } from '../support/simulated.ts';

/**
 * DESIGN idea 6: only ids, dates and enums travel. Patients live through everything there is, with marks in all that
 * is theirs, providers failing on the way; then everything that has left the two items where it belongs is searched.
 */

/** The marks begin with letters that an id of ours never has: no `i`, `l` or `u` is in them. */
const marks = {
  name: 'Uilunavn Uilunavnesen',
  guardian: 'Uiluverge Uiluvergesen',
  contact: 'Uilukontakt Uilukontaktsen',
  contactPerson: 'Uiluperson Uilupersonsen',
  interpreter: 'uiluspraak',
  code: 'UILU50.9',
  need: 'Uilubehov etter Uiluoperasjon',
  summary: 'Uilusammendrag',
  matters: 'Uiluviktig',
  note: 'Uilunotat',
  reason: 'Uilubegrunnelse',
  wrong: 'Uilugalt',
};
const phones = {
  patient: '+4791234501',
  guardian: '+4791234502',
  contact: '+4791234503',
  person: '91234504',
};
const hospital = palliative.hospital.unitId;
const municipality = 'kommune-3105';

let story: Story;
let nationalIds: readonly string[];
const logged: string[] = [];
const answers: string[] = [];

/** A log that keeps what Powertools would be given, errors as they are: nothing may rest on a filter alone. */
const log: Log = {
  info: (event, fields) => void logged.push(lineOf(event, fields)),
  error: (event, fields) => void logged.push(lineOf(event, fields)),
};

function lineOf(event: string, { error, ...fields }: LogFields = {}): string {
  const { name, message, stack, ...more } = (error ?? {}) as Error;
  return JSON.stringify({ event, ...fields, name, message, stack, more });
}

const marked = (n: number, more: Sample = {}): Sample => {
  const base = another(n);
  return {
    ...base,
    patient: {
      nationalId: base.patient.nationalId,
      name: marks.name,
      phone: phones.patient,
      interpreter: marks.interpreter,
      guardian: { name: marks.guardian, phone: phones.guardian },
    },
    diagnosis: { ...base.diagnosis, group: 'pancreatic', code: marks.code },
    hospital: { unitId: hospital, contact: { name: marks.contact, role: 'lege', phone: phones.contact } },
    ...more,
  };
};

const assessed = (): Sample =>
  story.assessed({
    needs: [{ theme: 'sexual-health', followUp: marks.need, responsible: 'gp' }],
    distress: 7,
    esas: { 'pain-at-rest': 9 },
    whatMatters: marks.matters,
    summary: marks.summary,
    askGp: ['pain'],
  });

beforeAll(async () => {
  let call = 0;
  let begun = 0;
  story = await simulate({
    log,
    wrap: (ports) => ({
      ...ports,
      messenger: {
        send: async (message) => {
          call += 1;
          // as a provider might: it repeats the address it was given
          if (call % 5 === 0) throw new Error(`rejected ${message.to} "${message.text}"`);
          await ports.messenger.send(message);
        },
      },
      workflows: {
        ...ports.workflows,
        start: async (plan, name, input) => {
          begun += 1;
          if (begun % 3 === 0) throw new Error(`no: ${name} ${JSON.stringify(input)}`);
          await ports.workflows.start(plan, name, input);
        },
      },
    }),
  });
  const bodies = Array.from({ length: 6 }, (_, n) => marked(n + 1));
  nationalIds = bodies.map((body) => body.patient.nationalId);
  const ids: string[] = [];
  for (const body of bodies) ids.push(await story.start(body));
  // long enough for the sweep to begin what could not be begun at once
  await story.world.advanceTo('2026-11-20T12:00:00Z');
  const [full, ended, moved, silent, declined, lost] = ids as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];

  // refusals of every kind, all with marks in them
  const refuse = async (send: Promise<{ status: number; body: unknown }>) => {
    const answer = await send;
    expect(answer.status).toBeGreaterThanOrEqual(400);
    answers.push(JSON.stringify(answer.body));
  };
  await refuse(story.send({ ...bodies[0], patient: { ...bodies[0].patient, name: `${marks.name} Annen` } }));
  await refuse(story.send({ ...bodies[0], referralId: 'other-1' }));
  await refuse(story.send({ ...marked(40), patient: { nationalId: marks.wrong, name: marks.name } }));
  await refuse(story.send({ ...marked(41), diagnosis: { group: marks.wrong, date: '2026-11-10' } }));
  await refuse(story.send({ ...marked(42), municipality: { number: '0301' } }));
  await refuse(
    story.send({ ...marked(43), hospital: { unitId: hospital, contact: { phone: marks.wrong } } }),
  );
  await refuse(story.report(full, hospital, { type: 'retracted', retracts: 'none', reason: marks.reason }));
  await refuse(story.report(full, hospital, { type: marks.wrong }));

  const task = await story.openTask(full, hospital);
  await refuse(story.complete(task, { ...assessed(), heldOn: '2027-01-01' }));
  await refuse(story.complete(task, { ...assessed(), esas: { [marks.wrong]: 4 } }));
  await refuse(story.complete({ ...task, unitId: municipality }, assessed()));
  for (const id of [full, moved, ended]) {
    await story.complete(await story.openTask(id, hospital), assessed());
    const intake = await story.openTask(id, hospital);
    await story.accept(intake);
    await story.complete(intake, {
      outcome: 'done',
      note: marks.note,
      contactPerson: { name: marks.contactPerson, phone: phones.person },
    });
  }
  await story.complete(await story.openTask(declined, hospital), {
    outcome: 'declined',
    askAgain: true,
    note: marks.note,
  });
  await refuse(story.complete(task, { outcome: 'declined', askAgain: true }));
  await story.world.advanceTo('2027-02-12T12:00:00Z');
  await story.report(moved, hospital, { type: 'moved', municipality: { number: '5501', district: null } });
  await story.report(ended, hospital, { type: 'deceased', eventId: 'd' });
  await story.report(ended, hospital, { type: 'retracted', retracts: 'd', reason: marks.reason });
  await story.report(full, hospital, { type: 'diagnosis-corrected', date: '2026-11-12' });
  const [running] = (await story.executions('RUNNING')).filter((name) => name.startsWith(lost));
  await story.stopFromOutside(running as string);
  await story.world.advanceTo('2028-09-01T12:00:00Z');
  for (const id of [full, silent]) expect((await story.pathway(id, hospital)).status).toBe('completed');
});

/**
 * Fails where any of the words begins anything in any of the texts, naming both. In the middle of a task token or a
 * digest, which are random, letters mean nothing.
 */
function nowhere(texts: readonly string[], words: readonly string[]): void {
  expect(texts.length).toBeGreaterThan(0);
  const begins = words.map((word) => ({
    word,
    pattern: new RegExp(`(?<![A-Za-z0-9_-])${word.replace('+', '\\+')}`, 'i'),
  }));
  const found = texts.flatMap((text) =>
    begins.filter(({ pattern }) => pattern.test(text)).map(({ word }) => `${word} in ${text.slice(0, 300)}`),
  );
  expect(found).toEqual([]);
}

const personal = () => [
  'uilu',
  ...Object.values(phones).flatMap((phone) => [phone, phone.replace('+47', '')]),
  ...nationalIds,
];
/** Words of the diagnosis that are words of nothing else. */
const diagnosis = [
  ...diagnosisGroups.filter((group) => group !== 'other' && group !== 'diagnostic'),
  'C50',
  'palliative',
  'curative',
];

describe('nobody is recognised', () => {
  it('in the name, input or history of any execution', async () => {
    const executions = await story.listed();
    expect(executions.length).toBeGreaterThan(12);
    const texts: string[] = executions.map((execution) => execution.name);
    for (const { executionArn, name } of executions) {
      expect(name).toMatch(/^[0-9a-hjkmnp-tv-z]{26}(-f\d+)?-\d+$/);
      const described = await story.world.engine.call('DescribeExecution', { executionArn });
      texts.push(JSON.stringify(described));
      for (const event of await story.history(executionArn)) texts.push(JSON.stringify(event));
    }
    expect(texts.length).toBeGreaterThan(500);
    nowhere(texts, [...personal(), ...diagnosis, 'sexual', 'pain', 'esas', 'distress']);
    // nor any address that was written to
    nowhere(texts, ['@', '+47']);
  });

  it('in any message, of which none says what it is about either', () => {
    const texts = story.world.messages.map(({ to: _, ...message }) => JSON.stringify(message));
    expect(texts.length).toBeGreaterThan(50);
    nowhere(texts, [...personal(), ...diagnosis]);
    nowhere(texts, [
      'kreft',
      'cancer',
      'pakkeforløp',
      'pakkeforlaup',
      'tumor',
      'svulst',
      'pasient',
      'patient',
      'diagnos',
      'sykdom',
      'sjukdom',
      'illness',
      'onkolog',
      'palliativ',
      'lindrende behandling',
      'behandling',
      'sykehus',
    ]);
  });

  it('in any log line, not even of an error before it is filtered', () => {
    expect(logged.some((line) => line.includes('message-not-accepted'))).toBe(true);
    expect(logged.some((line) => line.includes('effect-failed'))).toBe(true);
    nowhere(logged, [...personal(), ...diagnosis]);
  });

  it('in what is written of an error, whatever the error says', () => {
    const written: string[] = [];
    const keep = (chunk: unknown) => {
      written.push(String(chunk));
      return true;
    };
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation(keep as never),
    );
    const real = createLog('privacy');
    class Refused extends Error {
      override readonly name = 'Refused';
      readonly to = marks.name;
    }
    real.error('message-not-accepted', {
      pathwayId: 'p1',
      error: new Refused(`no such address: ${marks.name}`, { cause: new Error(marks.reason) }),
    });
    real.error('step-failed', { error: { message: marks.name } });
    real.info('pathway-replanned', { error: marks.name });
    for (const spy of spies) spy.mockRestore();
    expect(written.join('')).toContain('"errorName":"Refused"');
    expect(written.join('')).toContain('p1');
    nowhere(written, personal());
  });

  it('in a problem', () => {
    expect(answers.length).toBeGreaterThanOrEqual(11);
    // the words that a diagnosis group may have are named to whoever sent another
    nowhere(answers, personal());
  });

  it('in a record, which is what workflow steps read', () => {
    const records = story.writes
      .filter(({ method }) => ['createPathway', 'putPathway', 'enterRung'].includes(method))
      .map(({ value }) => JSON.stringify(value as PathwayRecord));
    expect(records.length).toBeGreaterThan(100);
    nowhere(records, [...personal(), ...diagnosis, 'sexual']);
  });

  it('in a row of a list', () => {
    const rows = story.writes
      .filter(({ method }) => method === 'putRows')
      .flatMap(({ value }) => value as readonly Row[]);
    // one row says of which diagnosis group a pathway is, by the list that it is in, and nothing else
    const groups = rows.filter((row) => row.sort === 'G');
    expect(groups.length).toBe(6);
    for (const { listKey, data } of groups) expect([listKey, data]).toEqual(['G#so#pancreatic', {}]);
    const others = rows.filter((row) => row.sort !== 'G').map((row) => JSON.stringify(row));
    expect(others.length).toBeGreaterThan(100);
    nowhere(others, [...personal(), ...diagnosis, 'sexual', 'distress', 'pain-at-rest']);
    nowhere(
      groups.map((row) => JSON.stringify({ ...row, listKey: '' })),
      [...personal(), ...diagnosis],
    );
  });

  it('in the audit, which says who looked and at what', () => {
    const entries = story.world.audited().map((entry) => JSON.stringify(entry));
    expect(entries.length).toBeGreaterThan(20);
    nowhere(entries, [...personal(), ...diagnosis]);
  });

  it('in a metric', () => {
    nowhere([...story.world.metrics.keys(), 'none'], [...personal(), ...diagnosis]);
  });
});

describe('what was marked', () => {
  it('is where it belongs: in the patient’s item and in free texts', () => {
    const of = (method: string) =>
      JSON.stringify(story.writes.filter((write) => write.method === method).map((write) => write.value));
    for (const mark of [marks.name, marks.guardian, marks.contact, marks.interpreter, marks.code])
      expect(of('createPatient')).toContain(mark);
    for (const mark of [
      marks.need,
      marks.summary,
      marks.matters,
      marks.note,
      marks.reason,
      marks.contactPerson,
    ])
      expect(of('putText')).toContain(mark);
  });

  it('is asked of the store by no workflow step', async () => {
    const asked: string[] = [];
    let inStep = false;
    const watched = await simulate({
      around: async (entry, invoke) => {
        inStep = !/^(GET|POST|PUT|DELETE) /.test(entry);
        try {
          return await invoke();
        } finally {
          inStep = false;
        }
      },
      wrap: (ports) => ({
        ...ports,
        store: {
          ...ports.store,
          getPatient: async (pathwayId) => {
            if (inStep) asked.push('getPatient');
            return ports.store.getPatient(pathwayId);
          },
          getText: async (pathwayId, textId) => {
            if (inStep) asked.push('getText');
            return ports.store.getText(pathwayId, textId);
          },
          findByPerson: async (key) => {
            if (inStep) asked.push('findByPerson');
            return ports.store.findByPerson(key);
          },
        },
      }),
    });
    await watched.start(marked(1));
    await watched.world.advanceTo('2028-09-01T12:00:00Z');
    expect(asked).toEqual([]);
  });

  it('is in no e-mail or SMS of any sample', async () => {
    const all = await simulate();
    for (const referral of referrals) await all.start(referral);
    await all.world.advanceTo('2028-09-01T12:00:00Z');
    const words = referrals.flatMap(({ patient, referralId }) => [
      patient.name,
      patient.nationalId,
      ...patient.name.split(' '),
      referralId,
    ]);
    const said = all.world.messages.map((message) => JSON.stringify(message));
    expect(said.length).toBeGreaterThan(100);
    nowhere(said, words);
  });
});
