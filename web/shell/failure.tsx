import { Alert, Button, Heading, List, Paragraph } from '@digdir/designsystemet-react';
import { ApiProblem } from '../api/client.ts';
import { common } from '../texts/common.ts';
import { conflictWords, fieldIn, fieldWords, reasonIn, reasonWords } from '../texts/refusals.ts';
import { type InEach, useWords } from '../texts/words.ts';

interface Told {
  readonly title: string;
  readonly detail: string;
}
type Kind = 'no-answer' | 'forbidden' | 'not-found' | 'conflict' | 'busy' | 'too-many' | 'refused' | 'fault';

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
      detail: 'Det er ingenting her som enheten din kan se. Oppgaven kan ha gått til en annen enhet.',
    },
    conflict: {
      title: 'Noen kom deg i forkjøpet',
      detail: 'Dette er endret siden du åpnet siden. Last inn på nytt for å se hvordan det står nå.',
    },
    'not-now': 'Det går ikke',
    busy: { title: 'Prøv en gang til', detail: 'Flere endrer det samme akkurat nå. Ingenting ble lagret.' },
    'too-many': { title: 'For mange forespørsler', detail: 'Vent et øyeblikk, og prøv igjen.' },
    refused: { title: 'Noe må rettes', detail: 'Ingenting er lagret ennå. Rett det, og prøv igjen.' },
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
      detail: 'Det er ingenting her som eininga di kan sjå. Oppgåva kan ha gått til ei anna eining.',
    },
    conflict: {
      title: 'Nokon kom deg i forkjøpet',
      detail: 'Dette er endra sidan du opna sida. Last inn på nytt for å sjå korleis det står no.',
    },
    'not-now': 'Det går ikkje',
    busy: { title: 'Prøv ein gong til', detail: 'Fleire endrar det same akkurat no. Ingenting vart lagra.' },
    'too-many': { title: 'For mange førespurnader', detail: 'Vent litt, og prøv igjen.' },
    refused: { title: 'Noko må rettast', detail: 'Ingenting er lagra enno. Rett det, og prøv igjen.' },
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
      detail: 'There is nothing here that your unit can see. The task may have gone to another unit.',
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
    fault: {
      title: 'Something went wrong with us',
      detail: 'Try again in a while. If it goes on, tell those who run Vel hjem.',
    },
  },
};

function kindOf(error: unknown): Kind {
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
function useTold(kind: Kind, error: unknown): Told {
  const told = useWords(texts);
  const conflicts: Readonly<Record<string, string>> = useWords(conflictWords);
  const detail = error instanceof ApiProblem ? (conflicts[error.code] ?? conflicts[error.type]) : undefined;
  return kind === 'conflict' && detail !== undefined ? { title: told['not-now'], detail } : told[kind];
}

/** What went wrong, and what to do about it, in the reader's language. */
export function Failure({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const shared = useWords(common);
  const kind = kindOf(error);
  const told = useTold(kind, error);
  const reasons = useWords(reasonWords);
  const fields = useWords(fieldWords);
  const errors = kind === 'refused' && error instanceof ApiProblem ? error.errors : [];
  return (
    <Alert data-color={kind === 'not-found' ? 'warning' : 'danger'} role="alert">
      <Heading level={2} data-size="xs">
        {told.title}
      </Heading>
      <Paragraph>{told.detail}</Paragraph>
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
