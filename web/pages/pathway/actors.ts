import { useUnitNames, useUnits } from '../../api/units.ts';
import { useWords } from '../../texts/words.ts';
import { others } from './timeline-words.ts';

/** Who did something, as a pathway names it: a unit by its name, a trust's system by the unit that stands for the trust. */
export function useActors(): (by: string) => string {
  const words = useWords(others);
  const units = useUnits();
  const nameOf = useUnitNames();
  return (by) => {
    if (by === 'vel-hjem') return words.itself;
    if (by === 'person-registry') return words.registry;
    if (by === 'administrator') return words.administrator;
    const [role, trust] = by.split(':');
    if (role !== 'hospital-system' || trust === undefined) return nameOf(by);
    const coordinating = units.data?.find((unit) => unit.trust === trust && unit.escalatesTo === null);
    return words.system(coordinating?.name ?? trust);
  };
}
