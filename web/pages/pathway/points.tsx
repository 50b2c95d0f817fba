import { Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { part, serverNow } from '../../api/client.ts';
import { useUnitNames } from '../../api/units.ts';
import { shortDate } from '../../format/dates.ts';
import { pointName } from '../../parts/names.ts';
import { Scrolled } from '../../parts/scrolled.tsx';
import { useHere } from '../../shell/here.ts';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { type Axis, axisOf, type PointState } from './axis.ts';
import { OpenEarly } from './open-early.tsx';
import { Section } from './section.tsx';
import { texts } from './texts.ts';

const colours: Readonly<Record<PointState, 'accent' | 'danger' | 'neutral' | 'success' | 'warning'>> = {
  planned: 'neutral',
  open: 'accent',
  overdue: 'danger',
  held: 'success',
  late: 'warning',
  declined: 'neutral',
  missed: 'danger',
  cancelled: 'neutral',
};

/** The points on a time axis, and the same as a table: who cannot see the one reads the other. */
export function Points({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const { unit } = useHere();
  const nameOf = useUnitNames();
  const now = serverNow();
  const axis = axisOf(pathway, now);
  return (
    <Section title={words.axis}>
      <Drawing axis={axis} />
      <Scrolled label={words.axis}>
        <Table data-size="sm" className="cards">
          <caption className="ds-sr-only">{words.axis}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell>{words.conversation}</Table.HeaderCell>
              <Table.HeaderCell>{words.state}</Table.HeaderCell>
              <Table.HeaderCell>{words.opens}</Table.HeaderCell>
              <Table.HeaderCell>{words.due}</Table.HeaderCell>
              <Table.HeaderCell>{words.closes}</Table.HeaderCell>
              <Table.HeaderCell>{words.unit}</Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {axis.rows.map(({ point, state, mark }) => {
              const isOwnTask = point.taskId !== null && point.unitId === unit?.unitId;
              return (
                <Table.Row key={point.point}>
                  <Table.HeaderCell scope="row">
                    {isOwnTask ? (
                      <RouterLink className="ds-link" to={`/tasks/${part(point.taskId ?? '')}`}>
                        {pointName(point.point, point.name, shared)}
                      </RouterLink>
                    ) : (
                      pointName(point.point, point.name, shared)
                    )}
                  </Table.HeaderCell>
                  <Table.Cell data-label={words.state}>
                    <Tag data-color={colours[state]} data-size="sm">
                      {mark === null
                        ? words.states[state]
                        : words.on(words.states[state], shortDate(mark.on, language))}
                    </Tag>
                  </Table.Cell>
                  <Table.Cell className="date" data-label={words.opens}>
                    {shortDate(point.opensAt, language)}
                  </Table.Cell>
                  <Table.Cell className="date" data-label={words.due}>
                    {shortDate(point.dueAt, language)}
                  </Table.Cell>
                  <Table.Cell className="date" data-label={words.closes}>
                    {shortDate(point.closesAt, language)}
                  </Table.Cell>
                  <Table.Cell className="unit" data-label={words.unit}>
                    {nameOf(point.unitId)}
                  </Table.Cell>
                </Table.Row>
              );
            })}
          </Table.Body>
        </Table>
      </Scrolled>
      <OpenEarly pathway={pathway} />
    </Section>
  );
}

function Drawing({ axis }: { readonly axis: Axis }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  return (
    <div aria-hidden="true">
      <div className="axis">
        {axis.rows.map(({ point, state, inTime, after, mark }) => (
          <div key={point.point} className="axis-row" data-state={state}>
            <span className="axis-name">{pointName(point.point, point.name, shared)}</span>
            <span className="axis-track">
              <span className="axis-bar" style={percent(inTime)} />
              <span className="axis-bar axis-bar-after" style={percent(after)} />
              {mark !== null && <span className="axis-mark" style={{ insetInlineStart: `${mark.left}%` }} />}
            </span>
          </div>
        ))}
        <div className="axis-row">
          <span className="axis-name" />
          <span className="axis-track axis-scale">
            {axis.ticks.map(({ left, on }) => (
              <span key={on} className="axis-tick" style={{ insetInlineStart: `${left}%` }}>
                {/* there is no room for its name at the end */}
                {left < 92 && tickName(on, language)}
              </span>
            ))}
            {axis.today !== null && (
              <span className="axis-today" style={{ insetInlineStart: `${axis.today}%` }}>
                <span className="axis-today-name" data-end={axis.today > 80}>
                  {words.today}
                </span>
              </span>
            )}
          </span>
        </div>
      </div>
      <Paragraph data-size="xs">{words.axisHelp}</Paragraph>
    </div>
  );
}

function percent({ left, width }: { readonly left: number; readonly width: number }) {
  return { insetInlineStart: `${left}%`, inlineSize: `${width}%` };
}

/** `feb. 27` */
function tickName(on: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : `${language}-NO`, {
    month: 'short',
    year: '2-digit',
    timeZone: 'UTC',
  }).format(new Date(on));
}
