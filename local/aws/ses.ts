import { randomUUID } from 'node:crypto';
import type { BouncedEmail } from '../bounces.ts';
import type { Outbox } from '../messages.ts';
import { type Answer, inputOf } from './http.ts';

interface SendEmail {
  readonly FromEmailAddress?: string;
  readonly ConfigurationSetName?: string;
  readonly EmailTags?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Destination?: { readonly ToAddresses?: readonly string[] };
  readonly Content?: {
    readonly Simple?: {
      readonly Subject?: Text;
      readonly Body?: { readonly Text?: Text; readonly Html?: Text };
    };
  };
}
type Text = { readonly Data?: string };

/**
 * SES v2's `SendEmail`: captures the e-mail instead of sending it.
 * @param onBounce told of an e-mail that could not be delivered, where it was sent with a configuration set
 */
export function createSes(outbox: Outbox, onBounce: (email: BouncedEmail) => void): (body: string) => Answer {
  return (body) => {
    const input = inputOf<SendEmail>(body);
    const to = input.Destination?.ToAddresses ?? [];
    const simple = input.Content?.Simple;
    const text = simple?.Body?.Text?.Data;
    const html = simple?.Body?.Html?.Data;
    if (!input.FromEmailAddress || to.length === 0 || !simple?.Subject?.Data || (!text && !html)) {
      return problem(
        'BadRequestException',
        'A simple message with sender, receiver, subject and text is needed',
      );
    }
    for (const receiver of to) {
      const bounced = outbox.capture({
        channel: 'email',
        to: receiver,
        subject: simple.Subject.Data,
        text: text ?? '',
        ...(html ? { html } : {}),
      });
      const { ConfigurationSetName: set, EmailTags = [] } = input;
      if (!bounced || set === undefined) continue;
      const tags = Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, Value]));
      onBounce({ to: receiver, tags: { ...tags, 'ses:configuration-set': set } });
    }
    return json(200, { MessageId: randomUUID() });
  };
}

/** What policies decide by: the identities that may be the sender's, and the sender. */
export function sesCallOf(body: string, identityArnPrefix: string) {
  const from = inputOf<SendEmail>(body).FromEmailAddress ?? '';
  const address = /<([^>]+)>/.exec(from)?.[1] ?? from;
  const domain = address.slice(address.indexOf('@') + 1);
  return {
    action: 'ses:SendEmail',
    resources: [`${identityArnPrefix}${address}`, `${identityArnPrefix}${domain}`],
    context: { 'ses:FromAddress': address },
  };
}

const json = (status: number, body: object, headers = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

export const problem = (type: string, message: string, status = 400): Answer =>
  json(status, { message }, { 'x-amzn-errortype': type });
