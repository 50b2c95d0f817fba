import { useQuery } from '@tanstack/react-query';
import type { ListedCohort } from '../../../functions/describe-api/document.ts';
import { readAll } from '../../api/queries.ts';
import { useSession } from '../../session/session.tsx';

/** Every cohort: there are as many as there are pilots. */
export function useCohorts() {
  const { client } = useSession();
  return useQuery({
    queryKey: ['/cohorts', 'all'],
    queryFn: () => readAll<ListedCohort>(client, '/cohorts'),
  });
}
