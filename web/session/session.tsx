import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { type Client, createClient } from '../api/client.ts';
import { useLanguage } from '../texts/words.ts';
import {
  endSession,
  type KeptSession,
  listen,
  readSignIn,
  renewSession,
  type SignIn,
  type Told,
  tell,
} from './keeping.ts';

/**
 * Who is signed in. The browser carries the session in a cookie that no script reads; pages renew it while they are
 * used. All tabs have the same one: who signs in or out in one does so in all.
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
  /** Goes to the provider, and comes back to the page that was left; from a page whose session has ended, in a window beside it. */
  readonly enter: () => void;
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
/** Where a window beside the page comes back to. */
export const signedInPath = `${base}/signed-in`;
/** A page that is used renews its session so often, at most; in milliseconds. */
const renewsAfter = 120_000;

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<SessionState>('starting');
  const [signIn, setSignIn] = useState<SignIn>();
  const [unitId, setUnitId] = useState(() => sessionStorage.getItem(UNIT));
  const { language } = useLanguage();
  const unit = useRef(unitId);
  const queries = useQueryClient();
  const [life] = useState(() => new Life(setState));

  useEffect(() => {
    let isLeft = false;
    const begin = async () => {
      const [known, kept] = await Promise.all([readSignIn(), renewSession()]);
      if (isLeft) return;
      setSignIn(known);
      life.begin(kept);
      // a tab whose session had ended goes on, however this one came to have another
      if (kept.subject !== null) tell({ what: 'renewed', kept });
    };
    begin().catch(() => {
      if (!isLeft) setState('unreachable');
    });
    const silence = listen((told) => {
      if (life.hear(told) === 'goes-on') void queries.invalidateQueries();
    });
    return () => {
      isLeft = true;
      silence();
      life.end();
    };
  }, [life, queries]);

  const session = useMemo<Session>(
    () => ({
      state,
      signIn,
      unitId,
      client: createClient({
        unitId: () => unit.current,
        used: () => life.use(),
        expired: () => life.expire(),
      }),
      chooseUnit: (chosen) => {
        if (chosen === null) sessionStorage.removeItem(UNIT);
        else sessionStorage.setItem(UNIT, chosen);
        unit.current = chosen;
        setUnitId(chosen);
        // what one unit may see is not for another
        queries.clear();
      },
      enter: () => {
        if (signIn === undefined) return;
        const to = (returnTo: string) => `${signIn.begin}?${new URLSearchParams({ returnTo, language })}`;
        // the page stays as it is, with all that is typed into it
        const beside =
          state === 'expired' && open(to(signedInPath), 'vel-hjem-sign-in', 'popup,width=560,height=760');
        if (!beside) location.assign(to(location.pathname + location.search));
      },
      leave: async () => {
        sessionStorage.removeItem(UNIT);
        queries.clear();
        const address = await endSession();
        tell({ what: 'left' });
        location.assign(address ?? `${base}/`);
      },
    }),
    [state, signIn, unitId, language, queries, life],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** How long a page's session lasts, by what it and the other tabs do. */
class Life {
  readonly #tell: (state: SessionState) => void;
  #subject: string | null = null;
  #isOver = false;
  #renewedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tellState: (state: SessionState) => void) {
    this.#tell = tellState;
  }

  begin(kept: KeptSession): void {
    this.#subject = kept.subject;
    if (kept.subject === null) this.#tell('signed-out');
    else this.#last(kept);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  expire(): void {
    clearTimeout(this.#timer);
    this.#isOver = true;
    this.#tell('expired');
  }

  /** The API has answered: somebody is there. */
  use(): void {
    if (this.#isOver || this.#subject === null || Date.now() - this.#renewedAt < renewsAfter) return;
    this.#renewedAt = Date.now();
    renewSession()
      .then((kept) => {
        if (kept.subject !== this.#subject) return this.expire();
        this.#last(kept);
        tell({ what: 'renewed', kept });
      })
      // the next call tells
      .catch(() => undefined);
  }

  /** What another tab has done. `goes-on`: the same person has signed in again. */
  hear(told: Told): 'goes-on' | 'as-before' {
    const isSame = told.what !== 'left' && told.kept.subject === this.#subject;
    // on a shared PC: nothing of what one person had open is for the next
    if (!isSame) {
      location.assign(`${base}/`);
      return 'as-before';
    }
    const goesOn = this.#isOver;
    this.#last(told.kept);
    return goesOn ? 'goes-on' : 'as-before';
  }

  #last({ secondsLeft }: KeptSession): void {
    clearTimeout(this.#timer);
    this.#isOver = false;
    this.#renewedAt = Date.now();
    this.#timer = setTimeout(() => this.expire(), secondsLeft * 1000);
    this.#tell('signed-in');
  }
}
