import { Button, Switch } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { useUnitNames } from '../../api/units.ts';
import { dateAndTime } from '../../format/dates.ts';
import { pointName, taskName } from '../../parts/names.ts';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { useActors } from './actors.ts';
import { Section } from './section.tsx';
import { texts } from './texts.ts';
import { happened, isWithin, reasons } from './timeline-words.ts';

type Entry = PathwayAnswer['timeline'][number];

/** So many entries are shown at first. */
const first = 12;

/** All that has happened, the newest first. */
export function Timeline({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const told = useWords(happened);
  const actor = useActors();
  const why = useWords(reasons);
  const { language } = useLanguage();
  const nameOf = useUnitNames();
  const [all, setAll] = useState(false);
  const [count, setCount] = useState(first);
  const entries = pathway.timeline.filter(({ type }) => all || !isWithin(type)).toReversed();

  function about({ taskId, point, unitId, reason, by }: Entry): string {
    const task = pathway.tasks.find((one) => one.taskId === taskId);
    const at = pathway.points.find((one) => one.point === point);
    const what = task === undefined ? '' : taskName({ ...task, point, name: at?.name }, shared);
    const where = at === undefined ? '' : pointName(at.point, at.name, shared);
    return [
      what === '' ? where : what,
      unitId === undefined ? '' : nameOf(unitId),
      reason === undefined ? '' : (why[reason] ?? reason),
      by === unitId || by === 'vel-hjem' ? '' : words.by(actor(by)),
    ]
      .filter((one) => one !== '')
      .join(' – ');
  }

  return (
    <Section title={words.timeline}>
      <div className="no-print">
        <Switch
          label={words.timelineAll}
          data-size="sm"
          checked={all}
          onChange={(event) => setAll(event.target.checked)}
        />
      </div>
      <ol className="timeline">
        {entries.slice(0, count).map((entry) => (
          <li key={`${entry.at} ${entry.eventId}`}>
            <time dateTime={entry.at}>{dateAndTime(entry.at, language)}</time>
            <strong>{told[entry.type]}</strong>
            <span>{about(entry)}</span>
          </li>
        ))}
      </ol>
      {entries.length > count && (
        <div>
          <Button variant="secondary" data-size="sm" onClick={() => setCount(entries.length)}>
            {shared.more}
          </Button>
        </div>
      )}
    </Section>
  );
}
