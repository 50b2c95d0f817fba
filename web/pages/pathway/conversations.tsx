import { Paragraph } from '@digdir/designsystemet-react';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { useUnitNames } from '../../api/units.ts';
import { ConversationHeld } from '../../parts/conversation.tsx';
import { common } from '../../texts/common.ts';
import { useWords } from '../../texts/words.ts';
import { Section } from './section.tsx';
import { texts } from './texts.ts';

/** Conversations that were held, the newest first; what was said, where this unit may read it. */
export function Conversations({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const nameOf = useUnitNames();
  const held = pathway.points
    .flatMap(({ point, name, unitId, outcome }) =>
      outcome === null ? [] : [{ ...outcome, point, ...(name === undefined ? {} : { name }), unitId }],
    )
    .toSorted((a, b) => (a.heldOn < b.heldOn ? 1 : -1));
  return (
    <Section title={words.conversations}>
      {held.length === 0 && <Paragraph data-size="sm">{words.noConversations}</Paragraph>}
      {held.map(({ unitId, ...conversation }) => (
        <div key={conversation.point} className="entry stack-tight">
          <ConversationHeld held={conversation} level={3} />
          <Paragraph data-size="xs">
            {[nameOf(unitId), conversation.mode === null ? '' : (shared.modes[conversation.mode] ?? '')]
              .filter((one) => one !== '')
              .join(', ')}
          </Paragraph>
        </div>
      ))}
    </Section>
  );
}
