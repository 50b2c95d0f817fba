import { useQuery } from '@tanstack/react-query';
import type { ShownUnit } from '../../functions/describe-api/document.ts';
import { useSession } from '../session/session.tsx';
import { readAll } from './queries.ts';

/** The directory, whole: a few hundred units, kept for an hour unless somebody here changes one. */
export function useUnits() {
  const { client } = useSession();
  return useQuery({
    queryKey: ['/units', 'all'],
    queryFn: () => readAll<ShownUnit>(client, '/units'),
    staleTime: 3_600_000,
  });
}

/** What units are called; their id where the directory has them no longer, or could not be read. */
export function useUnitNames(): (unitId: string | null | undefined) => string {
  const { data, isPending } = useUnits();
  return (unitId) => {
    if (unitId == null) return '–';
    return data?.find((unit) => unit.unitId === unitId)?.name ?? (isPending ? '…' : unitId);
  };
}
