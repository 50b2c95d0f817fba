import { Heading, Paragraph } from '@digdir/designsystemet-react';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { useUnitNames } from '../../api/units.ts';
import { longDate } from '../../format/dates.ts';
import { pointName } from '../../parts/names.ts';
import { isSaid, Said } from '../../parts/said.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { Section } from './section.tsx';
import { texts } from './texts.ts';

/** Conversations that were held, the newest first; what was said, where this unit may read it. */
export function Conversations({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const nameOf = useUnitNames();
  const held = pathway.points
    .flatMap(({ outcome, ...point }) => (outcome === null ? [] : [{ ...point, outcome }]))
    .toSorted((a, b) => (a.outcome.heldOn < b.outcome.heldOn ? 1 : -1));
  return (
    <Section title={words.conversations}>
      {held.length === 0 && <Paragraph data-size="sm">{words.noConversations}</Paragraph>}
      {held.map(({ point, name, unitId, outcome }) => (
        <article key={point} className="stack-tight entry">
          <Heading level={3} data-size="2xs">
            {pointName(point, name, shared)}
          </Heading>
          <Paragraph data-size="sm">
            {words.heldOn(
              longDate(outcome.heldOn, language),
              outcome.mode === null ? '' : (shared.modes[outcome.mode] ?? outcome.mode),
            )}
            {unitId !== null && ` – ${nameOf(unitId)}`}
          </Paragraph>
          {isSaid(outcome) ? (
            <Said said={outcome} />
          ) : (
            <Paragraph data-size="sm">{words.notForYou}</Paragraph>
          )}
        </article>
      ))}
    </Section>
  );
}
