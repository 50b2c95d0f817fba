import { Heading, List, Paragraph } from '@digdir/designsystemet-react';
import type { EsasItem, GpAsk } from '../../domain/model.ts';
import type { Conversation } from '../../functions/describe-api/document.ts';
import { longDate } from '../format/dates.ts';
import { common } from '../texts/common.ts';
import { type InEach, useLanguage, useWords } from '../texts/words.ts';
import { pointName } from './names.ts';

const texts: InEach<{
  whatMatters: string;
  needs: string;
  noNeeds: string;
  discussed: string;
  summary: string;
  distress: string;
  asked: string;
  elsewhere: string;
}> = {
  nb: {
    whatMatters: 'Viktig for pasienten',
    needs: 'Behov',
    noNeeds: 'Ingen behov ble meldt.',
    discussed: 'Snakket om, uten behov',
    summary: 'Oppsummering',
    distress: 'Belastning (0–10)',
    asked: 'Fastlegen er bedt om',
    elsewhere: 'Innholdet er hos enheten som holdt samtalen.',
  },
  nn: {
    whatMatters: 'Viktig for pasienten',
    needs: 'Behov',
    noNeeds: 'Ingen behov vart melde.',
    discussed: 'Snakka om, utan behov',
    summary: 'Oppsummering',
    distress: 'Belastning (0–10)',
    asked: 'Fastlegen er beden om',
    elsewhere: 'Innhaldet er hos eininga som heldt samtalen.',
  },
  en: {
    whatMatters: 'What matters to the patient',
    needs: 'Needs',
    noNeeds: 'No needs were found.',
    discussed: 'Talked about, no need',
    summary: 'Summary',
    distress: 'Distress (0–10)',
    asked: 'Asked of the GP',
    elsewhere: 'The content is with the unit that held the conversation.',
  },
};

/** A conversation that was held, with what was said where one may read it. */
export function ConversationHeld({
  held,
  level,
}: {
  readonly held: Omit<Conversation, 'status'>;
  readonly level: 2 | 3 | 4;
}) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const { needs, discussed, summary, distress, esas, askGp, whatMatters } = held;
  const isSaid = needs !== undefined || summary !== undefined || whatMatters !== undefined;
  return (
    <section className="stack-tight">
      <Heading level={level} data-size="2xs">
        {`${pointName(held.point, held.name, shared)}, ${longDate(held.heldOn, language)}`}
      </Heading>
      {!isSaid && <Paragraph data-size="sm">{words.elsewhere}</Paragraph>}
      {isSaid && (
        <dl className="facts">
          {whatMatters !== undefined && <Fact name={words.whatMatters}>{whatMatters}</Fact>}
          {needs !== undefined && (
            <Fact name={words.needs}>
              {needs.length === 0 ? (
                words.noNeeds
              ) : (
                <List.Unordered data-size="sm">
                  {needs.map(({ theme, followUp, responsible }) => (
                    <List.Item key={`${theme}-${followUp ?? ''}`}>
                      <strong>{shared.themes[theme] ?? theme}</strong>
                      {followUp !== undefined && `: ${followUp}`}
                      {responsible !== undefined && ` (${shared.responsibles[responsible] ?? responsible})`}
                    </List.Item>
                  ))}
                </List.Unordered>
              )}
            </Fact>
          )}
          {discussed !== undefined && (
            <Fact name={words.discussed}>
              {discussed.map((theme) => shared.themes[theme] ?? theme).join(', ')}
            </Fact>
          )}
          {distress !== undefined && <Fact name={words.distress}>{distress}</Fact>}
          {esas !== undefined && Object.keys(esas).length > 0 && (
            <Fact name="ESAS">
              {Object.entries(esas)
                .map(([item, score]) => `${shared.esas[item as EsasItem] ?? item} ${score}`)
                .join(', ')}
            </Fact>
          )}
          {askGp !== undefined && askGp.length > 0 && (
            <Fact name={words.asked}>
              {askGp.map((ask) => shared.gpAsks[ask as GpAsk] ?? ask).join(', ')}
            </Fact>
          )}
          {summary !== undefined && <Fact name={words.summary}>{summary}</Fact>}
        </dl>
      )}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="pre">{children}</dd>
    </>
  );
}
