import { Button } from '@digdir/designsystemet-react';
import { Failure } from '../shell/failure.tsx';
import { common } from '../texts/common.ts';
import { useWords } from '../texts/words.ts';

interface Going {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  /** Why the rest could not be read. */
  readonly moreError: unknown;
  readonly fetchNextPage: () => unknown;
}

/** The rest of a list, a page at a time; nothing where there is no more. */
export function More({ list }: { readonly list: Going }) {
  const shared = useWords(common);
  if (!list.hasNextPage) return null;
  const more = () => void list.fetchNextPage();
  if (list.moreError !== null) return <Failure error={list.moreError} again={more} />;
  return (
    <div className="no-print">
      <Button variant="secondary" disabled={list.isFetchingNextPage} onClick={more}>
        {list.isFetchingNextPage ? shared.loading : shared.more}
      </Button>
    </div>
  );
}
