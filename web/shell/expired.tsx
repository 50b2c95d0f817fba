import { Button, Dialog, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useSession } from '../session/session.tsx';
import { type InEach, useWords } from '../texts/words.ts';

const texts: InEach<{ title: string; detail: string; enter: string }> = {
  nb: {
    title: 'Økten er utløpt',
    detail: 'Det du har skrevet, står her fortsatt. Logg inn igjen for å fortsette der du var.',
    enter: 'Logg inn igjen',
  },
  nn: {
    title: 'Økta er gått ut',
    detail: 'Det du har skrive, står her framleis. Logg inn igjen for å halde fram der du var.',
    enter: 'Logg inn igjen',
  },
  en: {
    title: 'Your session has ended',
    detail: 'What you have written is still here. Sign in again to go on where you were.',
    enter: 'Sign in again',
  },
};

/** Laid over the page that was open, which stays as it was beneath. */
export function Expired() {
  const words = useWords(texts);
  const { state, enter } = useSession();
  return (
    <Dialog open={state === 'expired'} closeButton={false} aria-labelledby="expired-title">
      <div className="stack">
        <Heading level={2} data-size="sm" id="expired-title">
          {words.title}
        </Heading>
        <Paragraph>{words.detail}</Paragraph>
        <div>
          <Button onClick={enter}>{words.enter}</Button>
        </div>
      </div>
    </Dialog>
  );
}
