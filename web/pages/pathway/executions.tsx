import { Details, Link, Paragraph, Table } from '@digdir/designsystemet-react';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { dateAndTime } from '../../format/dates.ts';
import { Scrolled } from '../../parts/scrolled.tsx';
import { useSession } from '../../session/session.tsx';
import { useLanguage, useWords } from '../../texts/words.ts';
import { texts } from './texts.ts';

/** The chain of executions, for whoever looks into a fault: folded for everybody else. */
export function Executions({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const { signIn } = useSession();
  const address = signIn?.console?.executionUrl;
  return (
    <Details>
      <Details.Summary>{words.executions}</Details.Summary>
      <Details.Content>
        <Paragraph data-size="sm">{words.executionsHelp}</Paragraph>
        <Scrolled label={words.executions}>
          <Table data-size="sm" className="cards">
            <caption className="ds-sr-only">{words.executions}</caption>
            <Table.Head>
              <Table.Row>
                <Table.HeaderCell>{words.execution}</Table.HeaderCell>
                <Table.HeaderCell>{words.state}</Table.HeaderCell>
                <Table.HeaderCell>{words.started}</Table.HeaderCell>
                <Table.HeaderCell>{words.stopped}</Table.HeaderCell>
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {pathway.executions.map(({ machine, name, arn, generation, startedAt, stoppedAt, status }) => {
                const title = `${words.machines[machine]} ${generation}`;
                return (
                  <Table.Row key={name}>
                    <Table.HeaderCell scope="row">
                      {address === undefined ? (
                        title
                      ) : (
                        <Link href={address.replace('{arn}', encodeURIComponent(arn))} target="_blank">
                          {words.show(title)}
                        </Link>
                      )}
                    </Table.HeaderCell>
                    <Table.Cell data-label={words.state}>
                      {words.executionStatuses[status] ?? status}
                    </Table.Cell>
                    <Table.Cell data-label={words.started}>{dateAndTime(startedAt, language)}</Table.Cell>
                    <Table.Cell data-label={words.stopped}>
                      {stoppedAt === null ? '–' : dateAndTime(stoppedAt, language)}
                    </Table.Cell>
                  </Table.Row>
                );
              })}
            </Table.Body>
          </Table>
        </Scrolled>
      </Details.Content>
    </Details>
  );
}
