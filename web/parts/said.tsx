import { List, Tag } from '@digdir/designsystemet-react';
import type { EsasItem, GpAsk } from '../../domain/model.ts';
import type { Conversation } from '../../functions/describe-api/document.ts';
import { common } from '../texts/common.ts';
import { type InEach, useWords } from '../texts/words.ts';

type SaidThere = Pick<Conversation, 'whatMatters' | 'needs' | 'summary' | 'distress' | 'esas' | 'askGp'>;

/** From these on symptoms and distress call for action (Sykehuset Østfold's procedure for ESAS-r; NCCN for distress). */
const esasCalls = 3;
const distressCalls = 4;

const texts: InEach<{
  whatMatters: string;
  needs: string;
  noNeeds: string;
  responsible: (who: string) => string;
  distress: string;
  esas: string;
  calls: string;
  askGp: string;
  summary: string;
}> = {
  nb: {
    whatMatters: 'Hva er viktig for pasienten',
    needs: 'Behov og oppfølging',
    noNeeds: 'Ingen behov ble meldt.',
    responsible: (who) => `følges opp av: ${who}`,
    distress: 'Belastning, 0–10',
    esas: 'Symptomer, ESAS 0–10',
    calls: 'følg opp',
    askGp: 'Bes fastlegen om',
    summary: 'Oppsummering',
  },
  nn: {
    whatMatters: 'Kva er viktig for pasienten',
    needs: 'Behov og oppfølging',
    noNeeds: 'Ingen behov vart melde.',
    responsible: (who) => `blir følgt opp av: ${who}`,
    distress: 'Belastning, 0–10',
    esas: 'Symptom, ESAS 0–10',
    calls: 'følg opp',
    askGp: 'Fastlegen er beden om',
    summary: 'Oppsummering',
  },
  en: {
    whatMatters: 'What matters to the patient',
    needs: 'Needs and follow-up',
    noNeeds: 'No needs were named.',
    responsible: (who) => `followed up by: ${who}`,
    distress: 'Distress, 0–10',
    esas: 'Symptoms, ESAS 0–10',
    calls: 'act on it',
    askGp: 'Asked of the GP',
    summary: 'Summary',
  },
};

/** What was said in a conversation, in words: what matters to the patient first. */
export function Said({ said }: { readonly said: SaidThere }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { whatMatters, needs, distress, esas, askGp, summary } = said;
  const scores = Object.entries(esas ?? {}).filter(([, score]) => score !== undefined);
  return (
    <dl className="said">
      {whatMatters !== undefined && (
        <>
          <dt>{words.whatMatters}</dt>
          <dd className="pre">{whatMatters}</dd>
        </>
      )}
      {needs !== undefined && (
        <>
          <dt>{words.needs}</dt>
          <dd>
            {needs.length === 0 ? (
              words.noNeeds
            ) : (
              <List.Unordered>
                {needs.map(({ theme, followUp, responsible }, index) => (
                  // a theme may be named twice
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
                  <List.Item key={index}>
                    <strong>{shared.themes[theme] ?? theme}</strong>
                    {followUp !== undefined && <span className="pre">{`: ${followUp}`}</span>}
                    {responsible !== undefined &&
                      ` (${words.responsible(shared.responsibles[responsible] ?? responsible)})`}
                  </List.Item>
                ))}
              </List.Unordered>
            )}
          </dd>
        </>
      )}
      {distress !== undefined && (
        <>
          <dt>{words.distress}</dt>
          <dd>
            <Score score={distress} from={distressCalls} calls={words.calls} />
          </dd>
        </>
      )}
      {scores.length > 0 && (
        <>
          <dt>{words.esas}</dt>
          <dd>
            <List.Unordered>
              {scores.map(([item, score]) => (
                <List.Item key={item}>
                  {`${shared.esas[item as EsasItem] ?? item}: `}
                  <Score score={score} from={esasCalls} calls={words.calls} />
                </List.Item>
              ))}
            </List.Unordered>
          </dd>
        </>
      )}
      {askGp !== undefined && askGp.length > 0 && (
        <>
          <dt>{words.askGp}</dt>
          <dd>{askGp.map((one) => shared.gpAsks[one as GpAsk] ?? one).join(', ')}</dd>
        </>
      )}
      {summary !== undefined && (
        <>
          <dt>{words.summary}</dt>
          <dd className="pre">{summary}</dd>
        </>
      )}
    </dl>
  );
}

/** Whether anything at all was said that this unit may read. */
export function isSaid(said: SaidThere): boolean {
  const { whatMatters, needs, distress, esas, askGp, summary } = said;
  return [whatMatters, needs, distress, esas, askGp, summary].some((one) => one !== undefined);
}

function Score({
  score,
  from,
  calls,
}: {
  readonly score: number;
  readonly from: number;
  readonly calls: string;
}) {
  return (
    <>
      {score}
      {score >= from && (
        <>
          {' '}
          <Tag data-color="warning" data-size="sm">
            {calls}
          </Tag>
        </>
      )}
    </>
  );
}
