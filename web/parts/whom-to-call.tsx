import { Card, Heading } from '@digdir/designsystemet-react';
import { useUnitNames, useUnits } from '../api/units.ts';
import { useWords } from '../texts/words.ts';
import { aboveWords } from './above-words.ts';
import { Phone } from './phone.tsx';

/** Units by name and telephone: for whoever sees how a case stands, and not whose it is. */
export function WhomToCall({ unitIds }: { readonly unitIds: readonly string[] }) {
  const words = useWords(aboveWords);
  const units = useUnits();
  const nameOf = useUnitNames();
  const phoneOf = (unitId: string) => units.data?.find((unit) => unit.unitId === unitId)?.phone;
  if (unitIds.length === 0) return null;
  return (
    <Card className="stack-tight">
      <Heading level={2} data-size="xs">
        {words.call}
      </Heading>
      <dl className="facts">
        {unitIds.map((unitId) => {
          const phone = phoneOf(unitId);
          return (
            <div key={unitId} className="fact">
              <dt>{nameOf(unitId)}</dt>
              <dd>{phone == null ? words.noPhone : <Phone number={phone} />}</dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}
