import { pathwayStatuses } from './model.ts';

/** What a pathway's timeline tells of. Whoever shows a timeline has words for each of these. */

/** Reports about the patient stand in the timeline by their own names. */
const reports = [
  'answers-changed',
  'ready',
  'discharged',
  'diagnosis-corrected',
  'moved',
  'patient-corrected',
  'address-protected',
  'transferred',
  'gp-changed',
  'palliative-treatment-started',
  'treatment-paused',
  'treatment-ended',
  'function-declining',
  'esas-reported',
  'discharge-summary-sent',
  'circumstances-changed',
  'staff-blocked',
  'relapsed',
  'withdrawn',
  'deceased',
  'moved-away',
  'started-in-error',
  'retracted',
] as const;

/** What became of the pathway, its points and tasks, and what was written to whom. */
const decisions = [
  'pathway-started',
  'pathway-resumed',
  'pathway-stalled',
  'plan-renewed',
  'rules-applied',
  'point-opened-early',
  'point-declined',
  'point-missed',
  'task-opened',
  'task-accepted',
  'task-released',
  'appointment-booked',
  'task-completed',
  'task-declined',
  'task-missed',
  'task-rejected',
  'task-transferred',
  'task-moved',
  'task-passed-on',
  'task-cancelled',
  'task-restored',
  'task-reopened',
  'question-asked',
  'question-answered',
  'notice-sent',
  'message-sent',
  'message-undeliverable',
  'message-failed',
  'unit-unreachable',
] as const;

const ends = pathwayStatuses
  .filter((status) => status !== 'active')
  .map((status) => `pathway-${status}` as const);

export const timelineTypes = [...reports, ...decisions, ...ends];
export type ReportType = (typeof reports)[number];
export type TimelineType = (typeof timelineTypes)[number];
