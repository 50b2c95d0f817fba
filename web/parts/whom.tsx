import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type InEach, useWords } from '../texts/words.ts';

const texts: InEach<{ toDo: string; closed: string; why: string }> = {
  nb: {
    toDo: 'En kollega må ta denne',
    closed: 'Bare kollegene dine kan åpne denne',
    why: 'Du har ikke tilgang til pasienten.',
  },
  nn: {
    toDo: 'Ein kollega må ta denne',
    closed: 'Berre kollegaene dine kan opne denne',
    why: 'Du har ikkje tilgang til pasienten.',
  },
  en: {
    toDo: 'A colleague must take this one',
    closed: 'Only your colleagues can open this one',
    why: 'You do not have access to the patient.',
  },
};

/**
 * What a line of a list is about, and the way there. Whom the patient has blocked is told that somebody else of the unit
 * has to take it, and is led nowhere: it would be a page that says there is nothing.
 */
export function Whom({
  to,
  row: { patient, forColleagues },
  noName,
  isToDo = false,
  children,
}: {
  readonly to: string;
  readonly row: {
    readonly patient?: { readonly name: string } | undefined;
    readonly forColleagues?: true | undefined;
  };
  /** What it is called where nobody may be named. */
  readonly noName: string;
  /** Somebody has to do it. */
  readonly isToDo?: boolean;
  readonly children: ReactNode;
}) {
  const words = useWords(texts);
  if (forColleagues === true)
    return (
      <div className="line-closed">
        <strong>{isToDo ? words.toDo : words.closed}</strong>
        <span className="line-what">{words.why}</span>
        <span className="line-what">{children}</span>
      </div>
    );
  return (
    <Link className="line-title" to={to}>
      {patient?.name ?? noName}
      <span className="line-what">{children}</span>
    </Link>
  );
}
