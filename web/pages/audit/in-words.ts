import type { TimelineType } from '../../../domain/timeline.ts';
import type { happened } from '../pathway/timeline-words.ts';
import type { texts } from './texts.ts';

const report = 'report-';

/** What an entry of the audit says was done: by a call, by a report, or by Vel hjem itself, which has the timeline's words. */
export function actionInWords(
  action: string,
  words: Pick<(typeof texts)['nb'], 'actions' | 'reported'>,
  told: (typeof happened)['nb'],
): string {
  const own: Readonly<Record<string, string>> = words.actions;
  const known = own[action] ?? told[action as TimelineType];
  if (known !== undefined) return known;
  const reported = action.startsWith(report) ? told[action.slice(report.length) as TimelineType] : undefined;
  return reported === undefined ? action : words.reported(reported);
}
