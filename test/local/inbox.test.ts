import { describe, expect, test } from 'vitest';
import { createInbox, INBOX_PATH } from '../../local/inbox.ts';
import { createOutbox } from '../../local/messages.ts';
import { openState } from '../../local/state.ts';

const at = Date.parse('2026-11-20T09:00:00Z');
const email = (to: string, subject: string) =>
  ({
    channel: 'email',
    to,
    subject,
    text: `${subject}: http://localhost:1/app/tasks/t1 <b>`,
    html: `<!doctype html><html><head><title>${subject}</title></head><body><a href="http://localhost:1/app/tasks/t1">Open</a></body></html>`,
  }) as const;

function inbox() {
  const outbox = createOutbox(openState(), () => at);
  const show = createInbox(outbox);
  const get = (path: string, method = 'GET') => show(method, new URL(`http://localhost${INBOX_PATH}${path}`));
  return { outbox, get, text: (path: string) => String(get(path)?.body) };
}

describe('the inbox', () => {
  test('says that nothing was sent', () => {
    expect(inbox().text('')).toContain('Nothing has been sent yet.');
  });

  test('has everybody’s messages, newest first, and each one’s', () => {
    const { outbox, text } = inbox();
    outbox.capture(email('a@x.example', 'First'));
    outbox.capture(email('b@x.example', 'Second'));
    outbox.capture({ channel: 'sms', to: '+4799999000', text: 'A text message' });
    outbox.capture(email('bounce@x.example', 'Fourth'));
    const all = text('');
    const order = ['Fourth', 'A text message', 'Second', 'First'].map((subject) =>
      all.indexOf(`${subject}</a>`),
    );
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(Math.min(...order)).toBeGreaterThan(0);
    expect(all).toContain('A text message</a> (SMS)');
    expect(all).toContain('Fourth</a> (could not be delivered)');
    expect(all).toContain('<option value="b@x.example">b@x.example (1)</option>');
    const one = text('?to=b%40x.example');
    expect(one).toContain('Second</a>');
    expect(one).not.toContain('First</a>');
    expect(one).toContain('<option value="b@x.example" selected>');
  });

  test('has older ones on another page', () => {
    const { outbox, text } = inbox();
    for (let number = 1; number <= 51; number += 1) outbox.capture(email('a@x.example', `No. ${number}.`));
    const first = text('');
    expect(first).not.toContain('No. 1.');
    const [, older] = /href="\/_local\/inbox(\?[^"]+)">Older/.exec(first)!;
    const second = text(older!.replaceAll('&#38;', '&'));
    expect(second).toContain('No. 1.');
    expect(second).not.toContain('No. 2.');
    expect(second).not.toContain('Older');
  });

  test('shows an e-mail as both its forms, the HTML in a frame that runs nothing and opens links outside', () => {
    const { outbox, get, text } = inbox();
    outbox.capture(email('a@x.example', 'Hello'));
    const page = text('/1');
    expect(page).toContain('sandbox="allow-top-navigation-by-user-activation" srcdoc="&#60;!doctype');
    expect(page).toContain('&#60;base target=&#34;_top&#34;&#62;');
    expect(page).toContain(
      '<a href="http://localhost:1/app/tasks/t1">http://localhost:1/app/tasks/t1</a> &#60;b&#62;',
    );
    expect(get('/1')?.headers['Content-Security-Policy']).toContain("default-src 'none'");
    expect(get('/1', 'HEAD')?.status).toBe(200);
  });

  test('shows an SMS, and one that could not be delivered', () => {
    const { outbox, text } = inbox();
    outbox.capture({ channel: 'sms', to: '+4799999000', text: 'A text message' });
    outbox.capture(email('bounce@x.example', 'Lost'));
    expect(text('/1')).toContain('<dd>SMS</dd>');
    expect(text('/1')).not.toContain('<iframe');
    expect(text('/2')).toContain('e-mail, could not be delivered');
  });

  test('has nothing else', () => {
    const { get } = inbox();
    for (const path of ['/1', '/x', '/1/2', 'es']) expect(get(path)).toBeUndefined();
    expect(get('', 'POST')).toBeUndefined();
  });
});
