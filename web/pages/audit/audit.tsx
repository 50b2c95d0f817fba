import { Alert, Button, Link, Paragraph, Table } from '@digdir/designsystemet-react';
import { Link as RouterLink, useParams } from 'react-router';
import type { AuditEntry, PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { ApiProblem, part } from '../../api/client.ts';
import { useList, useRead } from '../../api/queries.ts';
import { useUnitNames } from '../../api/units.ts';
import { dateAndTime } from '../../format/dates.ts';
import { More } from '../../parts/more.tsx';
import { Scrolled } from '../../parts/scrolled.tsx';
import { Failure } from '../../shell/failure.tsx';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { useLanguage, useWords } from '../../texts/words.ts';
import { Done } from './done.tsx';
import { texts } from './texts.ts';

/** As many entries a page as the API gives: whoever prints wants them all. */
const most = 100;

/** Who has seen, been sent or changed what of a patient: for those who answer the patient who asks. */
export default function AuditPage() {
  const words = useWords(texts);
  const { pathwayId = '' } = useParams();
  return (
    <Page
      title={words.title}
      help={<Paragraph data-size="sm">{words.help}</Paragraph>}
      actions={<Button onClick={() => print()}>{words.print}</Button>}
    >
      <Link asChild className="no-print">
        <RouterLink to={`/pathways/${part(pathwayId)}`}>{words.back}</RouterLink>
      </Link>
      <Entries pathwayId={pathwayId} />
    </Page>
  );
}

function Entries({ pathwayId }: { readonly pathwayId: string }) {
  const words = useWords(texts);
  const entries = useList<AuditEntry>(`/pathways/${part(pathwayId)}/audit`, { limit: most });
  // whose it is, for the paper that is printed
  const pathway = useRead<PathwayAnswer>(`/pathways/${part(pathwayId)}`);
  if (entries.error) {
    const isOthers = entries.error instanceof ApiProblem && entries.error.status === 403;
    return isOthers ? (
      <Alert data-color="info">{words.notYours}</Alert>
    ) : (
      <Failure error={entries.error} again={() => void entries.refetch()} />
    );
  }
  if (entries.data === undefined) return <Loading />;
  const all = entries.data.pages.flatMap(({ items }) => items);
  const name = pathway.data?.patient?.name;
  return (
    <>
      {/* the line has its place before the name is there, so that nothing moves */}
      {pathway.error === null && <Paragraph>{words.about(name ?? '…')}</Paragraph>}
      {all.length === 0 ? (
        <Paragraph className="empty">{words.empty}</Paragraph>
      ) : (
        <EntryTable entries={all} />
      )}
      {entries.hasNextPage && <Paragraph className="no-print">{words.whole}</Paragraph>}
      <More list={entries} />
    </>
  );
}

function EntryTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const nameOf = useUnitNames();
  return (
    <Scrolled label={words.caption}>
      <Table data-size="sm" className="cards" zebra>
        <caption className="ds-sr-only">{words.caption}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell>{words.when}</Table.HeaderCell>
            <Table.HeaderCell>{words.what}</Table.HeaderCell>
            <Table.HeaderCell>{words.who}</Table.HeaderCell>
            <Table.HeaderCell>{words.unit}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {entries.map(({ at, entryId, subject, name, role, unitId, action, outcome, to }) => (
            <Table.Row key={`${at} ${entryId}`}>
              <Table.HeaderCell scope="row">
                <time dateTime={at}>{dateAndTime(at, language)}</time>
              </Table.HeaderCell>
              <Table.Cell data-label={words.what}>
                <Done entry={{ action, outcome }} more={to === undefined ? '' : words.to(nameOf(to))} />
              </Table.Cell>
              <Table.Cell data-label={words.who}>
                {role === 'vel-hjem' ? (
                  words.itself
                ) : (
                  <>
                    {words.roles[role] ?? role}: <bdi>{name ?? subject}</bdi>
                    {name !== undefined && (
                      <span className="line-what anywhere">
                        (<bdi>{subject}</bdi>)
                      </span>
                    )}
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
  );
}
