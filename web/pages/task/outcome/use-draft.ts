import { useEffect, useRef, useState } from 'react';
import { ApiProblem, part } from '../../../api/client.ts';
import { useSession } from '../../../session/session.tsx';
import { DraftKeeper, type DraftState, type StoredDraft } from './draft.ts';

/** The draft of a task's outcome, bound to the page: saved also when a field or the page is left, or the session ends. */
export function useDraft(taskId: string): { readonly keeper: DraftKeeper; readonly state: DraftState } {
  const { client, state: session } = useSession();
  const [state, setState] = useState<DraftState>({ status: 'loading', savedAt: null, theirs: null });
  const path = `/tasks/${part(taskId)}/draft`;
  const api = useRef(client);
  api.current = client;
  const [keeper] = useState(
    () =>
      new DraftKeeper({
        read: () => api.current.get<StoredDraft>(path),
        write: (draft) => api.current.send('PUT', path, draft, undefined, { outlivesPage: true }),
        empty: () => api.current.send('DELETE', path),
        later: (run, afterMs) => {
          const timer = setTimeout(run, afterMs);
          return () => clearTimeout(timer);
        },
        tell: setState,
        refusalOf: (error) => (error instanceof ApiProblem ? error : undefined),
      }),
  );
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') void keeper.flush();
    };
    const leaveForGood = () => void keeper.flush();
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('pagehide', leaveForGood);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('pagehide', leaveForGood);
      void keeper.flush();
    };
  }, [keeper]);
  useEffect(() => {
    // at the end what can still be saved; and once the same person is back, what could not
    if (session === 'expired' || session === 'signed-in') void keeper.flush();
  }, [keeper, session]);
  return { keeper, state };
}
