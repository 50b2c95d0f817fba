import { describe, expect, it } from 'vitest';
import { languages } from '../../domain/model.ts';
import type { Outcome } from '../../web/pages/task/outcome/form.ts';
import { type About, journalText, saidText } from '../../web/pages/task/outcome/journal.ts';
import { texts } from '../../web/pages/task/outcome/texts.ts';
import { common } from '../../web/texts/common.ts';

/** What a coordinator copies into the patient's own record. */
const about: About = {
  point: 'Samtale på sykehuset',
  today: '2026-11-20',
  nameOf: (unitId) =>
    ({ 'kommune-3212': 'Nesodden kommune', 'fastlege-2': 'Legekontor 2' })[unitId] ?? unitId,
  unitId: 'ahus-lunge',
  foreseen: {
    receivers: [
      {
        unitId: 'kommune-3212',
        name: null,
        gets: 'task',
        kind: 'municipal-intake',
        dueAt: '2026-11-27T09:00:00Z',
        reads: true,
      },
      { unitId: 'fastlege-2', name: null, gets: 'question', kind: 'question', asked: ['pain'], reads: true },
      { unitId: 'fastlege-2', name: null, gets: 'copy', kind: 'assessment', reads: true },
      {
        unitId: 'ahus-lunge',
        name: null,
        gets: 'task',
        kind: 'esas-action',
        asked: ['distress'],
        dueAt: '2026-11-24T09:00:00Z',
        reads: true,
      },
      { unitId: 'ahus-koordinerende', name: null, gets: 'status', reads: false },
    ],
    withheld: [],
  },
};
const wordsIn = (language: (typeof languages)[number]) => ({
  own: texts[language],
  shared: common[language],
  language,
});
const assessed: Outcome = {
  outcome: 'assessed',
  heldOn: '2026-11-19',
  mode: 'home-visit',
  needs: [
    { theme: 'nutrition', followUp: 'Ernæringsfysiolog', responsible: 'municipality' },
    { theme: 'other' },
  ],
  discussed: ['self-care', 'oral-health'],
  distress: 5,
  esas: { nausea: 3, 'pain-at-rest': 0 },
  whatMatters: 'Koret',
  askGp: ['pain', 'medicines'],
  summary: 'Kort',
  answers: { gpCopy: true, cancerCoordinator: false, pathway: null },
  gp: { unitId: 'fastlege-2' },
};

describe('the text for the record', () => {
  it('tells what was said, by whom it is followed up, and whom it was sent to', () => {
    expect(journalText(assessed, about, wordsIn('nb'))).toBe(
      [
        'Samtale på sykehuset, holdt 19. november 2026 (hjemmebesøk)',
        'Viktig for pasienten: Koret',
        'Behov:',
        '- Ernæring: Ernæringsfysiolog (Kommunen)',
        '- Annet',
        'Snakket om, uten behov: Egenomsorg, Munn- og tannhelse',
        'Belastning (0–10): 5',
        'ESAS: Smerte i ro 0, Kvalme 3',
        'Fastlegen er bedt om: Smerter, Legemidler',
        'Svar gitt: Pakkeforløp hjem: Ikke spurt, Kontakt med kreftkoordinator: Nei, Kopi til fastlegen: Ja',
        'Fastlege bekreftet: Legekontor 2',
        'Oppsummering: Kort',
        'Sendt til:',
        '- Nesodden kommune: oppgaven «Ta imot pasienten i kommunen», frist 27. november 2026',
        '- Legekontor 2: et spørsmål: Smerter',
        '- Legekontor 2: kopi av samtalen',
      ].join('\n'),
    );
  });

  it('of a conversation in which nothing came up is short, and says who got nothing', () => {
    const nothing: Outcome = { outcome: 'assessed', heldOn: '2026-11-20', mode: 'phone', needs: [] };
    const foreseen = {
      receivers: [],
      withheld: [{ from: 'municipality' as const, reason: 'no-to-sharing' as const }],
    };
    expect(journalText(nothing, { ...about, foreseen }, wordsIn('nb'))).toBe(
      [
        'Samtale på sykehuset, holdt 20. november 2026 (telefon)',
        'Ingen behov meldt.',
        'Ikke sendt til andre.',
        'Hvem får ingenting:',
        '- Kommunen: pasienten har sagt nei til å dele med kommunen',
      ].join('\n'),
    );
  });

  it.each<[string, Outcome, readonly string[]]>([
    [
      'a no',
      { outcome: 'declined', askAgain: true, askAgainOn: '2027-01-10', answers: { gpCopy: false } },
      ['Spørres igjen 10. januar 2027.', 'Svar gitt: Kopi til fastlegen: Nei'],
    ],
    ['a no for later', { outcome: 'declined', askAgain: true }, ['Spørres igjen senere.']],
    ['a last no', { outcome: 'declined', askAgain: false }, ['Ønsker ikke å bli spurt igjen.']],
  ])('of %s', (_, outcome, lines) => {
    expect(saidText(outcome, about, wordsIn('nb')).split('\n')).toEqual([
      'Samtale på sykehuset: pasienten takket nei 20. november 2026',
      ...lines,
    ]);
  });

  it('of one that was not held is the reason, and when it is tried again', () => {
    const outcome: Outcome = { outcome: 'not-held', reason: 'too-ill' };
    expect(saidText(outcome, about, wordsIn('nb'))).toBe(
      'Samtale på sykehuset: ikke holdt, for syk (20. november 2026)',
    );
    expect(saidText({ ...outcome, tryAgainOn: '2026-12-01' }, about, wordsIn('nb'))).toContain(
      '\nNytt forsøk 1. desember 2026.',
    );
  });

  it('is in the reader’s language, with no word of another', () => {
    const [nb, nn, en] = languages.map((language) => journalText(assessed, about, wordsIn(language)));
    expect(new Set([nb, nn, en]).size).toBe(3);
    expect(en).not.toMatch(/Behov|Fastlege|oppgave|undefined/);
    expect(nn).not.toMatch(/ikke |oppgaven|Hjemmebesøk|undefined/);
  });

  it('names notices and what is measured', () => {
    const foreseen = {
      withheld: [],
      receivers: [
        { unitId: 'a', name: null, gets: 'notice' as const, kind: 'declined' as const, reads: false },
        {
          unitId: 'b',
          name: null,
          gets: 'question' as const,
          kind: 'question' as const,
          asked: ['confirm-gp', 'nausea', 'new-word'],
          reads: false,
        },
      ],
    };
    const lines = journalText(
      { outcome: 'declined', askAgain: false },
      { ...about, foreseen },
      wordsIn('nb'),
    );
    expect(lines).toContain('- a: beskjeden «Pasienten har takket nei»');
    expect(lines).toContain('- b: et spørsmål: Hvem er fastlegen?, Kvalme, new-word');
  });
});
