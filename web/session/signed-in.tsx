import { Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useEffect } from 'react';
import { type InEach, useWords } from '../texts/words.ts';
import { renewSession, tell } from './keeping.ts';

const texts: InEach<{ title: string; close: string; go: string }> = {
  nb: {
    title: 'Du er logget inn',
    close: 'Lukk dette vinduet, og fortsett der du var.',
    go: 'Eller gå til oppgavene',
  },
  nn: {
    title: 'Du er logga inn',
    close: 'Lukk dette vindauget, og hald fram der du var.',
    go: 'Eller gå til oppgåvene',
  },
  en: {
    title: 'You are signed in',
    close: 'Close this window, and go on where you were.',
    go: 'Or go to the tasks',
  },
};

/** The window beside a page whose session had ended: tells that page, and closes itself where the browser lets it. */
export function SignedIn() {
  const words = useWords(texts);
  useEffect(() => {
    document.title = words.title;
  }, [words]);
  useEffect(() => {
    renewSession().then(
      (kept) => {
        if (kept.subject === null) return location.replace('/app/');
        tell({ what: 'renewed', kept });
        window.close();
      },
      () => location.replace('/app/'),
    );
  }, []);
  return (
    <main className="entrance">
      <Heading level={1} data-size="lg">
        {words.title}
      </Heading>
      <Paragraph>{words.close}</Paragraph>
      <Link href="/app/">{words.go}</Link>
    </main>
  );
}
