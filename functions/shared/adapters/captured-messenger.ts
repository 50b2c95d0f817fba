import type { Message, Messenger } from '../ports.ts';

/** Keeps what it is given to send, for tests and simulations. Addresses that begin with `bounce@` are refused. */
export function createCapturedMessenger(): Messenger & { messages(): readonly Message[] } {
  const messages: Message[] = [];
  return {
    async send(message) {
      if (message.to.startsWith('bounce@')) throw new Error('the address bounces');
      messages.push(message);
    },
    messages: () => messages,
  };
}
