import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { BrowserRouter } from 'react-router';
import type { Language } from '../domain/model.ts';
import { mayTryAgain } from './api/queries.ts';
import { Pages } from './pages/pages.tsx';
import { SessionProvider, signedInPath, useSession } from './session/session.tsx';
import { SignedIn } from './session/signed-in.tsx';
import { Entrance } from './shell/entrance.tsx';
import { Expired } from './shell/expired.tsx';
import { Loading } from './shell/loading.tsx';
import { LanguageContext, rememberedLanguage, rememberLanguage } from './texts/words.ts';

export function App() {
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // without network it is said so at once: nothing waits, to be sent when nobody looks any more
          queries: { retry: mayTryAgain, staleTime: 15_000, networkMode: 'always' },
          mutations: { networkMode: 'always' },
        },
      }),
  );
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        {location.pathname === signedInPath ? (
          <SignedIn />
        ) : (
          <SessionProvider>
            <Inside />
          </SessionProvider>
        )}
      </LanguageProvider>
    </QueryClientProvider>
  );
}

function LanguageProvider({ children }: { readonly children: React.ReactNode }) {
  const [language, setLanguage] = useState<Language>(rememberedLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo(
    () => ({
      language,
      choose: (chosen: Language) => {
        rememberLanguage(chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

/** Pages are for who is signed in; whoever is not is led there, and back to the page that was asked for. */
function Inside() {
  const { state } = useSession();
  if (state === 'starting') return <Loading />;
  if (state === 'signed-out' || state === 'unreachable') return <Entrance />;
  // what is open stays as it is, and is seen by nobody until the same person is back
  return (
    <>
      <div className={state === 'expired' ? 'covered' : undefined} inert={state === 'expired'}>
        <BrowserRouter basename="/app">
          <Pages />
        </BrowserRouter>
      </div>
      <Expired />
    </>
  );
}
