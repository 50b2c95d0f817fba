import { Tag } from '@digdir/designsystemet-react';
import type { AuditEntry } from '../../../functions/describe-api/document.ts';
import { useWords } from '../../texts/words.ts';
import { happened } from '../pathway/timeline-words.ts';
import { actionInWords } from './in-words.ts';
import { texts } from './texts.ts';

/** What an entry of the audit says was done, and whether it was refused. */
export function Done({
  entry: { action, outcome },
  more = '',
}: {
  readonly entry: Pick<AuditEntry, 'action' | 'outcome'>;
  /** What follows the words for it. */
  readonly more?: string;
}) {
  const words = useWords(texts);
  const told = useWords(happened);
  return (
    <>
      {[actionInWords(action, words, told), more].filter((one) => one !== '').join(' ')}
      {outcome === 'refused' && (
        <>
          {' '}
          <Tag data-color="danger" data-size="sm">
            {words.refused}
          </Tag>
        </>
      )}
    </>
  );
}
