import { describe, expect, it } from 'vitest';
import { languages, noticeKinds } from '../../domain/model.ts';
import { timelineTypes } from '../../domain/timeline.ts';
import { actions } from '../../functions/shared/actions.ts';
import { event } from '../../functions/shared/http/schemas.ts';
import { actionInWords } from '../../web/pages/audit/in-words.ts';
import { texts as auditTexts } from '../../web/pages/audit/texts.ts';
import { texts as noticeTexts } from '../../web/pages/notice/texts.ts';
import { reportable } from '../../web/pages/pathway/report.ts';
import { reportTexts } from '../../web/pages/pathway/report-texts.ts';
import { happened } from '../../web/pages/pathway/timeline-words.ts';

/** What the code may say, the pages have words for: in three languages, and no word twice for two things. */

const reports = event.options.map(({ shape }) => shape.type.value);

describe.each(languages)('in %s', (language) => {
  it('a timeline has words for all that it may tell of', () => {
    const words = timelineTypes.map((type) => happened[language][type]);
    expect(words.every((one) => one !== undefined && one.length > 3)).toBe(true);
    expect(new Set(words).size).toBe(timelineTypes.length);
    expect(Object.keys(happened[language]).toSorted()).toEqual(timelineTypes.toSorted());
  });

  it('an audit has words for each action, each report, and what Vel hjem does itself', () => {
    const all = [...actions, ...reports.map((type) => `report-${type}`), ...timelineTypes];
    const words = all.map((action) => actionInWords(action, auditTexts[language], happened[language]));
    expect(words.filter((one, index) => one === all[index])).toEqual([]);
    expect(actionInWords('report-deceased', auditTexts[language], happened[language])).toContain(
      happened[language].deceased,
    );
    for (const unknown of ['made-up', 'report-made-up'])
      expect(actionInWords(unknown, auditTexts[language], happened[language])).toBe(unknown);
  });

  it('a notice says what it tells, by kind', () => {
    const words = noticeKinds.map((kind) => noticeTexts[language].tells[kind]);
    expect(new Set(words).size).toBe(noticeKinds.length);
  });

  it('each report is named, and says before it is sent what it will do', () => {
    const { names, does } = reportTexts[language];
    expect(reportable.every((type) => names[type].length > 3 && does[type].length > 20)).toBe(true);
  });
});

it('all that a hospital’s system reports is known to the timeline', () => {
  expect(reports.filter((type) => !timelineTypes.includes(type))).toEqual([]);
});
