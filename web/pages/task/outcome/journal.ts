import type { EsasItem, Language, NoticeKind, TaskKind } from '../../../../domain/model.ts';
import { answerNames, esasItems } from '../../../../domain/model.ts';
import type { ForeseenAnswer } from '../../../../functions/describe-api/document.ts';
import { longDate } from '../../../format/dates.ts';
import type { CommonWords } from '../../../texts/common.ts';
import type { Outcome } from './form.ts';
import type { OutcomeWords } from './texts.ts';

/** What was recorded, as plain text for the patient's own record in the unit's system. Pure. */

export interface About {
  /** What the conversation is called. */
  readonly point: string;
  /** The day of recording, in Oslo. */
  readonly today: string;
  readonly foreseen: Pick<ForeseenAnswer, 'receivers' | 'withheld'>;
  readonly nameOf: (unitId: string) => string;
  readonly unitId: string;
}

export interface Words {
  readonly own: OutcomeWords;
  readonly shared: CommonWords;
  readonly language: Language;
}

export function journalText(outcome: Outcome, about: About, words: Words): string {
  return [...said(outcome, about, words), ...sent(about, words)].join('\n');
}

/** What is recorded, without whom it goes to. */
export function saidText(
  outcome: Outcome,
  about: Pick<About, 'point' | 'today' | 'nameOf'>,
  words: Words,
): string {
  return said(outcome, about, words).join('\n');
}

function said(
  outcome: Outcome,
  about: Pick<About, 'point' | 'today' | 'nameOf'>,
  words: Words,
): readonly string[] {
  const { own, shared, language } = words;
  const { journal } = own;
  const { point } = about;
  const today = longDate(about.today, language);
  switch (outcome.outcome) {
    case 'declined':
      return [
        journal.declined(point, today),
        outcome.askAgain
          ? journal.askAgain(outcome.askAgainOn === undefined ? null : longDate(outcome.askAgainOn, language))
          : journal.doNotAskAgain,
        ...answersSaid(outcome.answers, words),
      ];
    case 'not-held':
      return [
        journal.notHeld(point, today, own.reasons[outcome.reason]),
        ...(outcome.tryAgainOn === undefined
          ? []
          : [journal.tryAgain(longDate(outcome.tryAgainOn, language))]),
      ];
    case 'assessed':
      return [
        journal.held(point, longDate(outcome.heldOn, language), shared.modes[outcome.mode] ?? outcome.mode),
        ...labelled(journal.whatMatters, outcome.whatMatters),
        ...needsSaid(outcome, words),
        ...scoresSaid(outcome, words),
        ...labelled(journal.askGp, outcome.askGp?.map((ask) => shared.gpAsks[ask]).join(', ')),
        ...answersSaid(outcome.answers, words),
        ...(outcome.gp === undefined ? [] : [journal.gpConfirmed(about.nameOf(outcome.gp.unitId))]),
        ...labelled(journal.summary, outcome.summary),
      ];
  }
}

function labelled(label: string, text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : [`${label}: ${text}`];
}

type Assessed = Extract<Outcome, { readonly outcome: 'assessed' }>;

function needsSaid({ needs, discussed = [] }: Assessed, { own, shared }: Words): readonly string[] {
  const lines = needs.map(({ theme, followUp, responsible }) => {
    const what = followUp === undefined ? '' : `: ${followUp}`;
    const who = responsible === undefined ? '' : ` (${shared.responsibles[responsible] ?? responsible})`;
    return `- ${shared.themes[theme] ?? theme}${what}${who}`;
  });
  const without = discussed.map((theme) => shared.themes[theme] ?? theme).join(', ');
  return [
    ...(lines.length === 0 ? [own.journal.noNeeds] : [`${own.journal.needs}:`, ...lines]),
    ...labelled(own.journal.discussed, without),
  ];
}

function scoresSaid({ distress, esas = {} }: Assessed, { own, shared }: Words): readonly string[] {
  const scored = esasItems
    .filter((item) => esas[item] !== undefined)
    .map((item: EsasItem) => `${shared.esas[item]} ${esas[item]}`)
    .join(', ');
  return [
    ...(distress === undefined ? [] : [own.journal.distress(distress)]),
    ...labelled(own.journal.esas, scored),
  ];
}

function answersSaid(answers: Assessed['answers'], { own, shared }: Words): readonly string[] {
  const given = answerNames
    .filter((name) => answers?.[name] !== undefined)
    .map((name) => `${shared.answerNames[name]}: ${answerWord(answers?.[name] as boolean | null, shared)}`);
  return labelled(own.journal.answers, given.join(', '));
}

export function answerWord(value: boolean | null, { yes, no, notAsked }: CommonWords): string {
  return value === null ? notAsked : value ? yes : no;
}

type Receiver = ForeseenAnswer['receivers'][number];

/** What one unit gets, in words. */
export function getsInWords({ gets, kind, asked = [], dueAt }: Receiver, words: Words): string {
  const { own, shared, language } = words;
  switch (gets) {
    case 'task':
      return own.getsTask(
        shared.kinds[kind as TaskKind],
        askedInWords(asked, words),
        longDate(dueAt as string, language),
      );
    case 'question':
      return own.getsQuestion(askedInWords(asked, words));
    case 'copy':
      return own.getsCopy;
    case 'notice':
      return own.getsNotice(shared.noticeKinds[kind as NoticeKind]);
    case 'status':
      return own.getsStatus;
  }
}

/** What is asked of somebody, or has called for a task, in words. */
export function askedInWords(asked: readonly string[], { own, shared }: Words): string {
  const names: Readonly<Record<string, string>> = {
    ...shared.esas,
    ...shared.gpAsks,
    distress: own.distress,
    'confirm-gp': own.gp,
  };
  return asked.map((one) => names[one] ?? one).join(', ');
}

function sent({ foreseen, nameOf, unitId }: About, words: Words): readonly string[] {
  const { own } = words;
  const others = foreseen.receivers.filter((one) => one.unitId !== unitId && one.gets !== 'status');
  const lines = others.map((one) => `- ${nameOf(one.unitId)}: ${getsInWords(one, words)}`);
  const withheld = foreseen.withheld.map(
    ({ from, reason }) => `- ${own.withheldFrom[from]}: ${own.withheld[reason]}`,
  );
  return [
    ...(lines.length === 0 ? [own.journal.sentToNobody] : [`${own.journal.sentTo}:`, ...lines]),
    ...(withheld.length === 0 ? [] : [`${own.whoGetsNothing}:`, ...withheld]),
  ];
}
