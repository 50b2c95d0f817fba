import type { TaskAnswer } from '../../functions/describe-api/document.ts';
import { common } from '../texts/common.ts';
import { type InEach, useWords } from '../texts/words.ts';

const texts: InEach<{ none: string }> = {
  nb: { none: 'Ingen tilbud er lagt inn for dette.' },
  nn: { none: 'Ingen tilbod er lagde inn for dette.' },
  en: { none: 'No service has been entered for this.' },
};

/** What municipality and trust have to offer for the needs of the latest conversation, with whom to ask. */
export function ActionPackage({ offered }: { readonly offered: NonNullable<TaskAnswer['actionPackage']> }) {
  const words = useWords(texts);
  const shared = useWords(common);
  return (
    <dl className="said">
      {offered.map(({ theme, offers }) => (
        <div key={theme}>
          <dt>{shared.themes[theme] ?? theme}</dt>
          {offers.length === 0 && <dd>{words.none}</dd>}
          {offers.map(({ offer, contact, unitId }) => (
            <dd key={`${unitId} ${offer}`}>{`${offer} – ${contact}`}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
