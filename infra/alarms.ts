/**
 * Every alarm, by id, with what it means for patients. Its runbook is `docs/runbooks/<id>.md`; what it measures is in
 * `constructs/alarms.ts`, which takes no alarm that is not named here.
 */

/** What happens to patients while this is so, in a sentence. The type demands one. */
export type MeansForPatients = `${string} ${string}.`;

export const alarmSentences = {
  'sweep-fails':
    'Pathways whose plan was lost, and messages that were left behind, are not picked up: patients may be forgotten.',
  'sweep-has-not-run':
    'Nobody asks whether pathways still have a plan: patients may be forgotten, and no other alarm would tell.',
  'rescue-fails': 'A pathway whose execution died waits for the next sweep, up to a day, before it goes on.',
  'lost-events':
    'A rescue or a sweep was called for and did not take place: some patients wait for the next sweep to go on.',
  'pathway-executions-fail': 'A pathway stopped where it was: its patient waits until the plan is made anew.',
  'pathway-executions-time-out':
    'A pathway lost its way and was stopped: its patient may have missed a window and waits for a new plan.',
  'pathway-executions-throttled': 'Pathways go on late: reminders, and the opening of windows, are delayed.',
  'follow-up-executions-fail': 'A follow-up stopped where it was: it waits until its plan is made anew.',
  'follow-up-executions-time-out':
    'A follow-up lost its way and was stopped: what it was for may be overdue.',
  'follow-up-executions-throttled': 'Follow-ups go on late: tasks and reminders are delayed.',
  'steps-fail':
    'Steps of pathways are tried again and again: tasks and reminders are late, and after some hours plans are lost.',
  'api-fails':
    'Hospitals and municipalities cannot start, accept or complete: patients are not referred, and units lose faith.',
  'sign-in-fails': 'Nobody can sign in: tasks are not seen, accepted or completed while their clocks run on.',
  'stalled-pathways':
    'A pathway was made anew three times without getting on: its patient is stuck until a person looks at it.',
  'undeliverable-tasks':
    'A unit that has a task could not be written to: it may not know that the patient waits.',
  'sending-paused':
    'Sending has been paused for hours: units hear of no new task, reminder or escalation until it is let go on.',
  'no-route':
    'No unit receives patients from a municipality: they wait for the coordinating unit to find one by hand.',
  'person-registry-fails':
    'Nobody is asked whether patients are alive and where they live: units may write to or call someone who has died.',
  'store-throttled': 'The store turns requests away: starts, answers and reminders are late.',
} as const satisfies Record<string, MeansForPatients>;

export type AlarmId = keyof typeof alarmSentences;
export const alarmIds = Object.keys(alarmSentences) as readonly AlarmId[];
