import { Card, Heading, List, Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { part, serverNow } from '../../api/client.ts';
import { useUnitNames } from '../../api/units.ts';
import { isOverdue, shortDate } from '../../format/dates.ts';
import { ActionPackage } from '../../parts/action-package.tsx';
import { askedInWords } from '../../parts/names.ts';
import { Phone } from '../../parts/phone.tsx';
import { Scrolled } from '../../parts/scrolled.tsx';
import { useHere } from '../../shell/here.ts';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { Section } from './section.tsx';
import { texts } from './texts.ts';

/** Tasks beside the points. */
export function FollowUps({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const { unit } = useHere();
  const nameOf = useUnitNames();
  const now = serverNow();
  if (pathway.followUps.length === 0) return null;
  return (
    <Section title={words.followUps}>
      <Scrolled label={words.followUps}>
        <Table data-size="sm" className="cards">
          <caption className="ds-sr-only">{words.followUps}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell>{words.kind}</Table.HeaderCell>
              <Table.HeaderCell>{words.state}</Table.HeaderCell>
              <Table.HeaderCell>{words.due}</Table.HeaderCell>
              <Table.HeaderCell>{words.unit}</Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {pathway.followUps.map(({ plan, kind, status, dueAt, unitId, taskId, asked = [] }) => (
              <Table.Row key={plan}>
                <Table.HeaderCell scope="row">
                  {taskId !== null && unitId === unit?.unitId ? (
                    <RouterLink className="ds-link" to={`/tasks/${part(taskId)}`}>
                      {shared.kinds[kind]}
                    </RouterLink>
                  ) : (
                    shared.kinds[kind]
                  )}
                  {asked.length > 0 && (
                    <div className="line-what">{`${words.asked}: ${askedInWords(asked, words.askedWords, shared)}`}</div>
                  )}
                </Table.HeaderCell>
                <Table.Cell data-label={words.state}>
                  {status === 'planned' ? words.planned : shared.taskStatuses[status]}
                </Table.Cell>
                <Table.Cell data-label={words.due}>
                  <span className="date">{shortDate(dueAt, language)}</span>
                  {(status === 'open' || status === 'accepted') && isOverdue(dueAt, now) && (
                    <>
                      {' '}
                      <Tag data-color="danger" data-size="sm">
                        {words.states.overdue}
                      </Tag>
                    </>
                  )}
                </Table.Cell>
                <Table.Cell className="unit" data-label={words.unit}>
                  {nameOf(unitId)}
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </Scrolled>
    </Section>
  );
}

/** What municipalities did when they took the patient in, and whom the patient may call. */
export function HandOvers({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const nameOf = useUnitNames();
  if (pathway.handOvers.length === 0) return null;
  return (
    <Card className="stack-tight">
      <Heading level={2} data-size="xs">
        {words.handOvers}
      </Heading>
      {pathway.handOvers.map(({ taskId, unitId, at, checklist, contactPerson }) => (
        <div key={taskId} className="stack-tight entry">
          <Paragraph data-size="sm">
            {at === null ? nameOf(unitId) : words.handedOverAt(nameOf(unitId), shortDate(at, language))}
          </Paragraph>
          {contactPerson !== undefined && (
            <Paragraph>
              {`${words.contactPerson}: ${contactPerson.name}`}
              {contactPerson.phone !== undefined && (
                <>
                  {', '}
                  <Phone number={contactPerson.phone} />
                </>
              )}
            </Paragraph>
          )}
          <List.Unordered data-size="sm">
            {checklist.map(({ key, text, done }) => (
              <List.Item key={key}>
                {`${text ?? shared.checklist[key] ?? key}: ${done ? words.done : words.notDone}`}
              </List.Item>
            ))}
          </List.Unordered>
        </div>
      ))}
    </Card>
  );
}

/** The action package: what is offered for the needs of the latest conversation. */
export function Offers({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const { actionPackage = [] } = pathway;
  if (actionPackage.length === 0) return null;
  return (
    <Section title={words.offers} lead={words.offersHelp}>
      <ActionPackage offered={actionPackage} />
    </Section>
  );
}
