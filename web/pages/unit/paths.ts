import type { FormWords } from './form-texts.ts';
import type { LadderWords } from './ladder-words.ts';
import type { UnitWords } from './texts.ts';

/** What the fields of a unit are called, by their name in it. */
export function pathNames(
  words: FormWords,
  view: UnitWords,
  ladder: LadderWords,
): Readonly<Record<string, string>> {
  return {
    ...words.windowKeys,
    ...words.ladderKeys,
    ...words.routes,
    unitId: view.id,
    name: words.name,
    kind: view.kind,
    trust: view.trust,
    municipality: view.place,
    number: words.placeNumber,
    district: words.district,
    phone: view.phone,
    channel: view.channel,
    escalatesTo: view.above,
    resh: view.resh,
    herId: view.herId,
    organisationNumber: view.organisationNumber,
    contacts: view.contacts,
    role: words.role,
    language: words.language,
    email: view.email,
    sms: view.sms,
    contactId: words.contactId,
    subject: words.subject,
    absences: view.addAbsence,
    deputy: view.standIn,
    catalogue: words.services,
    theme: view.theme,
    offer: view.offer,
    contact: view.offerContact,
    settings: words.settings,
    messages: words.messages,
    anchor: words.anchor,
    catchment: words.catchment,
    askAgain: words.askAgain,
    afterDays: words.afterDays,
    offersAtMost: words.offersAtMost,
    sendingHours: words.sendingHours,
    from: words.from,
    until: words.until,
    quietPeriods: words.quiet,
    windows: words.windows,
    ladders: ladder.title,
    opensAfter: words.opensAfter,
    dueAfter: words.dueAfter,
    closesAfter: words.closesAfter,
    extraPoints: words.extraPoints,
    checklist: words.checklist,
    registrationCodes: words.codes,
    routes: words.routing,
    letters: words.letters,
  };
}

/** `settings.windows.point-2.dueAfter` as its fields are called; what has no name is as it is, and lists count from 1. */
export function pathInWords(path: string, names: Readonly<Record<string, string>>): string {
  const parts = path.split('.');
  const told = parts.length > 1 && parts[0] === 'settings' ? parts.slice(1) : parts;
  return told
    .map((name) => (/^\d+$/.test(name) ? String(Number(name) + 1) : (names[name] ?? name)))
    .join(', ')
    .replaceAll(/, (\d+)(?=,|$)/g, ' $1');
}
