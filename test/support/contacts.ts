import type { Contact, Unit } from '../../domain/model.ts';
import { another, palliative, type Sample, type Story, units } from './simulated.ts';

/** A municipality whose contacts are changed, and a patient whose intake is there. */

export const hospital = palliative.hospital.unitId;
export const municipality = 'kommune-3105';
export const administrator = { role: 'administrator' } as const;
export const unitOf = (unitId: string): Unit => units.find((unit) => unit.unitId === unitId)!;
export const put = (story: Story, unitId: string, contacts: readonly Partial<Contact>[], more: Sample = {}) =>
  story.world.call('PUT /units/{unitId}', administrator, {
    path: { unitId },
    body: { ...unitOf(unitId), contacts, ...more },
  });
export const anne: Contact = {
  role: 'coordinator',
  email: 'anne@kommune-3105.example',
  language: 'nb',
  contactId: 'anne',
  subject: `coordinator-${municipality}`,
};
export const berit: Contact = {
  role: 'leader',
  email: 'berit@kommune-3105.example',
  language: 'nn',
  contactId: 'berit',
};

/** Started, assessed in hospital on the day: the municipality has its intake. */
export async function handedOver(story: Story, n = 0): Promise<{ id: string; intake: Sample }> {
  const id = await story.start(n === 0 ? palliative : another(n));
  await story.complete(await story.openTask(id, hospital), story.assessed());
  return { id, intake: await story.openTask(id, hospital) };
}

export const toOf = (story: Story, about: string) =>
  story.world.messages.filter(({ messageId }) => messageId.startsWith(about)).map(({ to }) => to);
