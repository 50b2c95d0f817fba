import { useQueryClient } from '@tanstack/react-query';
import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { type Client, createClient } from '../api/client.ts';
import { readSignIn, type SignIn } from './configuration.ts';

/**
 * Who is signed in: OIDC code flow with PKCE at the deployment's provider. The tokens lie in the tab's session storage
 * and are gone with the tab; nothing else of a session is kept on the device.
 */
export type SessionState = 'starting' | 'signed-out' | 'signed-in' | 'expired' | 'unreachable';

export interface Session {
  readonly state: SessionState;
  /** `GET /sign-in`; undefined until it is known. */
  readonly signIn: SignIn | undefined;
  readonly client: Client;
  /** The unit that is acted for, of a person of several; null until one is chosen. */
  readonly unitId: string | null;
  /** null: whichever the token names first. */
  readonly chooseUnit: (unitId: string | null) => void;
  /** Goes to the provider, and comes back to the page that was left. */
  readonly enter: () => Promise<void>;
  readonly leave: () => Promise<void>;
}

const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useSession is for what is inside SessionProvider');
  return session;
}

const base = '/app';
const UNIT = 'vel-hjem.unit';
const signedInPath = `${base}/signed-in`;

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<SessionState>('starting');
  const [signIn, setSignIn] = useState<SignIn>();
  const [unitId, setUnitId] = useState(() => sessionStorage.getItem(UNIT));
  const manager = useRef<UserManager>(undefined);
  const unit = useRef(unitId);
  const queries = useQueryClient();

  useEffect(() => {
    let left = false;
    begin().catch(() => {
      if (!left) setState('unreachable');
    });
    return () => {
      left = true;
    };

    async function begin() {
      const configuration = await readSignIn();
      if (left) return;
      const users = managerOf(configuration);
      manager.current = users;
      users.events.addAccessTokenExpired(() => setState('expired'));
      setSignIn(configuration);
      if (location.pathname === signedInPath) await comeBack(users);
      const user = await users.getUser();
      if (left) return;
      setState(user === null || user.expired === true ? 'signed-out' : 'signed-in');
    }
  }, []);

  const session = useMemo<Session>(
    () => ({
      state,
      signIn,
      unitId,
      client: createClient({
        token: async () => (await manager.current?.getUser())?.access_token ?? null,
        unitId: () => unit.current,
        expired: () => setState('expired'),
      }),
      chooseUnit: (chosen) => {
        if (chosen === null) sessionStorage.removeItem(UNIT);
        else sessionStorage.setItem(UNIT, chosen);
        unit.current = chosen;
        setUnitId(chosen);
        // what one unit may see is not for another
        queries.clear();
      },
      enter: async () => {
        const returnTo =
          location.pathname === signedInPath ? `${base}/` : location.pathname + location.search;
        await manager.current?.signinRedirect({ state: { returnTo } });
      },
      leave: async () => {
        sessionStorage.removeItem(UNIT);
        queries.clear();
        const users = manager.current;
        const user = await users?.getUser();
        await users?.removeUser();
        await users
          ?.signoutRedirect({
            ...(user?.id_token === undefined ? {} : { id_token_hint: user.id_token }),
            // Cognito has names of its own for where to come back to
            extraQueryParams: {
              client_id: users.settings.client_id,
              logout_uri: `${location.origin}${base}/`,
            },
          })
          // a provider need not have an end of session: the tokens are gone in any case
          .catch(() => location.assign(`${base}/`));
      },
    }),
    [state, signIn, unitId, queries],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

function managerOf({ issuer, clientId, scope }: SignIn): UserManager {
  const { origin } = location;
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: origin + signedInPath,
    post_logout_redirect_uri: `${origin}${base}/`,
    response_type: 'code',
    scope,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    // renewed where the provider gives a token for it; there is no hidden frame to do it in
    automaticSilentRenew: scope.split(' ').includes('offline_access'),
    monitorSession: false,
  });
}

/** Takes the code that the provider sent along, and goes on to where the person wanted to. */
async function comeBack(users: UserManager): Promise<void> {
  const user = await users.signinRedirectCallback().catch(() => undefined);
  const { returnTo } = (user?.state ?? {}) as { readonly returnTo?: string };
  // only to a page of ours
  history.replaceState(null, '', returnTo?.startsWith(`${base}/`) ? returnTo : `${base}/`);
}
