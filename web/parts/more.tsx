import { Button } from '@digdir/designsystemet-react';
import { common } from '../texts/common.ts';
import { useWords } from '../texts/words.ts';

interface Going {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** The rest of a list, a page at a time; nothing where there is no more. */
export function More({ list }: { readonly list: Going }) {
  const shared = useWords(common);
  if (!list.hasNextPage) return null;
  return (
    <div className="no-print">
      <Button
        variant="secondary"
        disabled={list.isFetchingNextPage}
        onClick={() => void list.fetchNextPage()}
      >
        {list.isFetchingNextPage ? shared.loading : shared.more}
      </Button>
    </div>
  );
}
