import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { digestOf } from '../digest.ts';
import { AddressRefused } from '../errors.ts';
import type { Message, Messenger } from '../ports.ts';

export interface SesSnsMessengerOptions {
  readonly ses: SESv2Client;
  /** Its region may be another than the rest's: not every region sends SMS to Norway. */
  readonly sns: SNSClient;
  /** The address e-mail comes from. Neutral: it names neither the pathway nor an illness. */
  readonly from: string;
  /** What of an e-mail is told afterwards, and to whom. */
  readonly configurationSet: string;
  /** What an SMS shows as its sender: 1 to 11 letters and digits. */
  readonly smsSender: string;
}

/**
 * E-mail by SES, SMS by SNS. Accepted is not delivered: what becomes of an e-mail comes back as an event with the
 * tags of `deliveryTags`; of an SMS only a refusal at once is known.
 */
export function createSesSnsMessenger(options: SesSnsMessengerOptions): Messenger {
  const { ses, sns, smsSender } = options;
  return {
    async send(message) {
      if (message.channel === 'email') {
        await ses.send(email(options, message));
        return;
      }
      try {
        await sns.send(sms(smsSender, message));
      } catch (error) {
        throw isOfNumber(error as Error) ? new AddressRefused('the number is none', { cause: error }) : error;
      }
    },
  };
}

/**
 * SNS says the same of a number and of any other parameter that it does not take; only of a number it is the
 * contact's. A sender that is set up wrongly must not make every contact of the country fail.
 */
function isOfNumber({ name, message }: Error): boolean {
  return /^InvalidParameter/.test(name) && message.includes('PhoneNumber');
}

/**
 * What comes back with an event about an e-mail: which message, whose address, no address itself. A unit is told by a
 * digest, since its id may have letters, or be longer, than SES takes.
 */
export function deliveryTags({ messageId, receiver }: Pick<Message, 'messageId' | 'receiver'>) {
  return { messageId: tagValue(messageId), unit: digestOf(receiver.unitId), place: String(receiver.n) };
}

function email(
  { from, configurationSet }: SesSnsMessengerOptions,
  message: Message & { channel: 'email' },
): SendEmailCommand {
  const content = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [message.to] },
    Content: {
      Simple: {
        Subject: content(message.subject),
        Body: { Text: content(message.text), Html: content(message.html) },
      },
    },
    ConfigurationSetName: configurationSet,
    EmailTags: Object.entries(deliveryTags(message)).map(([Name, Value]) => ({ Name, Value })),
  });
}

function sms(sender: string, message: Message & { channel: 'sms' }): PublishCommand {
  const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
  return new PublishCommand({
    PhoneNumber: message.to,
    Message: message.text,
    MessageAttributes: {
      'AWS.SNS.SMS.SenderID': attribute(sender),
      'AWS.SNS.SMS.SMSType': attribute('Transactional'),
    },
  });
}

/** SES takes letters, digits, `_`, `-`, `.` and `@` in a tag, 256 characters at most. */
const tagValue = (messageId: string): string => messageId.replace(/[^A-Za-z0-9_.@-]/g, '_').slice(0, 256);
