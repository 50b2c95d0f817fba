import { Card, Details, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { AuditEntry } from '../../../functions/describe-api/document.ts';
import { part } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { dateAndTime } from '../../format/dates.ts';
import { More } from '../../parts/more.tsx';
import { Scrolled } from '../../parts/scrolled.tsx';
import { Failure } from '../../shell/failure.tsx';
import { Loading } from '../../shell/loading.tsx';
import { useLanguage, useWords } from '../../texts/words.ts';
import { Done } from '../audit/done.tsx';
import { texts as auditTexts } from '../audit/texts.ts';
import { texts } from './texts.ts';

/** Who has changed the unit, the newest first: read once it is opened, for a look is kept in the audit too. */
export function Changes({ unitId }: { readonly unitId: string }) {
  const words = useWords(texts);
  const [isOpen, setOpen] = useState(false);
  return (
    <Card asChild className="stack-tight">
      <section>
        <Heading level={2} data-size="xs">
          {words.changes}
        </Heading>
        <Paragraph data-size="sm">{words.changesHelp}</Paragraph>
        <div>
          <Details data-size="sm" onToggle={() => setOpen(true)}>
            <Details.Summary>{words.showChanges}</Details.Summary>
            <Details.Content>{isOpen && <Entries unitId={unitId} />}</Details.Content>
          </Details>
        </div>
      </section>
    </Card>
  );
}

function Entries({ unitId }: { readonly unitId: string }) {
  const words = useWords(texts);
  const audit = useWords(auditTexts);
  const { language } = useLanguage();
  const entries = useList<AuditEntry>(`/units/${part(unitId)}/audit`);
  if (entries.error) return <Failure error={entries.error} again={() => void entries.refetch()} />;
  if (entries.data === undefined) return <Loading />;
  const all = entries.data.pages.flatMap(({ items }) => items);
  if (all.length === 0) return <Paragraph className="empty">{words.noChanges}</Paragraph>;
  return (
    <>
      <Scrolled label={words.changes}>
        <Table data-size="sm" className="cards">
          <caption className="visually-hidden">{words.changes}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell scope="col">{audit.when}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{audit.what}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{audit.who}</Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {all.map(({ at, entryId, subject, name, role, action, outcome }) => (
              <Table.Row key={`${at} ${entryId}`}>
                <Table.HeaderCell scope="row">
                  <time dateTime={at}>{dateAndTime(at, language)}</time>
                </Table.HeaderCell>
                <Table.Cell data-label={audit.what}>
                  <Done entry={{ action, outcome }} />
                </Table.Cell>
                <Table.Cell data-label={audit.who}>
                  {audit.roles[role] ?? role}: <bdi>{name ?? subject}</bdi>
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </Scrolled>
      <More list={entries} />
    </>
  );
}
