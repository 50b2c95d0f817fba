import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerNames,
  esasItems,
  gpAsks,
  modes,
  notHeldReasons,
  responsibles,
  themes,
} from '../../domain/model.ts';
import { outcome as outcomeSchema } from '../../functions/shared/http/schemas.ts';
import { elementOf, refusalsOf } from '../../web/pages/task/outcome/errors.ts';
import {
  answerOf,
  emptyForm,
  type Form,
  isGpUncertain,
  type Known,
  outcomeOf,
  problemsOf,
  restored,
  ways,
} from '../../web/pages/task/outcome/form.ts';

/** The form of a conversation's outcome: what it holds, what it lacks, and what is sent of it. */

const yes = { pathway: true, shareWithMunicipality: true, cancerCoordinator: null, gpCopy: true };
const known: Known = {
  kind: 'needs-assessment',
  point: 1,
  today: '2026-11-20',
  closesOn: '2027-01-01',
  answers: yes,
  gp: { unitId: 'fastlege-5', asOf: '2026-11-01' },
};
const filled = (part: Partial<Form> = {}, of: Known = known): Form => ({
  ...emptyForm(of, 'phone'),
  ...part,
});
const paths = (form: Form, of: Known = known) =>
  problemsOf(form, of).map(({ path, why }) => `${path} ${why}`);

const text = fc.string({ maxLength: 40 });
const score = fc.integer({ min: 0, max: 10 });
const date = fc.constantFrom('', '2026-11-19', '2026-11-20', '2026-12-24', '2027-03-01');
const anyForm: fc.Arbitrary<Form> = fc.record({
  way: fc.constantFrom(null, ...ways),
  heldOn: date,
  mode: fc.constantFrom('' as const, ...modes),
  themes: fc.dictionary(
    fc.constantFrom(...themes),
    fc.record({
      need: fc.boolean(),
      followUp: text,
      responsible: fc.constantFrom('' as const, ...responsibles),
    }),
  ),
  whatMatters: text,
  summary: text,
  distress: fc.option(score),
  esas: fc.dictionary(fc.constantFrom(...esasItems), score),
  askGp: fc.subarray([...gpAsks]),
  answers: fc.dictionary(fc.constantFrom(...answerNames), fc.constantFrom(true, false, null)),
  gp: fc.constantFrom('same' as const, 'other' as const, null),
  gpUnitId: fc.constantFrom('', 'fastlege-1'),
  askAgain: fc.boolean(),
  askAgainOn: date,
  reason: fc.constantFrom('' as const, ...notHeldReasons),
  tryAgainOn: date,
});
const anyKnown: fc.Arbitrary<Known> = fc.record({
  kind: fc.constantFrom('needs-assessment' as const, 'offer-again' as const),
  point: fc.constantFrom(1 as const, 2 as const, 3 as const, 'extra-1' as const),
  today: fc.constant('2026-11-20'),
  closesOn: fc.constant('2027-01-01'),
  answers: fc.record({
    pathway: fc.constantFrom(true, false, null),
    shareWithMunicipality: fc.constantFrom(true, false, null),
    cancerCoordinator: fc.constantFrom(true, false, null),
    gpCopy: fc.constantFrom(true, false, null),
  }),
  gp: fc.constantFrom(null, { unitId: 'fastlege-5', asOf: '2026-10-01' }),
});

describe('what is sent', () => {
  it('has the form that the API takes, whatever is filled in without a problem', () => {
    fc.assert(
      fc.property(anyForm, anyKnown, (form, of) => {
        fc.pre(problemsOf(form, of).length === 0);
        const sent = outcomeOf(form, of);
        expect(outcomeSchema.parse(sent)).toEqual(sent);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of a conversation that was held with nothing touched is short', () => {
    expect(outcomeOf(filled(), known)).toEqual({
      outcome: 'assessed',
      heldOn: '2026-11-20',
      mode: 'phone',
      needs: [],
    });
  });

  it('tells needs, what was discussed without one, and leaves out what was not discussed', () => {
    const form = filled({
      themes: {
        nutrition: { need: true, followUp: ' Ernæringsfysiolog ', responsible: 'municipality' },
        'oral-health': { need: true, followUp: '', responsible: '' },
        'self-care': { need: false, followUp: '', responsible: '' },
      },
    });
    expect(outcomeOf(form, known)).toMatchObject({
      needs: [
        { theme: 'nutrition', followUp: 'Ernæringsfysiolog', responsible: 'municipality' },
        { theme: 'oral-health' },
      ],
      discussed: ['self-care'],
    });
  });

  it('has only answers that are not so already', () => {
    const form = filled({ answers: { pathway: true, gpCopy: false, cancerCoordinator: null } });
    expect(outcomeOf(form, known)).toMatchObject({ answers: { gpCopy: false } });
  });

  it('confirms the GP office that is known, or names another', () => {
    expect(outcomeOf(filled({ gp: 'same' }), known)).toMatchObject({ gp: { unitId: 'fastlege-5' } });
    expect(outcomeOf(filled({ gp: 'other', gpUnitId: 'fastlege-1' }), known)).toMatchObject({
      gp: { unitId: 'fastlege-1' },
    });
    expect(outcomeOf(filled(), known)).not.toHaveProperty('gp');
    expect(outcomeOf(filled({ gp: 'same' }), { ...known, gp: null })).not.toHaveProperty('gp');
  });

  it('of a no asks again, unless that is not wanted; a later point is not asked for again', () => {
    const no = filled({ way: 'declined', askAgainOn: '2027-01-10', answers: { gpCopy: false } });
    expect(outcomeOf(no, known)).toEqual({
      outcome: 'declined',
      askAgain: true,
      askAgainOn: '2027-01-10',
      answers: { gpCopy: false },
    });
    expect(outcomeOf({ ...no, askAgain: false, answers: {} }, known)).toEqual({
      outcome: 'declined',
      askAgain: false,
    });
    expect(outcomeOf({ ...no, answers: {} }, { ...known, point: 2 })).toEqual({
      outcome: 'declined',
      askAgain: false,
    });
  });

  it('of one that was not held is the reason, and when it is tried again', () => {
    const form = filled({ way: 'not-held', reason: 'too-ill', tryAgainOn: '2026-12-01', summary: 'x' });
    expect(outcomeOf(form, known)).toEqual({
      outcome: 'not-held',
      reason: 'too-ill',
      tryAgainOn: '2026-12-01',
    });
  });
});

describe('what is missing', () => {
  it('is said before the server does', () => {
    expect(paths(filled({ mode: '', heldOn: '' }))).toEqual(['heldOn missing', 'mode missing']);
    expect(paths(filled({ heldOn: '2026-11-21' }))).toEqual(['heldOn future']);
    expect(paths(filled({ gp: 'other' }))).toEqual(['gp missing']);
    expect(paths(filled({ way: 'declined', askAgainOn: '2026-11-20' }))).toEqual(['askAgainOn past']);
    expect(paths(filled({ way: 'not-held', tryAgainOn: '2026-11-19' }))).toEqual([
      'reason missing',
      'tryAgainOn past',
    ]);
    expect(paths(filled({ way: 'not-held', reason: 'too-ill', tryAgainOn: '2027-01-02' }))).toEqual([
      'tryAgainOn closed',
    ]);
    expect(paths(filled())).toEqual([]);
  });

  it('at the first point is what nobody has asked about pathway and sharing', () => {
    const unasked = { ...known, answers: { ...yes, pathway: null, shareWithMunicipality: null } };
    expect(paths(filled(), unasked)).toEqual([
      'answers.pathway unanswered',
      'answers.shareWithMunicipality unanswered',
    ]);
    expect(paths(filled({ answers: { pathway: true, shareWithMunicipality: false } }), unasked)).toEqual([]);
    expect(paths(filled(), { ...unasked, point: 2 })).toEqual([]);
    expect(paths(filled({ way: 'declined' }), unasked)).toEqual([]);
  });

  it('of an offer is at first how it went', () => {
    const offer: Known = { ...known, kind: 'offer-again' };
    expect(paths(emptyForm(offer), offer)).toEqual(['way missing']);
  });
});

describe('an answer', () => {
  const said = { ...known, answers: { ...yes, pathway: false } };
  it('is yes where somebody who had said no takes the first conversation, unless they say otherwise', () => {
    expect(answerOf('pathway', filled(), said)).toBe(true);
    expect(outcomeOf(filled(), said)).not.toHaveProperty('answers');
    expect(outcomeOf(filled({ answers: { pathway: false } }), said)).toMatchObject({
      answers: { pathway: false },
    });
  });

  it('is no where the first conversation is turned down, whatever was touched before', () => {
    const form = filled({ way: 'declined', answers: { pathway: true } });
    expect(answerOf('pathway', form, known)).toBe(false);
    expect(outcomeOf(form, known)).not.toHaveProperty('answers');
    expect(answerOf('pathway', form, { ...known, point: 2 })).toBe(true);
  });
});

describe('the GP', () => {
  it.each([
    ['2026-10-16', false],
    ['2026-10-15', true],
  ])('known since %s is to be confirmed: %s', (asOf, uncertain) => {
    expect(isGpUncertain({ ...known, gp: { unitId: 'fastlege-5', asOf } })).toBe(uncertain);
  });

  it('nobody knows is not', () => {
    expect(isGpUncertain({ ...known, gp: null })).toBe(false);
  });
});

describe('a saved form', () => {
  it('is restored as it was', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const empty = emptyForm({ kind: 'offer-again', today: '' });
        expect(restored(JSON.parse(JSON.stringify(form)), empty)).toEqual(form);
      }),
    );
  });

  it('of whatever kind comes back as a form', () => {
    const empty = emptyForm(known);
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        expect(Object.keys(restored(content, empty))).toEqual(Object.keys(empty));
      }),
    );
    expect(
      restored({ themes: { nutrition: 1 }, esas: [], distress: 11, answers: { gpCopy: 3 } }, empty),
    ).toEqual(empty);
  });
});

describe('what the server refuses', () => {
  const form = filled({
    heldOn: '2026-11-01',
    askAgainOn: '2029-01-01',
    themes: {
      'mental-health': { need: true, followUp: '', responsible: '' },
      nutrition: { need: true, followUp: '', responsible: '' },
      'self-care': { need: false, followUp: '', responsible: '' },
    },
  });
  it.each([
    ['heldOn', 'heldOn'],
    ['answers.pathway', 'answers.pathway'],
    ['answers.shareWithMunicipality', 'answers.shareWithMunicipality'],
    ['askAgainOn', 'askAgainOn'],
    ['tryAgainOn', 'tryAgainOn'],
    ['gp', 'gp'],
    ['gp.unitId', 'gp'],
    // needs are sent in the order of the themes
    ['needs.0.followUp', 'themes.nutrition'],
    ['needs.1.followUp', 'themes.mental-health'],
    ['needs', 'themes'],
    ['esas.nausea', 'esas.nausea'],
    ['esas', 'esas'],
    ['askGp.0', 'askGp'],
    ['outcome', 'way'],
  ])('at %s is the field %s, with its reason as it came', (path, field) => {
    expect(refusalsOf([{ path, code: 'too-long', limit: 200 }], form)).toEqual([
      { path: field, code: 'too-long', limit: 200 },
    ]);
  });

  it('is found on the page by an id without dots', () => {
    expect(elementOf('answers.pathway')).toBe('outcome-answers-pathway');
  });
});
