/** What SES tells the event bus of an e-mail that could not be delivered. */

export interface BouncedEmail {
  readonly to: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The detail of the event, as far as SES's own goes that anybody here reads. */
export function bounceDetail({ to, tags }: BouncedEmail): object {
  return {
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: to, action: 'failed', status: '5.1.1' }],
    },
    mail: {
      destination: [to],
      tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
    },
  };
}

/** Addresses that bounce on this machine (CONTRACT, "Local runtime"). */
export const bounces = (address: string): boolean => address.startsWith('bounce@');
