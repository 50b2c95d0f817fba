import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Message, Messenger } from '../ports.ts';

export interface SesSnsMessengerOptions {
  readonly ses: SESv2Client;
  /** Its region may be another than the rest's: not every region sends SMS to Norway. */
  readonly sns: SNSClient;
  /** The address e-mail comes from. Neutral: it names neither the pathway nor an illness. */
  readonly from: string;
  /** What an SMS shows as its sender: 1 to 11 letters and digits. */
  readonly smsSender: string;
}

/** E-mail by SES, SMS by SNS. Accepted is not delivered: delivery and bounces come back as events. */
export function createSesSnsMessenger({ ses, sns, from, smsSender }: SesSnsMessengerOptions): Messenger {
  return {
    async send(message) {
      if (message.channel === 'email') await ses.send(email(from, message));
      else await sns.send(sms(smsSender, message));
    },
  };
}

function email(from: string, message: Message & { channel: 'email' }): SendEmailCommand {
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
    EmailTags: [{ Name: 'messageId', Value: tagValue(message.messageId) }],
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
