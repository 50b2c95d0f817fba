import type { Runtime } from '../runtime.ts';
import type { Actor } from './courses.ts';

interface Referral {
  readonly referralId: string;
  readonly hospital: { readonly unitId: string };
}

interface TaskSeen {
  readonly taskId: string;
  readonly kind: string;
  readonly unitId: string;
  readonly status: string;
  readonly opensAt: string;
}

export interface PathwaySeen {
  readonly pathwayId: string;
  readonly status: string;
  readonly tasks: readonly TaskSeen[];
  readonly points: readonly {
    readonly point: number;
    readonly status: string;
    readonly taskId: string | null;
  }[];
  readonly executions: readonly unknown[];
  readonly timeline: readonly {
    readonly at: string;
    readonly type: string;
    readonly unitId?: string;
    readonly taskId?: string;
    readonly rung?: number;
    readonly point?: number;
  }[];
}

export interface Played {
  readonly referral: Referral;
  readonly actor: Actor;
  readonly pathwayId: string;
}

const weekMs = 7 * 24 * 3_600_000;

/** The people of the demonstration: they know nothing but the API. */
export class Playing {
  readonly pathways: Played[] = [];
  private readonly seen = new Map<string, PathwaySeen>();
  private readonly runtime: Runtime;
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly startedAt: number;

  constructor(runtime: Runtime) {
    this.runtime = runtime;
    this.startedAt = runtime.now();
  }

  async start(referral: Referral, actor: Actor | undefined): Promise<void> {
    const { pathwayId } = await this.api<{ pathwayId: string }>(
      'POST',
      '/pathways',
      'hospital-system',
      referral.hospital.unitId,
      referral,
    );
    this.pathways.push({
      referral,
      pathwayId,
      actor: actor ?? { referralId: referral.referralId, story: 'everybody answers within the week' },
    });
  }

  /** Each coordinator looks at the worklist, and each hospital reports what it knows. */
  async everybodyActs(): Promise<void> {
    const week = (this.runtime.now() - this.startedAt) / weekMs;
    for (const played of this.pathways) {
      for (const event of played.actor.events ?? []) {
        if (event.week === week) {
          const { pathwayId } = await this.api<{ pathwayId: string }>(
            'POST',
            `/pathways/${played.pathwayId}/events`,
            'hospital-system',
            played.referral.hospital.unitId,
            { occurredOn: this.today(), ...event.body },
          );
          if (pathwayId !== played.pathwayId) this.begunAnew(played, pathwayId);
        }
      }
      const pathway = await this.pathway(played);
      for (const task of pathway.tasks.filter(({ status }) => status === 'open' || status === 'accepted'))
        await this.act(played, pathway, task);
    }
  }

  /** A relapse has opened a pathway of its own: everybody asks, and hears a yes. */
  private begunAnew({ referral }: Played, pathwayId: string): void {
    const referralId = `${referral.referralId}, the relapse`;
    this.pathways.push({
      referral: { ...referral, referralId },
      pathwayId,
      actor: {
        referralId,
        story: 'follows the one before; the patient is asked again',
        outcomes: {
          'needs-assessment-1': {
            outcome: 'assessed',
            mode: 'in-person',
            needs: [],
            answers: { pathway: true, shareWithMunicipality: true },
          },
        },
      },
    });
  }

  /** As it is; or, since what has ended is deleted a year later, as it was last seen. */
  async pathway({ pathwayId, referral }: Played): Promise<PathwaySeen> {
    try {
      const now = await this.api<PathwaySeen>(
        'GET',
        `/pathways/${pathwayId}`,
        'hospital-system',
        referral.hospital.unitId,
      );
      this.seen.set(pathwayId, now);
      return now;
    } catch (error) {
      const last = this.seen.get(pathwayId);
      if (!(error instanceof NotThere) || last === undefined || last.status === 'active') throw error;
      return last;
    }
  }

  private async act({ actor }: Played, pathway: PathwaySeen, task: TaskSeen): Promise<void> {
    const point = pathway.points.find(({ taskId }) => taskId === task.taskId)?.point;
    const nth = pathway.tasks.filter(({ kind }) => kind === task.kind).indexOf(task) + 1;
    const name =
      task.kind === 'needs-assessment'
        ? `${task.kind}-${point}`
        : task.kind === 'offer-again'
          ? `${task.kind}-${nth}`
          : task.kind;
    const waits = actor.answersAfterWeeks?.[name];
    if (waits === null || this.runtime.now() - Date.parse(task.opensAt) < (waits ?? 0) * weekMs) return;
    await this.api('POST', `/tasks/${task.taskId}/acceptance`, 'coordinator', task.unitId, {});
    const usual =
      task.kind === 'needs-assessment' || task.kind === 'offer-again'
        ? { outcome: 'assessed', mode: 'phone', needs: [] }
        : { outcome: 'done' };
    const outcome: Readonly<Record<string, unknown>> = actor.outcomes?.[name] ?? usual;
    await this.api(
      'POST',
      `/tasks/${task.taskId}/completion`,
      'coordinator',
      task.unitId,
      outcome.outcome === 'assessed' ? { heldOn: this.today(), ...outcome } : outcome,
    );
  }

  private today(): string {
    return new Date(this.runtime.now()).toISOString().slice(0, 10);
  }

  private async api<T>(
    method: string,
    path: string,
    role: string,
    unitId: string,
    body?: unknown,
  ): Promise<T> {
    const key = `${role} ${unitId}`;
    const token =
      this.tokens.get(key) ?? this.runtime.token({ role, unitId }).then(({ access_token }) => access_token);
    this.tokens.set(key, token);
    const response = await fetch(`${this.runtime.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${await token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      const said = `${method} ${path} answered ${response.status}: ${await response.text()}`;
      throw response.status === 404 ? new NotThere(said) : new Error(said);
    }
    return (await response.json()) as T;
  }
}

class NotThere extends Error {
  override readonly name = 'NotThere';
}
