/**
 * Keeps what is filled in on the server, a little after it is: nothing is written to the device. One save is on its
 * way at a time; one that failed is tried again; where somebody else has saved meanwhile, nothing is written over
 * before the person has chosen.
 */

export interface StoredDraft {
  readonly revision: number;
  readonly savedAt: string | null;
  readonly mine: boolean;
  readonly content: unknown;
}

export interface DraftState {
  /** `closed`: the task cannot be completed any more, or not by this unit. */
  readonly status: 'loading' | 'idle' | 'waiting' | 'saving' | 'saved' | 'failed' | 'conflict' | 'closed';
  readonly savedAt: string | null;
  /** What another has saved instead, while that has not been settled. */
  readonly theirs: { readonly mine: boolean; readonly savedAt: string | null } | null;
}

/** A save that was refused, as far as it matters here. */
interface Refused {
  readonly status: number;
  readonly type: string;
  readonly more: Readonly<Record<string, unknown>>;
}

export interface DraftPorts {
  readonly read: () => Promise<StoredDraft>;
  readonly write: (draft: { readonly revision: number; readonly content: unknown }) => Promise<StoredDraft>;
  readonly empty: () => Promise<unknown>;
  /** Runs something later, and answers how it is called off. */
  readonly later: (run: () => void, afterMs: number) => () => void;
  readonly tell: (state: DraftState) => void;
  /** What went wrong; undefined where it is nothing that an API says. */
  readonly refusalOf: (error: unknown) => Refused | undefined;
}

const pauseMs = 1_000;
/** Who writes on and on without a pause is not to lose more than this, should the session end or the power go. */
const longestMs = 5_000;
const firstRetryMs = 5_000;
const longestRetryMs = 40_000;

export class DraftKeeper {
  private readonly ports: DraftPorts;
  private state: DraftState = { status: 'loading', savedAt: null, theirs: null };
  private revision = 0;
  /** Whether it is known what is stored. */
  private isRead = false;
  /** As it is on the server, and as it is on the page. */
  private stored = '';
  private wanted = '';
  private onTheWay: Promise<void> | undefined;
  private callOff = () => {};
  private callOffLatest: (() => void) | undefined;
  private retryMs = firstRetryMs;

  constructor(ports: DraftPorts) {
    this.ports = ports;
  }

  /** What is stored; undefined where there is nothing, or it could not be read. `empty` is the form as it begins. */
  async load(empty: unknown): Promise<StoredDraft | undefined> {
    this.stored = JSON.stringify(empty);
    this.wanted = this.stored;
    this.isRead = false;
    this.say({ status: 'loading', savedAt: null, theirs: null });
    try {
      const draft = await this.ports.read();
      return this.taken(draft);
    } catch (error) {
      this.failed(error);
      return undefined;
    }
  }

  /** The form has changed: it is saved in a moment. */
  changed(content: unknown): void {
    this.wanted = JSON.stringify(content);
    if (this.isSettled() || this.state.status === 'loading') return;
    this.callOff();
    if (this.wanted === this.stored) return;
    if (this.state.status !== 'saving') this.say({ status: 'waiting' });
    this.callOff = this.ports.later(() => void this.flush(), pauseMs);
    this.callOffLatest ??= this.ports.later(() => void this.flush(), longestMs);
  }

  /** Saves now what is not saved yet. Answers whether all of it is on the server. */
  async flush(): Promise<boolean> {
    this.wait();
    await this.onTheWay;
    if (this.isSettled()) return false;
    if (this.wanted !== this.stored || !this.isRead) {
      this.onTheWay = this.isRead ? this.save() : this.readLate();
      await this.onTheWay;
    }
    return this.wanted === this.stored && !this.isSettled();
  }

  /** Another's version instead of this page's. */
  async takeTheirs(): Promise<StoredDraft | undefined> {
    try {
      return this.taken(await this.ports.read());
    } catch (error) {
      this.failed(error);
      return undefined;
    }
  }

  /** This page's version over another's, which the person has been told of. */
  async keepMine(): Promise<boolean> {
    this.say({ status: 'waiting', theirs: null });
    this.stored = '';
    return this.flush();
  }

  /** Begins anew: nothing is stored any more. */
  async startAnew(empty: unknown): Promise<void> {
    this.wait();
    await this.onTheWay;
    await this.ports.empty().then(
      async () => {
        await this.load(empty);
      },
      (error) => this.failed(error),
    );
  }

  /** The outcome was sent: nothing more is saved. */
  stop(): void {
    this.wait();
    this.state = { ...this.state, status: 'closed' };
  }

  /** Nothing is saved by itself for now. */
  private wait(): void {
    this.callOff();
    this.callOffLatest?.();
    this.callOffLatest = undefined;
  }

  /** What could not be read at first: should there be something, the person chooses. */
  private async readLate(): Promise<void> {
    try {
      const { revision, content, mine, savedAt } = await this.ports.read();
      this.revision = revision;
      this.isRead = true;
      this.retryMs = firstRetryMs;
      if (content !== null) this.say({ status: 'conflict', theirs: { mine, savedAt } });
      else if (this.wanted === this.stored) this.say({ status: 'idle' });
      else await this.save();
    } catch (error) {
      this.failed(error);
    }
  }

  private isSettled(): boolean {
    return this.state.status === 'conflict' || this.state.status === 'closed';
  }

  private taken(draft: StoredDraft): StoredDraft | undefined {
    this.revision = draft.revision;
    this.isRead = true;
    if (draft.content !== null) {
      this.stored = JSON.stringify(draft.content);
      this.wanted = this.stored;
    }
    this.say({ status: draft.content === null ? 'idle' : 'saved', savedAt: draft.savedAt, theirs: null });
    return draft.content === null ? undefined : draft;
  }

  private async save(): Promise<void> {
    const sent = this.wanted;
    this.say({ status: 'saving' });
    try {
      const { revision, savedAt } = await this.ports.write({
        revision: this.revision,
        content: JSON.parse(sent),
      });
      this.revision = revision;
      this.stored = sent;
      this.retryMs = firstRetryMs;
      this.say({ status: 'saved', savedAt });
    } catch (error) {
      this.failed(error);
    }
    // what was written meanwhile
    if (this.state.status === 'saved' && this.wanted !== this.stored) {
      this.say({ status: 'waiting' });
      this.callOff = this.ports.later(() => void this.flush(), pauseMs);
    }
  }

  private failed(error: unknown): void {
    const refused = this.ports.refusalOf(error);
    if (refused?.type === 'draft-changed') {
      const { revision, savedAt, mine } = refused.more;
      this.revision = Number(revision);
      this.say({
        status: 'conflict',
        theirs: { mine: mine === true, savedAt: typeof savedAt === 'string' ? savedAt : null },
      });
      return;
    }
    if (refused !== undefined && [403, 404, 409].includes(refused.status)) {
      this.say({ status: 'closed' });
      return;
    }
    this.say({ status: 'failed' });
    // signed out, too large: the same again would fail again
    const passes =
      refused === undefined || refused.status === 0 || refused.status === 429 || refused.status >= 500;
    if (!passes) return;
    this.callOff();
    this.callOff = this.ports.later(() => void this.flush(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, longestRetryMs);
  }

  private say(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change };
    this.ports.tell(this.state);
  }
}
