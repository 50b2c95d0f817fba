import { Table } from '@digdir/designsystemet-react';
import { answerNames } from '../../../domain/model.ts';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { shortDate } from '../../format/dates.ts';
import { Scrolled } from '../../parts/scrolled.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { useActors } from './actors.ts';
import { Section } from './section.tsx';
import { texts } from './texts.ts';

/** The four wishes, with when each was said and who wrote it down. */
export function Answers({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const actor = useActors();
  const { language } = useLanguage();
  const said = (value: boolean | null | undefined) =>
    value == null ? shared.notAsked : value ? shared.yes : shared.no;
  return (
    <Section title={words.answers} lead={words.answersHelp}>
      <Scrolled label={words.answers}>
        <Table data-size="sm" className="cards">
          <caption className="ds-sr-only">{words.answers}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell>{words.question}</Table.HeaderCell>
              <Table.HeaderCell>{words.answer}</Table.HeaderCell>
              <Table.HeaderCell>{words.answeredOn}</Table.HeaderCell>
              <Table.HeaderCell>{words.recordedBy}</Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {answerNames.map((name) => {
              const answer = pathway.answers[name];
              return (
                <Table.Row key={name}>
                  <Table.HeaderCell scope="row">{shared.answerNames[name]}</Table.HeaderCell>
                  <Table.Cell data-label={words.answer}>{said(answer?.value)}</Table.Cell>
                  <Table.Cell className="date" data-label={words.answeredOn}>
                    {answer?.answeredOn == null ? '–' : shortDate(answer.answeredOn, language)}
                  </Table.Cell>
                  <Table.Cell className="unit" data-label={words.recordedBy}>
                    {answer?.recordedBy == null ? '–' : actor(answer.recordedBy)}
                  </Table.Cell>
                </Table.Row>
              );
            })}
          </Table.Body>
        </Table>
      </Scrolled>
    </Section>
  );
}
