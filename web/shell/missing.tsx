import { Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { type InEach, useWords } from '../texts/words.ts';
import { Page } from './page.tsx';

const texts: InEach<{ title: string; lead: string; home: string }> = {
  nb: { title: 'Siden finnes ikke', lead: 'Adressen fører ingen steder.', home: 'Til forsiden' },
  nn: { title: 'Sida finst ikkje', lead: 'Adressa fører ingen stad.', home: 'Til framsida' },
  en: { title: 'There is no such page', lead: 'The address leads nowhere.', home: 'To the front page' },
};

export function Missing() {
  const words = useWords(texts);
  return (
    <Page title={words.title}>
      <Paragraph>{words.lead}</Paragraph>
      <Link asChild>
        <RouterLink to="/">{words.home}</RouterLink>
      </Link>
    </Page>
  );
}
