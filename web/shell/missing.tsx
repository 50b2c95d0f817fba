import { Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { common } from '../texts/common.ts';
import { type InEach, useWords } from '../texts/words.ts';
import { Page } from './page.tsx';

const texts: InEach<{ title: string; lead: string }> = {
  nb: { title: 'Siden finnes ikke', lead: 'Adressen fører ingen steder.' },
  nn: { title: 'Sida finst ikkje', lead: 'Adressa fører ingen stad.' },
  en: { title: 'There is no such page', lead: 'The address leads nowhere.' },
};

export function Missing() {
  const words = useWords(texts);
  const shared = useWords(common);
  return (
    <Page title={words.title}>
      <Paragraph>{words.lead}</Paragraph>
      <Link asChild>
        <RouterLink to="/">{shared.home}</RouterLink>
      </Link>
    </Page>
  );
}
