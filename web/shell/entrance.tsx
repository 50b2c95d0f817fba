import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect } from 'react';
import { useSession } from '../session/session.tsx';
import { type InEach, useWords } from '../texts/words.ts';
import { LanguageChoice } from './language-choice.tsx';

const texts: InEach<{
  title: string;
  lead: string;
  enter: string;
  unreachable: string;
  again: string;
  privacy: string;
}> = {
  nb: {
    title: 'Vel hjem',
    lead: 'Oppgaver og oversikt for dere som følger opp pasienter mellom sykehus, kommune og fastlege.',
    enter: 'Logg inn',
    unreachable: 'Vi får ikke kontakt med tjenesten. Sjekk nettverket, og prøv igjen om litt.',
    again: 'Prøv igjen',
    privacy: 'Alt du ser og gjør i en pasients forløp, blir loggført.',
  },
  nn: {
    title: 'Vel hjem',
    lead: 'Oppgåver og oversikt for dykk som følgjer opp pasientar mellom sjukehus, kommune og fastlege.',
    enter: 'Logg inn',
    unreachable: 'Vi får ikkje kontakt med tenesta. Sjekk nettverket, og prøv igjen om litt.',
    again: 'Prøv igjen',
    privacy: 'Alt du ser og gjer i forløpet til ein pasient, blir loggført.',
  },
  en: {
    title: 'Vel hjem',
    lead: 'Tasks and overview for those who follow patients up between hospital, municipality and GP.',
    enter: 'Sign in',
    unreachable: 'The service cannot be reached. Check the network, and try again in a while.',
    again: 'Try again',
    privacy: 'All that you see and do in a patient’s pathway is logged.',
  },
};

/** Before anybody is signed in. Who comes from a message's link goes on to the provider at once. */
export function Entrance() {
  const words = useWords(texts);
  const { state, enter } = useSession();
  const isLink = !/^\/app\/?$/.test(location.pathname);
  useEffect(() => {
    document.title = words.title;
    if (state === 'signed-out' && isLink) void enter();
  }, [words, state, isLink, enter]);
  return (
    <main className="entrance">
      <Heading level={1} data-size="xl">
        {words.title}
      </Heading>
      <Paragraph data-size="lg">{words.lead}</Paragraph>
      {state === 'unreachable' ? (
        <>
          <Alert data-color="danger" role="alert">
            {words.unreachable}
          </Alert>
          <Button onClick={() => location.reload()}>{words.again}</Button>
        </>
      ) : (
        <Button onClick={() => void enter()}>{words.enter}</Button>
      )}
      <Paragraph data-size="sm">{words.privacy}</Paragraph>
      <LanguageChoice />
    </main>
  );
}
