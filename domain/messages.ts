import { osloDate } from './calendar.ts';
import type { DigestCounts } from './digest.ts';
import type { Instant, Language, NoticeKind, Receiver, TaskKind } from './model.ts';
import { type Occasion, texts, type Words } from './texts.ts';

/**
 * E-mails and SMS, worked out from ids, dates and enums when they are sent (DESIGN idea 6; DOMAIN, "Privacy"): what
 * a message is about is read behind sign-in. An e-mail's text and HTML say the same and link there. An SMS has no
 * link, since Norwegian operators block unregistered senders' links, and is one GSM-7 part.
 */

/** What is sent on each channel. */
export interface Rendered {
  readonly email: {
    readonly channel: 'email';
    readonly subject: string;
    readonly text: string;
    readonly html: string;
  };
  readonly sms: { readonly channel: 'sms'; readonly text: string };
}

export interface TaskMessage<C extends keyof Rendered> {
  /** Which rung of the task's ladder; 0 is its arrival. */
  readonly rung: number;
  readonly to: Receiver;
  /** Who reads it stands in for another unit, in which nobody can be written to. */
  readonly elsewhere?: boolean | undefined;
  readonly kind: TaskKind;
  /** It is for within days, and says that it is not for emergencies. */
  readonly urgent?: boolean | undefined;
  readonly language: Language;
  readonly channel: C;
  readonly dueAt: Instant;
  readonly taskId: string;
  /** Where the pages are, e.g. `https://velhjem.example`. */
  readonly publicUrl: string;
}

export interface NoticeMessage<C extends keyof Rendered> {
  readonly noticeId: string;
  /** Left out: a message for information. */
  readonly kind?: NoticeKind | undefined;
  readonly language: Language;
  readonly channel: C;
  readonly publicUrl: string;
}

export interface DigestMessage<C extends keyof Rendered> {
  readonly counts: DigestCounts;
  readonly language: Language;
  readonly channel: C;
  readonly publicUrl: string;
}

/** The message of one rung, for whoever the rung is for (whoever in the end receives it). */
export function renderTaskMessage<C extends keyof Rendered>(message: TaskMessage<C>): Rendered[C] {
  const words = texts[message.language];
  const date = dateIn(words, message.dueAt);
  const { subject, opening } = taskPhrase(words, message);
  const warning = message.urgent ? [words.notEmergency] : [];
  return render(message, {
    subject: subject.replace('{date}', date),
    warning,
    paragraphs: [
      opening,
      words.concerns.replace('{kind}', words.kinds[message.kind]),
      words.deadline.replace('{date}', date),
    ],
    link: { label: words.openTask, url: page(message.publicUrl, 'tasks', message.taskId) },
  });
}

/** The message that a notice is there to be read. */
export function renderNoticeMessage<C extends keyof Rendered>(message: NoticeMessage<C>): Rendered[C] {
  const words = texts[message.language];
  const { subject, opening } = words.notices[message.kind ?? 'assessment'];
  return render(message, {
    subject,
    warning: [],
    paragraphs: [opening],
    link: { label: words.openNotice, url: page(message.publicUrl, 'notices', message.noticeId) },
  });
}

/** The morning's one message of a unit: how many of each, and where the list is. What there is none of is left out. */
export function renderDigestMessage<C extends keyof Rendered>(message: DigestMessage<C>): Rendered[C] {
  const { subject, opening, counts } = texts[message.language].digest;
  const said = (['arrived', 'reminded', 'notices', 'overdue'] as const)
    .filter((what) => message.counts[what] > 0)
    .map((what) => {
      const count = message.counts[what];
      return counts[what][count === 1 ? 'one' : 'more'].replace('{count}', String(count));
    })
    .join(', ');
  return render(message, {
    subject: subject.replace('{counts}', said),
    warning: [],
    paragraphs: [opening, `${said.charAt(0).toUpperCase()}${said.slice(1)}.`],
    link: { label: texts[message.language].openList, url: page(message.publicUrl, 'tasks') },
  });
}

/** Whether a contact is reached: it says that nothing needs doing. */
export function renderTestMessage<C extends keyof Rendered>({
  language,
  channel,
  publicUrl,
}: Pick<DigestMessage<C>, 'language' | 'channel' | 'publicUrl'>): Rendered[C] {
  const { test, openList } = texts[language];
  const channels: { readonly [K in keyof Rendered]: () => Rendered[K] } = {
    email: () =>
      email(language, {
        subject: test.subject,
        warning: [],
        paragraphs: [test.opening, test.nothingToDo],
        link: { label: openList, url: page(publicUrl, 'tasks') },
      }),
    // not to sign in: nobody is to do anything
    sms: () => ({ channel: 'sms', text: `Vel hjem: ${test.subject}. ${test.nothingToDo}` }),
  };
  return channels[channel]();
}

/**
 * Length in septets as GSM 03.38 counts: 160 fit one SMS. Undefined when a character is outside its alphabet, in
 * which case the whole SMS would be sent in UCS-2, 70 characters a part.
 */
export function gsm7Length(text: string): number | undefined {
  let length = 0;
  for (const character of text) {
    if (gsm7Basic.has(character)) length += 1;
    else if (gsm7Extension.has(character)) length += 2;
    else return undefined;
  }
  return length;
}

const gsm7Basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const gsm7Extension = new Set('\f^{}\\[~]|€');

interface Content {
  readonly subject: string;
  readonly warning: readonly string[];
  readonly paragraphs: readonly string[];
  readonly link: { readonly label: string; readonly url: string };
}

function taskPhrase(
  words: Words,
  { rung, to, kind, elsewhere }: Pick<TaskMessage<'sms'>, 'rung' | 'to' | 'kind' | 'elsewhere'>,
) {
  if (to === 'coordinator' && elsewhere) return words.occasions.unreachable;
  if (rung === 0) return words.occasions.arrival;
  if (to === 'coordinator') return words.occasions.reminder;
  const occasion: Occasion = to === 'leader' ? 'leader' : 'coordinating-unit';
  // Above the coordinator an intake is only ever about acceptance: the ladder skips those rungs once it is accepted.
  return (kind === 'municipal-intake' ? words.notAccepted : words.occasions)[occasion];
}

function render<C extends keyof Rendered>(
  { channel, language }: { readonly channel: C; readonly language: Language },
  content: Content,
): Rendered[C] {
  const channels: { readonly [K in keyof Rendered]: () => Rendered[K] } = {
    email: () => email(language, content),
    sms: () => ({
      channel: 'sms',
      text: ['Vel hjem:', `${content.subject}.`, ...content.warning, texts[language].signIn].join(' '),
    }),
  };
  return channels[channel]();
}

function email(language: Language, { subject, warning, paragraphs, link }: Content): Rendered['email'] {
  const said = [...paragraphs, ...warning];
  const { why } = texts[language];
  const text = [...said, `${link.label}: ${link.url}`, why].join('\n\n');
  const html = [
    '<!doctype html>',
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>`,
    '<body><main>',
    ...said.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    `<p><a href="${escaped(link.url)}">${escaped(link.label)}</a></p>`,
    `<p>${escaped(why)}</p>`,
    '</main></body>',
    '</html>',
  ].join('\n');
  return { channel: 'email', subject, text: `${text}\n`, html: `${html}\n` };
}

function dateIn(words: Words, instant: Instant): string {
  const [year, month, day] = osloDate(instant).split('-').map(Number);
  return words.date
    .replace('{day}', `${day}`)
    .replace('{month}', words.months[month! - 1]!)
    .replace('{year}', `${year}`);
}

/** A page's address: pages lie under `/app/`, everything else there is the API (docs/adr/0036). */
function page(publicUrl: string, kind: 'tasks' | 'notices', id?: string): string {
  const list = `${publicUrl.replace(/\/+$/, '')}/app/${kind}`;
  return id === undefined ? list : `${list}/${encodeURIComponent(id)}`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
