import { randomUUID } from 'node:crypto';
import type { Outbox } from '../messages.ts';
import type { Answer } from './http.ts';

/** SNS's `Publish` by the query protocol: captures an SMS; what goes to a topic is accepted and dropped. */
export function createSns(outbox: Outbox): (body: string) => Answer {
  return (body) => {
    const form = new URLSearchParams(body);
    const action = form.get('Action') ?? '';
    if (action !== 'Publish') return failure('InvalidAction', `${action} is not run locally`);
    const text = form.get('Message');
    if (!text) return failure('InvalidParameter', 'Invalid parameter: Empty message');
    const to = form.get('PhoneNumber');
    if (to && !/^\+[1-9]\d{1,14}$/.test(to)) {
      return failure('InvalidParameter', 'Invalid parameter: PhoneNumber Reason: not valid to publish to');
    }
    if (to) outbox.capture({ channel: 'sms', to, text });
    return xml(
      200,
      `<PublishResponse xmlns="${NAMESPACE}"><PublishResult><MessageId>${randomUUID()}</MessageId></PublishResult>${metadata()}</PublishResponse>`,
    );
  };
}

/** What policies decide by: a phone number is no resource, a topic is. */
export function snsCallOf(body: string, region: string) {
  const form = new URLSearchParams(body);
  return {
    action: `sns:${form.get('Action') ?? ''}`,
    resources: [form.get('TopicArn') ?? form.get('TargetArn') ?? '*'],
    context: { 'aws:RequestedRegion': region },
  };
}

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';
const metadata = () => `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;

const xml = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

export function failure(code: string, message: string, status = 400): Answer {
  const safe = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return xml(
    status,
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${safe}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
}
