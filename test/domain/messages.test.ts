import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  gsm7Length,
  renderDigestMessage,
  renderNoticeMessage,
  renderTaskMessage,
  renderTestMessage,
} from '../../domain/messages.ts';
import { languages, noticeKinds, type Receiver, taskKinds } from '../../domain/model.ts';

const publicUrl = 'https://velhjem.example/';
const taskId = 'p1-t3';
const noticeId = 'p1-n2';
/** The longest date in each language. */
const dueAt = '2026-09-30T21:59:59Z';

const rungs: readonly { readonly rung: number; readonly to: Receiver; readonly elsewhere?: true }[] = [
  { rung: 0, to: 'coordinator' },
  { rung: 1, to: 'coordinator' },
  { rung: 3, to: 'leader' },
  { rung: 4, to: 'coordinating-unit' },
  { rung: 4, to: 'coordinating-units-of-both' },
  { rung: 0, to: 'coordinator', elsewhere: true },
];

/** What would say what somebody is ill with, that it is about illness, which pathway it is, or whom it is about. */
const revealing =
  /kreft|cancer|pakkefor|forløp|pathway|samhandlingspunkt|pasient|patient|diagnos|esas|tumor|svulst|onkolog|oncolog|palliat|lindr|sykdom|sjukdom|illness|disease|sykehus|sjukehus|hospital|behandling|treatment|død|deceased|barn|child|kartlegging/i;

/** The text of a page as a reader meets it: its links as "label: address", a blank line between paragraphs. */
function readOut(html: string): string {
  const body = html.slice(html.indexOf('<body>'));
  const paragraphs = [...body.matchAll(/<p>(.*?)<\/p>/g)].map(([, content]) =>
    content!.replace(/<a href="([^"]*)">(.*?)<\/a>/, '$2: $1'),
  );
  return `${paragraphs.join('\n\n')}\n`
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const everyTask = languages.flatMap((language) =>
  taskKinds.flatMap((kind) => rungs.map((rung) => ({ language, kind, ...rung, dueAt, taskId, publicUrl }))),
);
const everyNotice = languages.flatMap((language) =>
  [...noticeKinds, undefined].map((kind) => ({ language, kind, noticeId, publicUrl })),
);

const everyDigest = languages.flatMap((language) =>
  [0, 1, 9999].map((count) => ({
    language,
    publicUrl,
    counts: { arrived: 1, reminded: count, notices: count, overdue: count },
  })),
);

describe('every message', () => {
  const emails = [
    ...everyTask.map((message) => ({
      language: message.language,
      link: `https://velhjem.example/app/tasks/${taskId}`,
      ...renderTaskMessage({ ...message, channel: 'email' }),
    })),
    ...everyNotice.map((message) => ({
      language: message.language,
      link: `https://velhjem.example/app/notices/${noticeId}`,
      ...renderNoticeMessage({ ...message, channel: 'email' }),
    })),
  ];
  emails.push(
    ...everyDigest.map((message) => ({
      language: message.language,
      link: 'https://velhjem.example/app/tasks',
      ...renderDigestMessage({ ...message, channel: 'email' }),
    })),
  );
  emails.push(
    ...languages.map((language) => ({
      language,
      link: 'https://velhjem.example/app/tasks',
      ...renderTestMessage({ language, channel: 'email', publicUrl }),
    })),
  );
  const sms = [
    ...everyDigest.map((message) => renderDigestMessage({ ...message, channel: 'sms' })),
    ...everyTask.map((message) => renderTaskMessage({ ...message, channel: 'sms' })),
    ...everyNotice.map((message) => renderNoticeMessage({ ...message, channel: 'sms' })),
  ];

  it('reveals nothing and leaves nothing unfilled', () => {
    for (const { subject, text, html } of emails) {
      for (const part of [subject, text, html]) {
        expect(part).not.toMatch(revealing);
        expect(part).not.toMatch(/[{}]|undefined|NaN/);
      }
    }
    for (const { text } of sms) {
      expect(text).not.toMatch(revealing);
      expect(text).not.toMatch(/[{}]|undefined|NaN/);
    }
  });

  it('says the same in text and in HTML, with the link that leads through sign-in', () => {
    for (const { text, html, link } of emails) {
      expect(readOut(html)).toBe(text);
      expect(html).toContain(`<a href="${link}">`);
      expect(text).toContain(link);
    }
  });

  /** The one thing in a message that is not among our own words is its link. */
  it('says the same in both, whatever the link is made of', () => {
    const addresses = fc.string({ unit: 'grapheme' }).map((rest) => `https://velhjem.example/${rest}`);
    const ids = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(
        fc.constantFrom(...languages),
        fc.constantFrom(...taskKinds),
        fc.constantFrom(...rungs),
        fc.constantFrom(...noticeKinds),
        addresses,
        ids,
        (language, kind, rung, noticeKind, address, id) => {
          const common = { language, channel: 'email', publicUrl: address } as const;
          for (const { html, text } of [
            renderTaskMessage({ ...common, ...rung, kind, dueAt, taskId: id }),
            renderNoticeMessage({ ...common, kind: noticeKind, noticeId: id }),
          ]) {
            expect(readOut(html)).toBe(text);
            expect(text).toContain(encodeURIComponent(id));
          }
        },
      ),
    );
  });

  it('is an HTML document with its language, a title and a main part', () => {
    for (const { html, language, subject } of emails) {
      expect(
        html.startsWith(`<!doctype html>\n<html lang="${language}">\n<head><meta charset="utf-8">`),
      ).toBe(true);
      expect(html).toContain(`<title>${subject}</title>`);
      expect(html.match(/<main>/g)).toHaveLength(1);
      for (const tag of ['html', 'head', 'title', 'body', 'main', 'p', 'a']) {
        const opened = html.match(new RegExp(`<${tag}[ >]`, 'g'));
        expect(html.match(new RegExp(`</${tag}>`, 'g'))).toHaveLength(opened!.length);
      }
    }
  });

  it('that is a test says that nothing needs doing, in one SMS without a link or a call to sign in', () => {
    const said = languages.map((language) => renderTestMessage({ language, channel: 'sms', publicUrl }).text);
    expect(said).toEqual([
      'Vel hjem: Prøvemelding. Du trenger ikke gjøre noe.',
      'Vel hjem: Prøvemelding. Du treng ikkje gjere noko.',
      'Vel hjem: Test message. There is nothing that you need to do.',
    ]);
    for (const text of said) expect(gsm7Length(text)).toBeLessThanOrEqual(160);
  });

  it('fits one SMS, without a link, and says where to sign in', () => {
    for (const { text } of sms) {
      expect(gsm7Length(text)).toBeLessThanOrEqual(160);
      expect(text).not.toMatch(/https?:|www|\.example|\.no\b/);
      expect(text).toMatch(/(Logg inn i|Sign in to) Vel hjem\.$/);
    }
  });

  it('has a subject that is not cut off in a list', () => {
    for (const { subject } of emails) expect(subject.length).toBeLessThanOrEqual(90);
  });
});

describe('a message about a task', () => {
  const arrival = {
    rung: 0,
    to: 'coordinator',
    kind: 'needs-assessment',
    dueAt: '2026-12-05T12:00:00Z',
    taskId,
    publicUrl,
  } as const;

  it('reads well', () => {
    expect(renderTaskMessage({ ...arrival, language: 'nb', channel: 'email' })).toEqual({
      channel: 'email',
      subject: 'Ny oppgave, frist 5. desember 2026',
      text: [
        'Enheten din har fått en ny oppgave i Vel hjem.',
        'Det gjelder: en samtale som skal holdes.',
        'Frist: 5. desember 2026.',
        'Logg inn og åpne oppgaven: https://velhjem.example/app/tasks/p1-t3',
        'Av hensyn til personvernet ser du innholdet først når du har logget inn.\n',
      ].join('\n\n'),
      html: `<!doctype html>
<html lang="nb">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Ny oppgave, frist 5. desember 2026</title></head>
<body><main>
<p>Enheten din har fått en ny oppgave i Vel hjem.</p>
<p>Det gjelder: en samtale som skal holdes.</p>
<p>Frist: 5. desember 2026.</p>
<p><a href="https://velhjem.example/app/tasks/p1-t3">Logg inn og åpne oppgaven</a></p>
<p>Av hensyn til personvernet ser du innholdet først når du har logget inn.</p>
</main></body>
</html>
`,
    });
    expect(renderTaskMessage({ ...arrival, language: 'nb', channel: 'sms' })).toEqual({
      channel: 'sms',
      text: 'Vel hjem: Ny oppgave, frist 5. desember 2026. Logg inn i Vel hjem.',
    });
    expect(renderTaskMessage({ ...arrival, language: 'nn', channel: 'sms' }).text).toBe(
      'Vel hjem: Ny oppgåve, frist 5. desember 2026. Logg inn i Vel hjem.',
    );
    expect(renderTaskMessage({ ...arrival, language: 'en', channel: 'sms' }).text).toBe(
      'Vel hjem: New task, due 5 December 2026. Sign in to Vel hjem.',
    );
  });

  it('has other words for arrival, reminder, leader and coordinating unit, in text and SMS', () => {
    for (const language of languages) {
      for (const kind of taskKinds) {
        const four = rungs.slice(0, 4).map((rung) => ({ ...arrival, ...rung, language, kind }));
        const emails = four.map((message) => renderTaskMessage({ ...message, channel: 'email' }));
        expect(new Set(emails.map(({ subject }) => subject)).size).toBe(4);
        expect(new Set(emails.map(({ text }) => text)).size).toBe(4);
        expect(
          new Set(four.map((message) => renderTaskMessage({ ...message, channel: 'sms' }).text)).size,
        ).toBe(4);
      }
    }
  });

  it('tells those above that an intake is not accepted', () => {
    const leader = { ...arrival, rung: 2, to: 'leader', language: 'nb', channel: 'email' } as const;
    expect(renderTaskMessage({ ...leader, kind: 'municipal-intake' }).subject).toBe(
      'En oppgave i din enhet er ikke tatt imot, frist 5. desember 2026',
    );
    expect(renderTaskMessage(leader).subject).toBe(
      'En oppgave i din enhet er ikke fulgt opp, frist 5. desember 2026',
    );
  });

  it('says what a symptom action is not for', () => {
    const action = { ...arrival, kind: 'esas-action', urgent: true, language: 'nb' } as const;
    expect(renderTaskMessage({ ...action, channel: 'sms' }).text).toContain('Ikke for øyeblikkelig hjelp');
    expect(renderTaskMessage({ ...action, channel: 'email' }).text).toContain('Ikke for øyeblikkelig hjelp');
    expect(renderTaskMessage({ ...arrival, language: 'nb', channel: 'email' }).text).not.toContain(
      'øyeblikkelig',
    );
  });

  it('names the deadline by its date in Oslo', () => {
    const late = { ...arrival, dueAt: '2026-12-31T23:00:00Z', channel: 'email' } as const;
    expect(renderTaskMessage({ ...late, language: 'nn' }).subject).toBe('Ny oppgåve, frist 1. januar 2027');
    expect(renderTaskMessage({ ...late, language: 'en' }).subject).toBe('New task, due 1 January 2027');
  });

  it('escapes what it puts into HTML', () => {
    const { html, text } = renderTaskMessage({
      ...arrival,
      publicUrl: 'https://velhjem.example/?a=1&b="\'<>',
      taskId: 'a/b"c',
      language: 'en',
      channel: 'email',
    });
    expect(html).toContain(
      'href="https://velhjem.example/?a=1&amp;b=&quot;&#39;&lt;&gt;/app/tasks/a%2Fb%22c"',
    );
    expect(readOut(html)).toBe(text);
  });
});

describe('a message about a notice', () => {
  it('is for information, and does not tell a copy from a no', () => {
    for (const language of languages) {
      const notice = { noticeId, language, channel: 'email', publicUrl } as const;
      const copy = renderNoticeMessage({ ...notice, kind: 'assessment' });
      expect(renderNoticeMessage({ ...notice, kind: 'declined' })).toEqual(copy);
      expect(renderNoticeMessage(notice)).toEqual(copy);
    }
  });

  it('says that a task was not done in time', () => {
    const missed = { noticeId, kind: 'missed', channel: 'sms', publicUrl } as const;
    expect(renderNoticeMessage({ ...missed, language: 'nb' }).text).toBe(
      'Vel hjem: En oppgave ble ikke utført i tide. Logg inn i Vel hjem.',
    );
    expect(renderNoticeMessage({ ...missed, language: 'nn' }).text).toBe(
      'Vel hjem: Ei oppgåve vart ikkje utført i tide. Logg inn i Vel hjem.',
    );
    expect(renderNoticeMessage({ ...missed, language: 'en' }).text).toBe(
      'Vel hjem: A task was not done in time. Sign in to Vel hjem.',
    );
  });
});

describe('the length of an SMS', () => {
  it.each([
    ['', 0],
    ['æøåÆØÅ', 6],
    ['é à § ¤ \n', 9],
    ['[€]', 6],
    ['a–b', undefined],
    ['“a”', undefined],
    ['ê', undefined],
    ['😀', undefined],
    ['`', undefined],
  ])('of "%s" is %s', (text, length) => {
    expect(gsm7Length(text)).toBe(length);
  });

  it('counts all of the basic alphabet as one', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    expect(gsm7Length(letters)).toBe(62);
    expect(gsm7Length('@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà\r')).toBe(64);
  });
});
