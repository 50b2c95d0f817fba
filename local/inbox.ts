import type { Reply } from './gateway/responses.ts';
import type { NumberedMessage, Outbox } from './messages.ts';
import { localPage } from './page.ts';
import { type Html, html } from './step-functions/console/html.ts';

/** Where what was sent is read, as those it was sent to would. */
export const INBOX_PATH = '/_local/inbox';
const PAGE = 50;

/** The inbox of everybody: messages newest first, by receiver, and each as it looks. Undefined for other paths. */
export function createInbox(outbox: Outbox): (method: string, url: URL) => Reply | undefined {
  return (method, { pathname, searchParams }) => {
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    if (pathname === INBOX_PATH) return list(outbox, searchParams);
    const number = /^\/_local\/inbox\/(\d{1,15})$/.exec(pathname)?.[1];
    if (number === undefined) return undefined;
    const message = outbox.find(Number(number));
    return message && show(message);
  };
}

function list(outbox: Outbox, query: URLSearchParams): Reply {
  const to = query.get('to') ?? '';
  const before = Number(query.get('before')) || undefined;
  const found = outbox.newest({ to: to || undefined, before, limit: PAGE + 1 });
  const shown = found.slice(0, PAGE);
  const older = new URLSearchParams({ to, before: String(shown.at(-1)?.number) });
  const receivers = outbox.receivers();
  return page(
    'Messages',
    html`<p>What was sent by e-mail and SMS, captured here: nothing leaves this machine.</p>
<form class="filter" method="get" action="${INBOX_PATH}"><label>To <select name="to"><option value="">everybody</option>${receivers.map(
      (receiver) => option(receiver.to, `${receiver.to} (${receiver.count})`, to),
    )}</select></label><button>Show</button></form>
${shown.length === 0 ? html`<p role="status">Nothing has been sent yet.</p>` : table(shown, to)}
${found.length > PAGE ? html`<p><a href="${INBOX_PATH}?${older.toString()}">Older</a></p>` : undefined}`,
  );
}

const option = (value: string, text: string, chosen: string): Html =>
  value === chosen
    ? html`<option value="${value}" selected>${text}</option>`
    : html`<option value="${value}">${text}</option>`;

function table(messages: readonly NumberedMessage[], to: string): Html {
  return html`<table><caption>${to === '' ? 'To everybody' : `To ${to}`}, newest first</caption><thead><tr><th scope="col">Sent</th><th scope="col">To</th><th scope="col">Message</th></tr></thead><tbody>${messages.map(
    (message) =>
      html`<tr><td>${time(message)}</td><td>${message.to}</td><td><a href="${INBOX_PATH}/${message.number}">${message.subject ?? message.text}</a>${message.channel === 'sms' ? ' (SMS)' : ''}${message.bounced ? ' (could not be delivered)' : ''}</td></tr>`,
  )}</tbody></table>`;
}

function show(message: NumberedMessage): Reply {
  const { to, channel, subject, text, html: written, bounced } = message;
  return page(
    subject ?? 'SMS',
    html`<dl><dt>Sent</dt><dd>${time(message)}</dd><dt>To</dt><dd>${to}</dd><dt>By</dt><dd>${channel === 'sms' ? 'SMS' : 'e-mail'}${bounced ? ', could not be delivered' : ''}</dd></dl>
${written === undefined ? undefined : html`<h2>As HTML</h2><iframe title="The message as HTML" sandbox="allow-top-navigation-by-user-activation" srcdoc="${outward(written)}"></iframe>`}
<h2>As text</h2><pre>${linked(text)}</pre>
<p><a href="${INBOX_PATH}?${new URLSearchParams({ to }).toString()}">All to ${to}</a> · <a href="${INBOX_PATH}">All messages</a></p>`,
  );
}

const page = (title: string, body: Html): Reply =>
  // The frame has what the page allows: an e-mail brings nothing along but words and links.
  localPage(200, { language: 'en', title, body });

/** A link in an e-mail opens the page that it leads to, not in the frame. */
const outward = (written: string) => written.replace('<head>', '<head><base target="_top">');

const address = /(https?:\/\/[^\s]+)/;
const linked = (text: string): readonly (Html | string)[] =>
  text.split(address).map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : part));

const time = ({ sentAt }: NumberedMessage): Html =>
  html`<time datetime="${sentAt}">${sentAt.replace('T', ' ').replace(/\.\d+Z$/, 'Z')}</time>`;
