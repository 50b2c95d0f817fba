import type { ChecklistSetting, Unit } from './model.ts';

/**
 * What a municipality does when it takes a patient in (districts Alna and Nannestad, see DOMAIN): the words of the API,
 * unless a municipality has a list of its own.
 */
const usual = [
  'accept',
  'create-service',
  'name-contact-person',
  'written-information',
  'invite-contact',
] as const;

/** One line of a checklist: what it is ticked by, and its words where they are the municipality's own. */
export interface ChecklistItem {
  readonly key: string;
  readonly text?: string;
}

/** The checklist of a unit that takes patients in; the first of those named that has one of its own decides. */
export function checklistOf(
  ...units: readonly (Pick<Unit, 'settings'> | undefined)[]
): readonly ChecklistItem[] {
  const own = units.find((unit) => unit?.settings?.checklist !== undefined)?.settings?.checklist;
  return own === undefined ? usual.map((key) => ({ key })) : keyed(own);
}

/** A municipality's own list with a key for each line: its own, or its place. */
export function keyed(items: readonly ChecklistSetting[]): readonly ChecklistItem[] {
  return items.map(({ key, text }, index) => ({ key: key ?? `item-${index + 1}`, text }));
}
