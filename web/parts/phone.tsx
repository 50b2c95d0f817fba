import { Link } from '@digdir/designsystemet-react';
import { grouped } from '../format/phones.ts';

/** A number to tap: with its country code it is dialled, in groups it is read. */
export function Phone({ number }: { readonly number: string }) {
  return <Link href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>{grouped(number)}</Link>;
}
