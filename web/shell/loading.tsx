import { Spinner } from '@digdir/designsystemet-react';
import { common } from '../texts/common.ts';
import { useWords } from '../texts/words.ts';

export function Loading() {
  const words = useWords(common);
  return (
    <div className="loading" role="status">
      <Spinner aria-hidden="true" data-size="md" />
      {words.loading}
    </div>
  );
}
