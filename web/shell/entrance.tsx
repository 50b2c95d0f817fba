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
  /** What came of a sign-in that did not end in a session, as the way back from the provider says. */
  ended: Readonly<Record<'again' | 'failed' | 'refused', string>>;
}> = {
  nb: {
    title: 'Vel hjem',
    lead: 'Oppgaver og oversikt for dere som følger opp pasienter mellom sykehus, kommune og fastlege.',
    enter: 'Logg inn',
    unreachable: 'Vi får ikke kontakt med tjenesten. Sjekk nettverket, og prøv igjen om litt.',
    again: 'Prøv igjen',
    privacy: 'Alt du ser og gjør i en pasients forløp, blir loggført.',
    ended: {
      again: 'Innloggingen tok for lang tid, eller ble begynt et annet sted. Logg inn på nytt.',
      failed:
        'Innloggingen virket ikke. Prøv igjen om litt. Hjelper det ikke, si fra til dem som drifter tjenesten hos dere.',
      refused: 'Du ble ikke logget inn. Logg inn på nytt når du vil.',
    },
  },
  nn: {
    title: 'Vel hjem',
    lead: 'Oppgåver og oversikt for dykk som følgjer opp pasientar mellom sjukehus, kommune og fastlege.',
    enter: 'Logg inn',
    unreachable: 'Vi får ikkje kontakt med tenesta. Sjekk nettverket, og prøv igjen om litt.',
    again: 'Prøv igjen',
    privacy: 'Alt du ser og gjer i forløpet til ein pasient, blir loggført.',
    ended: {
      again: 'Innlogginga tok for lang tid, eller vart starta ein annan stad. Logg inn på nytt.',
      failed:
        'Innlogginga verka ikkje. Prøv igjen om litt. Hjelper det ikkje, sei frå til dei som driftar tenesta hos dykk.',
      refused: 'Du vart ikkje logga inn. Logg inn på nytt når du vil.',
    },
  },
  en: {
    title: 'Vel hjem',
    lead: 'Tasks and overview for those who follow patients up between hospital, municipality and GP.',
    enter: 'Sign in',
    unreachable: 'The service cannot be reached. Check the network, and try again in a while.',
    again: 'Try again',
    privacy: 'All that you see and do in a patient’s pathway is logged.',
    ended: {
      again: 'Signing in took too long, or was begun elsewhere. Sign in anew.',
      failed:
        'Signing in did not work. Try again in a while. If that does not help, tell those who run the service for you.',
      refused: 'You were not signed in. Sign in anew when you like.',
    },
  },
};

/** Before anybody is signed in. Who comes from a message's link goes on to the provider at once. */
export function Entrance() {
  const words = useWords(texts);
  const { state, enter } = useSession();
  const isLink = !/^\/app\/?$/.test(location.pathname);
  const ended = new URLSearchParams(location.search).get('signIn');
  useEffect(() => {
    document.title = words.title;
    if (state === 'signed-out' && isLink) enter();
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
        <>
          {(ended === 'again' || ended === 'failed' || ended === 'refused') && (
            <Alert data-color={ended === 'failed' ? 'danger' : 'info'}>{words.ended[ended]}</Alert>
          )}
          <Button onClick={enter}>{words.enter}</Button>
        </>
      )}
      <Paragraph data-size="sm">{words.privacy}</Paragraph>
      <LanguageChoice />
    </main>
  );
}
