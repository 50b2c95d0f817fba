import { Link } from '@digdir/designsystemet-react';

/** A number to tap: with its country code it is dialled, in groups it is read. */
export function Phone({ number }: { readonly number: string }) {
  return <Link href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>{grouped(number)}</Link>;
}

/** Norwegian numbers as they are written in Norway, `99 99 80 00`; others as they came. */
function grouped(number: string): string {
  const digits = /^\+47(\d{8})$/.exec(number.replaceAll(/[ ()-]/g, ''))?.[1];
  return digits === undefined ? number : (digits.match(/../g) ?? []).join(' ');
}
