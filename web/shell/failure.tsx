import { Alert, Button, Heading, Link, List, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import { ApiProblem } from '../api/client.ts';
import { common } from '../texts/common.ts';
import { conflictWords, fieldIn, fieldWords, reasonIn, reasonWords } from '../texts/refusals.ts';
import { type InEach, useWords } from '../texts/words.ts';
import { Page } from './page.tsx';

interface Told {
  readonly title: string;
  readonly detail: string;
}
type Kind =
  | 'no-answer'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'busy'
  | 'too-many'
  | 'refused'
  | 'broken'
  | 'fault';

const texts: InEach<Readonly<Record<Kind, Told>> & { readonly 'not-now': string }> = {
  nb: {
    'no-answer': {
      title: 'Ingen kontakt',
      detail: 'Vi får ikke kontakt med tjenesten. Sjekk nettverket, og prøv igjen. Ingenting er gått tapt.',
    },
    forbidden: {
      title: 'Ikke tilgang',
      detail: 'Enheten eller rollen din kan ikke gjøre dette. Er du logget inn for riktig enhet?',
    },
    'not-found': {
      title: 'Finnes ikke her',
      detail:
        'Det er ingenting på denne adressen som du kan se. Det kan ha gått til en annen enhet. Venter du noe her, spør en kollega.',
    },
    conflict: {
      title: 'Noen kom deg i forkjøpet',
      detail: 'Dette er endret siden du åpnet siden. Last inn på nytt for å se hvordan det står nå.',
    },
    'not-now': 'Det går ikke',
    busy: { title: 'Prøv en gang til', detail: 'Flere endrer det samme akkurat nå. Ingenting ble lagret.' },
    'too-many': { title: 'For mange forespørsler', detail: 'Vent et øyeblikk, og prøv igjen.' },
    refused: { title: 'Noe må rettes', detail: 'Ingenting er lagret ennå. Rett det, og prøv igjen.' },
    broken: {
      title: 'Siden kunne ikke vises',
      detail:
        'Last den inn på nytt. Hjelper det ikke, sjekk nettverket, eller si fra til dem som drifter Vel hjem.',
    },
    fault: {
      title: 'Noe gikk galt hos oss',
      detail: 'Prøv igjen om litt. Gir det seg ikke, si fra til dem som drifter Vel hjem.',
    },
  },
  nn: {
    'no-answer': {
      title: 'Ingen kontakt',
      detail: 'Vi får ikkje kontakt med tenesta. Sjekk nettverket, og prøv igjen. Ingenting er gått tapt.',
    },
    forbidden: {
      title: 'Ikkje tilgang',
      detail: 'Eininga eller rolla di kan ikkje gjere dette. Er du logga inn for rett eining?',
    },
    'not-found': {
      title: 'Finst ikkje her',
      detail:
        'Det er ingenting på denne adressa som du kan sjå. Det kan ha gått til ei anna eining. Ventar du noko her, spør ein kollega.',
    },
    conflict: {
      title: 'Nokon kom deg i forkjøpet',
      detail: 'Dette er endra sidan du opna sida. Last inn på nytt for å sjå korleis det står no.',
    },
    'not-now': 'Det går ikkje',
    busy: { title: 'Prøv ein gong til', detail: 'Fleire endrar det same akkurat no. Ingenting vart lagra.' },
    'too-many': { title: 'For mange førespurnader', detail: 'Vent litt, og prøv igjen.' },
    refused: { title: 'Noko må rettast', detail: 'Ingenting er lagra enno. Rett det, og prøv igjen.' },
    broken: {
      title: 'Sida kunne ikkje visast',
      detail:
        'Last henne inn på nytt. Hjelper det ikkje, sjekk nettverket, eller sei frå til dei som driftar Vel hjem.',
    },
    fault: {
      title: 'Noko gjekk gale hos oss',
      detail: 'Prøv igjen om litt. Gir det seg ikkje, sei frå til dei som driftar Vel hjem.',
    },
  },
  en: {
    'no-answer': {
      title: 'No contact',
      detail: 'The service cannot be reached. Check the network, and try again. Nothing is lost.',
    },
    forbidden: {
      title: 'Not allowed',
      detail: 'Your unit or role cannot do this. Are you signed in for the right unit?',
    },
    'not-found': {
      title: 'Not here',
      detail:
        'There is nothing at this address that you can see. It may have gone to another unit. If you expected something, ask a colleague.',
    },
    conflict: {
      title: 'Somebody was before you',
      detail: 'This has changed since you opened the page. Load it again to see how it stands.',
    },
    'not-now': 'That cannot be done',
    busy: { title: 'Try once more', detail: 'Others are changing the same just now. Nothing was stored.' },
    'too-many': { title: 'Too many requests', detail: 'Wait a moment, and try again.' },
    refused: {
      title: 'Something must be corrected',
      detail: 'Nothing is saved yet. Correct it, and try again.',
    },
    broken: {
      title: 'The page could not be shown',
      detail: 'Load it again. If that does not help, check the network, or tell those who run Vel hjem.',
    },
    fault: {
      title: 'Something went wrong with us',
      detail: 'Try again in a while. If it goes on, tell those who run Vel hjem.',
    },
  },
};

/** A page that could not be shown, for an error of its script, or because no script came. */
export class PageBroken extends Error {
  override readonly name = 'PageBroken';
}

function kindOf(error: unknown): Kind {
  if (error instanceof PageBroken) return 'broken';
  if (!(error instanceof ApiProblem)) return 'fault';
  const byStatus: Readonly<Record<number, Kind>> = {
    0: 'no-answer',
    403: 'forbidden',
    404: 'not-found',
    409: 'conflict',
    429: 'too-many',
    503: 'busy',
  };
  return byStatus[error.status] ?? (error.status >= 500 ? 'fault' : 'refused');
}

/** A conflict says what it is with, where that is known. */
function useTold(error: unknown): Told {
  const kind = kindOf(error);
  const told = useWords(texts);
  const conflicts: Readonly<Record<string, string>> = useWords(conflictWords);
  const detail = error instanceof ApiProblem ? (conflicts[error.code] ?? conflicts[error.type]) : undefined;
  return kind === 'conflict' && detail !== undefined ? { title: told['not-now'], detail } : told[kind];
}

/** What went wrong, and what to do about it, in the reader's language: within a page that has its heading. */
export function Failure({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const told = useTold(error);
  return (
    <What error={error} detail={told.detail} again={again}>
      <Heading level={2} data-size="xs">
        {told.title}
      </Heading>
    </What>
  );
}

/** The same where it is all that there is to show: under a heading of its own, with a way on. */
export function FailurePage({
  error,
  again,
  children,
}: {
  readonly error: unknown;
  readonly again: () => void;
  /** The way on; to the front page where left out. */
  readonly children?: ReactNode;
}) {
  const shared = useWords(common);
  const kind = kindOf(error);
  const told = useTold(error);
  return (
    <Page title={told.title}>
      <What error={error} detail={told.detail} again={kind === 'not-found' ? undefined : again} />
      {children ?? (
        <div>
          <Link asChild>
            <RouterLink to="/">{shared.home}</RouterLink>
          </Link>
        </div>
      )}
    </Page>
  );
}

function What({
  error,
  detail,
  again,
  children,
}: {
  readonly error: unknown;
  readonly detail: string;
  readonly again: (() => void) | undefined;
  readonly children?: ReactNode;
}) {
  const shared = useWords(common);
  const kind = kindOf(error);
  const reasons = useWords(reasonWords);
  const fields = useWords(fieldWords);
  const errors = kind === 'refused' && error instanceof ApiProblem ? error.errors : [];
  return (
    <Alert data-color={kind === 'not-found' ? 'warning' : 'danger'} role="alert">
      {children}
      <Paragraph>{detail}</Paragraph>
      {errors.length > 0 && (
        <List.Unordered>
          {errors.map((one) => (
            <List.Item key={`${one.path} ${one.code}`}>
              {[fieldIn(fields, one.path), reasonIn(reasons, one)].filter(Boolean).join(': ')}
            </List.Item>
          ))}
        </List.Unordered>
      )}
      {again !== undefined && (
        <Button variant="secondary" data-size="sm" onClick={again}>
          {shared.tryAgain}
        </Button>
      )}
    </Alert>
  );
}
