/**
 * Why the rules refuse a field (422, and 409 where an id is taken): a code that stays as it is, for whoever says it in words
 * of their own, and what is said in English to whoever builds against the API. The pages have words for each of them
 * (`web/texts/refusals.ts`), or do not compile. `{limit}` is the number that was passed.
 */
export const reasons = {
  'in-future': 'Lies in the future.',
  'in-past': 'Lies in the past.',
  'too-far-ahead': 'Lies more than {limit} months ahead.',
  'after-closing': 'Lies after the task closes.',
  'not-a-national-id': 'Is no valid national identity number or D-number.',
  'holds-national-id': 'Must not contain a national identity number.',
  taken: 'Is taken.',
  'not-an-id': 'Letters, digits and ._:/- only.',
  'district-missing': 'Is needed for Oslo.',
  'district-not-taken': 'Only Oslo has districts.',
  'phone-missing':
    'The unit has no telephone number in the directory: give one here, or have it filled in there.',
  'before-from': 'Must not be before `from`.',
  'not-first-of-quarter': 'Must be the first day of a quarter: 1 January, 1 April, 1 July or 1 October.',
  'not-last-of-quarter': 'Must be the last day of a quarter: 31 March, 30 June, 30 September or 31 December.',
  'too-many-lines': 'More than {limit} lines: ask for a shorter time.',
  'no-such-hospital': 'Names no hospital unit of the directory.',
  'not-your-hospital': 'Name the unit of your trust that has the patient now.',
  'no-such-gp-office': 'Names no GP office of the directory.',
  'no-such-event': 'Names no event of this pathway.',
  'no-such-cohort': 'There is no such cohort.',
  'no-such-trust': 'No unit of the directory belongs to it.',
  'no-such-unit': 'Names no unit of the directory.',
  'counted-twice': 'Is counted above already.',
  'counted-both-ways': 'A group is counted for the whole trust or by municipality, not both.',
  'held-in-future': 'The conversation cannot have been held in the future.',
  'held-before-diagnosis': 'The conversation cannot have been held before the diagnosis.',
  'not-answered': 'Must be answered, yes or no, by the end of this conversation.',
  'not-after-today': 'Must be a day after today.',
  'after-pathway': 'The pathway is over by then.',
  'new-date-in-past': 'The new date cannot be in the past.',
  'only-done': 'This task is done; it has no other outcome.',
  'not-done': 'A conversation is assessed, declined or not held.',
  'municipal-unit-missing': 'Name the municipal unit that receives the patient.',
  'gp-office-missing': 'Name the GP office that the patient has now.',
  'answer-missing': 'Write the answer to the question here.',
  'no-such-line': 'Is no line of this task’s checklist.',
  'cannot-have-task': 'Names no unit that could have this task.',
  'not-involved': 'Names no other unit that is involved.',
  'asker-not-involved': 'The unit that asks is not involved.',
  'not-in-address': 'Must be the one in the address.',
  'above-itself': 'A unit cannot be above itself.',
  'trust-missing': 'A hospital unit belongs to a trust.',
  'of-another-contact': 'Is another contact’s of the unit.',
  'before-first-day': 'Is before the first day.',
  'own-deputy': 'Nobody stands in for themselves.',
  'no-such-contact': 'Names no contact of the unit.',
  'settings-elsewhere': 'Settings stand on the coordinating unit of a trust, or on a unit of a municipality.',
  'of-a-trust': 'Stands on the coordinating unit of a trust.',
  'of-a-municipality': 'Stands on a unit of a municipality.',
  'of-another-trust': 'Is in the catchment of another trust.',
  'of-another-municipality': 'Names no unit of the same municipality.',
  'task-of-hospitals': 'Is a task of hospitals.',
  'out-of-order': 'Must open, then be due, then close.',
  'too-many-days': 'Is more than {limit} days.',
  'too-many-months': 'Is more than {limit} months.',
  'ladder-outside': 'The ladder does not lie inside it: set that, too.',
  'not-from-anchor': 'Only points are counted from the anchor.',
  'outside-window': 'Lies outside the window of the task.',
  'before-one-above': 'Comes before one above it.',
  'hours-too-short': 'Must be at least two hours after `from`.',
  'ends-before-it-begins': 'Must begin before it ends.',
  'no-day-of-year': 'Is no day of a year.',
  'no-working-day': 'Must leave some working day of each year.',
  'code-twice': 'Has a code already.',
  'unknown-field': 'Has something in braces that is not filled in.',
  'letter-twice': 'Is there already in that language.',
  'runs-into-point': 'Runs into the window of point {limit}.',
  'runs-into-another': 'Runs into the window of one before it in the list.',
  'not-an-import': 'Is for imports: send "import": true.',
  'done-says-it': 'An import says with "done" what lies behind the patient.',
  'named-twice': 'Is named twice.',
  'held-on-unfit': 'Is needed for a point that was held, and for no other.',
  'not-between-diagnosis-and-today': 'Lies in the future, or before the diagnosis.',
  'point-1-missing': 'Point 2 comes after point 1: name that too.',
  'before-point-1': 'Lies before point 1.',
  'answered-at-point-1': 'Was answered, yes or no, at point 1.',
  'no-at-point-1': 'Is a no where point 1 was declined; leave the point out if it is a yes by now.',
  'yes-to-municipality': 'Must be a yes where the municipality has the patient.',
} as const;
export type Reason = keyof typeof reasons;

/** What a request does not go together with (409, type `conflict`): `{first}` is what comes first. */
export const conflicts = {
  'task-closed': 'The task is closed.',
  'completed-otherwise': 'The task has been completed with another outcome.',
  'nobody-above': 'The coordinating unit cannot reject a task: there is nobody above it.',
  'names-the-receiver': 'The coordinating unit names who receives the patient; it hands this task to nobody.',
  'pathway-ended': 'The pathway has ended.',
  'point-over': 'The point is over.',
  'no-yes-yet': 'The patient has not said yes to the pathway and to sharing with the municipality.',
  'task-first': 'A task that is open comes first: {first}.',
  'point-first': 'Another point comes first: {first}.',
  'stage-first': 'Something else comes first: {first}.',
  'before-its-date': 'It cannot open before the date that it is counted from.',
  'nothing-to-undo': 'The task has no outcome that could be undone.',
  'too-late': 'It is too late to undo it.',
  'done-since': 'Something else has been done since.',
  'referral-id-used':
    'This referralId has been used in your trust with another content. Use a new one, or report the change as an event.',
  'event-id-used': 'This eventId has been used for another event.',
  'unit-changed': 'The unit has been changed since you read it.',
  'sending-paused': 'Sending is paused: nothing is sent until it goes on.',
} as const;
export type Conflict = keyof typeof conflicts;

/** A field that a rule refuses; `limit` where the reason has a number in it. */
export interface Refusal {
  readonly path: string;
  readonly code: Reason;
  readonly message: string;
  readonly limit?: number;
}

export function refusal(path: string, code: Reason, limit?: number): Refusal {
  const message = reasons[code];
  return limit === undefined
    ? { path, code, message }
    : { path, code, message: message.replace('{limit}', String(limit)), limit };
}
