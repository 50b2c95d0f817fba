import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Unit } from '../domain/model.ts';
import { createHandler as acceptTask } from '../functions/accept-task/handler.ts';
import { createHandler as answerQuestion } from '../functions/answer-question/handler.ts';
import { createHandler as applySettings } from '../functions/apply-settings/handler.ts';
import { createHandler as askQuestion } from '../functions/ask-question/handler.ts';
import { createHandler as assignTask } from '../functions/assign-task/handler.ts';
import { createHandler as awaitAnswer } from '../functions/await-answer/handler.ts';
import { createHandler as bookAppointment } from '../functions/book-appointment/handler.ts';
import { createHandler as checkUnits } from '../functions/check-units/handler.ts';
import { createHandler as climbLadder } from '../functions/climb-ladder/handler.ts';
import { createHandler as closePathway } from '../functions/close-pathway/handler.ts';
import { createHandler as completeTask } from '../functions/complete-task/handler.ts';
import { createHandler as concludeStage } from '../functions/conclude-stage/handler.ts';
import { createHandler as describeSignIn } from '../functions/describe-sign-in/handler.ts';
import { createHandler as findPerson } from '../functions/find-person/handler.ts';
import { createHandler as keepDraft } from '../functions/keep-draft/handler.ts';
import { type KeepSessionDeps, createHandler as keepSession } from '../functions/keep-session/handler.ts';
import { createHandler as listAudit } from '../functions/list-audit/handler.ts';
import { createHandler as listChanges } from '../functions/list-changes/handler.ts';
import { createHandler as listNotices } from '../functions/list-notices/handler.ts';
import { createHandler as listPathways } from '../functions/list-pathways/handler.ts';
import { createHandler as listRegistrations } from '../functions/list-registrations/handler.ts';
import { createHandler as listTasks } from '../functions/list-tasks/handler.ts';
import { createHandler as openPoint } from '../functions/open-point/handler.ts';
import { createHandler as planNextStage } from '../functions/plan-next-stage/handler.ts';
import { createHandler as readCohorts } from '../functions/read-cohorts/handler.ts';
import { createHandler as readMe } from '../functions/read-me/handler.ts';
import { createHandler as readNotice } from '../functions/read-notice/handler.ts';
import { createHandler as readOverview } from '../functions/read-overview/handler.ts';
import { createHandler as readPathway } from '../functions/read-pathway/handler.ts';
import { createHandler as readSending } from '../functions/read-sending/handler.ts';
import { createHandler as readTask } from '../functions/read-task/handler.ts';
import { createHandler as readUnits } from '../functions/read-units/handler.ts';
import { createHandler as receiveNotice } from '../functions/receive-notice/handler.ts';
import { createHandler as recordDelivery } from '../functions/record-delivery/handler.ts';
import { createHandler as rejectTask } from '../functions/reject-task/handler.ts';
import { createHandler as replanPathway } from '../functions/replan-pathway/handler.ts';
import { createHandler as reportEvent } from '../functions/report-event/handler.ts';
import { createHandler as rescue } from '../functions/rescue/handler.ts';
import { createHandler as searchTasks } from '../functions/search-tasks/handler.ts';
import { createFindPersonRegistry } from '../functions/shared/adapters/find-person-registry.ts';
import { createMemoryAudit } from '../functions/shared/adapters/memory-audit.ts';
import { createMemoryPersonKeys } from '../functions/shared/adapters/memory-person-keys.ts';
import { createMemoryStore } from '../functions/shared/adapters/memory-store.ts';
import { deliveryTags } from '../functions/shared/adapters/ses-sns-messenger.ts';
import { type Log, silentLog } from '../functions/shared/log.ts';
import type { Metric } from '../functions/shared/metrics.ts';
import type {
  AuditEntry,
  Message,
  Messenger,
  PersonRegistry,
  Store,
  Workflows,
} from '../functions/shared/ports.ts';
import { cookiesOf } from '../functions/shared/sign-in/cookies.ts';
import { SignInRefused } from '../functions/shared/sign-in/provider.ts';
import { createSeal } from '../functions/shared/sign-in/seal.ts';
import { createSessions } from '../functions/shared/sign-in/sessions.ts';
import { createHandler as startPathway } from '../functions/start-pathway/handler.ts';
import { createHandler as sweep } from '../functions/sweep/handler.ts';
import { createHandler as switchSending } from '../functions/switch-sending/handler.ts';
import { createHandler as testUnit } from '../functions/test-unit/handler.ts';
import { createHandler as transferTask } from '../functions/transfer-task/handler.ts';
import { createHandler as undoCompletion } from '../functions/undo-completion/handler.ts';
import { createHandler as writeAbsences } from '../functions/write-absences/handler.ts';
import { createHandler as writeCohort } from '../functions/write-cohort/handler.ts';
import { createHandler as writeDiagnosed } from '../functions/write-diagnosed/handler.ts';
import { createHandler as writeUnit } from '../functions/write-unit/handler.ts';
import { synthesise } from '../infra/build.ts';
import { readDefinitions } from '../infra/definitions.ts';
import { bounceDetail, bounces } from './bounces.ts';
import { type Engine, openEngine } from './step-functions/index.ts';

/**
 * The whole product in one process and in virtual time: the deployed definitions in the engine, the handlers bound
 * to ports in memory. For tests of the pathway's rules and for simulating a country's patients: nothing here is
 * mocked but AWS, and nothing waits.
 */

const region = 'eu-north-1';
const accountId = '000000000000';
const hourMs = 3_600_000;
const machineArn = (name: string) => `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
const functionArn = (name: string) => `arn:aws:lambda:${region}:${accountId}:function:${name}`;

/** A message with the instant at which it was sent. */
export type SentMessage = Message & { readonly sentAt: string };

export interface SimulationOptions {
  readonly startAt: string;
  readonly units: readonly Unit[];
  /** The definitions as JSON by workflow; read from the synthesised template where left out. */
  readonly definitions?: Readonly<Record<string, string>>;
  /** Wrapped around the ports, to count or to break them. */
  readonly wrap?: (ports: SimulationPorts) => SimulationPorts;
  /** How long the history of an ended execution is kept, in milliseconds; as AWS does, where left out. */
  readonly retentionMs?: number;
  /** Keep what was sent, and the audit; off where only the count matters. */
  readonly keepMessages?: boolean;
  /** Where the handlers log to; nowhere where left out. */
  readonly log?: Log;
  /** Goes around each invocation of a function: there a test lets one die, or hands it over twice. */
  readonly around?: <T>(entry: string, invoke: () => Promise<T>) => Promise<T>;
  /** The deployment's function in front of the person registry; there is no registry where left out. */
  readonly persons?: (person: { readonly nationalId: string }) => Promise<unknown>;
  /** From 0 up to 1: the jitter of retries; `Math.random` where left out. */
  readonly random?: () => number;
}

export interface SimulationPorts {
  readonly store: Store;
  readonly messenger: Messenger;
  readonly workflows: Workflows;
}

/** Who calls the API in a simulation: what the authoriser would have found in the token. */
export interface SimulatedCaller {
  readonly role: 'hospital-system' | 'coordinator' | 'administrator';
  readonly unitId?: string;
  /** All units of the token; `unitId` alone where left out. */
  readonly units?: readonly string[];
  /** The request names a unit that the token does not have. */
  readonly unitRefused?: boolean;
  readonly name?: string;
  /** The person; one for each role and unit where left out. */
  readonly subject?: string;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what an API answers is looked into field by field
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Simulation {
  now(): string;
  /** Moves the clock, firing all that is due in order of time, and what follows from it. */
  advanceTo(instant: string): Promise<void>;
  /** Finishes what is due now. */
  settle(): Promise<void>;
  /** One request to the API, then whatever follows from it. `route` as in `POST /tasks/{taskId}/completion`. */
  call(
    route: string,
    caller: SimulatedCaller,
    request?: {
      readonly path?: Readonly<Record<string, string>>;
      readonly query?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly rawBody?: string;
      /** Says that `rawBody` is base64, as API Gateway does of bodies that are no text. */
      readonly base64?: boolean;
    },
  ): Promise<Answer>;
  /** Hands an event of the e-mail provider over. */
  deliver(event: unknown): Promise<unknown>;
  /** Runs the hourly sweep now. */
  sweep(): Promise<unknown>;
  readonly engine: Engine;
  readonly ports: SimulationPorts;
  readonly audited: () => readonly AuditEntry[];
  readonly messages: readonly SentMessage[];
  readonly metrics: ReadonlyMap<string, number>;
  /** Lambda calls made by the state machines. */
  readonly lambdaCalls: () => number;
  /** Calls of `find-person`. */
  readonly personsAsked: () => number;
  close(): Promise<void>;
}

/** Signing in, where nobody ever comes back from the provider: people are told of in each call. */
function peopleOf(deps: Pick<KeepSessionDeps, 'log' | 'metric' | 'clock'>): KeepSessionDeps {
  const publicUrl = 'https://velhjem.example';
  const seal = createSeal(async () => new Uint8Array(32), deps.clock);
  return {
    ...deps,
    publicUrl,
    seal,
    sessions: createSessions(seal, { idle: 3_600, longest: 36_000 }, deps.clock),
    cookies: cookiesOf(publicUrl),
    claims: { role: 'role', unitId: 'unit', name: 'name', roleValues: {} },
    provider: {
      begin: async () => ({
        address: 'https://idp.example/authorize',
        begun: { state: 'state', nonce: 'nonce', verifier: 'verifier' },
      }),
      finish: async () => {
        throw new SignInRefused('nobody signs in');
      },
      leave: async () => null,
    },
  };
}

/** The deployed definitions, with functions by ARN, as text that a worker can be handed. */
export function deployedDefinitions(): Readonly<Record<string, string>> {
  const { template } = synthesise({ bundling: false });
  return Object.fromEntries(
    Object.entries(readDefinitions(template)).map(([name, definition]) => [
      name,
      JSON.stringify(definition).replace(/\$\{([a-z-]+)\}/g, (_, entry: string) => functionArn(entry)),
    ]),
  );
}

export async function openSimulation(options: SimulationOptions): Promise<Simulation> {
  let now = Date.parse(options.startAt);
  let nextSweep = now + hourMs;
  let requests = 0;
  let lambdaCalls = 0;
  let personsAsked = 0;
  const messages: SentMessage[] = [];
  const metrics = new Map<string, number>();
  const background: Promise<unknown>[] = [];
  const around = options.around ?? ((_entry, invoke) => invoke());
  let written = { at: Number.NaN, iso: '' };
  /** Now; written out once for all that happens at one instant. */
  const iso = () => {
    if (written.at !== now) written = { at: now, iso: `${new Date(now).toISOString().slice(0, 19)}Z` };
    return written.iso;
  };

  /** As Lambda tries an asynchronous call: once, and twice more. */
  async function told(event: unknown, attempt = 1): Promise<unknown> {
    return around('record-delivery', () => deliveryOnce(event)).catch(() =>
      attempt < 3 ? told(event, attempt + 1) : undefined,
    );
  }

  const steps = new Map<string, (event: unknown) => Promise<unknown>>();
  const engine = await openEngine({
    store: 'memory',
    ...(options.retentionMs === undefined ? {} : { retention: options.retentionMs }),
    now: () => now,
    region,
    accountId,
    concurrency: 64,
    ...(options.random === undefined ? {} : { random: options.random }),
    invokeLambda: async (arn, payload) => {
      lambdaCalls += 1;
      try {
        const entry = arn.slice(functionArn('').length);
        const step = steps.get(entry);
        if (step === undefined) throw new Error(`no function ${arn}`);
        return { payload: (await around(entry, () => step(payload))) ?? null };
      } catch (error) {
        const { name, message } = error as Error;
        return { error: { errorType: name, errorMessage: message } };
      }
    },
    onStatusChange: ({ status, name }) => {
      if (status === 'RUNNING' || status === 'SUCCEEDED') return;
      background.push(
        around('rescue', () => rescueNow({ time: iso(), detail: { name } })).catch(() => undefined),
      );
    },
  });
  const definitions = options.definitions ?? deployedDefinitions();
  for (const [name, definition] of Object.entries(definitions)) {
    await engine.call('CreateStateMachine', {
      name,
      definition,
      roleArn: `arn:aws:iam::${accountId}:role/local`,
      type: 'STANDARD',
    });
  }

  const bound: SimulationPorts = {
    store: createMemoryStore(() => now),
    messenger: {
      send: async (message) => {
        if (options.keepMessages !== false) messages.push({ ...message, sentAt: iso() });
        if (message.channel === 'email' && bounces(message.to))
          background.push(
            told({ time: iso(), detail: bounceDetail({ to: message.to, tags: deliveryTags(message) }) }),
          );
      },
    },
    workflows: engineWorkflows(engine),
  };
  const ports = options.wrap?.(bound) ?? bound;
  for (const unit of options.units) await bound.store.putUnit(unit);

  const metric: Metric = (name, value) => void metrics.set(name, (metrics.get(name) ?? 0) + value);
  const log = options.log ?? silentLog;
  const audit = createMemoryAudit();
  const command = {
    ...ports,
    // like messages: of a country's patients it would be a list of millions
    audit: options.keepMessages === false ? { append: async () => {} } : audit,
    publicUrl: 'https://velhjem.example',
    log,
    metric,
    ...(options.persons === undefined ? {} : { registry: registryOf(options.persons) }),
  };
  const step = { ...command, workflows: { answer: ports.workflows.answer } };
  const api = command;
  for (const [name, handler] of Object.entries({
    'plan-next-stage': planNextStage(step),
    'assign-task': assignTask(step),
    'await-answer': awaitAnswer(step),
    'climb-ladder': climbLadder(step),
    'conclude-stage': concludeStage(step),
    'close-pathway': closePathway(step),
    'replan-pathway': replanPathway({ ...command, workflowsOf: () => ports.workflows }),
  })) {
    steps.set(name, handler);
  }
  const deliveryOnce = recordDelivery(command);
  const sweepOnce = sweep(command);
  const sweepNow = () => around('sweep', () => sweepOnce({ time: iso() }));
  const rescueNow = rescue(command);
  const machines = { pathway: machineArn('pathway'), followUp: machineArn('follow-up') };
  const persons = { ...api, personKeys: createMemoryPersonKeys(), allowSyntheticIds: true };
  const draft = keepDraft(api);
  const accept = acceptTask(api);
  const ask = askQuestion(api);
  const units = readUnits(api);
  const session = keepSession(peopleOf({ log, metric, clock: () => now / 1000 }));
  const cohorts = readCohorts(api);
  const routes: Readonly<Record<string, (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>>> = {
    'POST /pathways': startPathway(persons),
    'GET /pathways': listPathways(api),
    'GET /pathways/{pathwayId}': readPathway({ ...api, machines }),
    'POST /pathways/{pathwayId}/events': reportEvent(persons),
    'GET /pathways/{pathwayId}/audit': listAudit({ ...api, trail: audit }),
    'GET /units/{unitId}/audit': listAudit({ ...api, trail: audit }),
    'GET /changes': listChanges(api),
    'GET /tasks': listTasks(api),
    'POST /tasks/search': searchTasks(api),
    'GET /tasks/{taskId}': readTask(api),
    'GET /tasks/{taskId}/draft': draft,
    'PUT /tasks/{taskId}/draft': draft,
    'DELETE /tasks/{taskId}/draft': draft,
    'POST /tasks/{taskId}/acceptance': accept,
    'DELETE /tasks/{taskId}/acceptance': accept,
    'PUT /tasks/{taskId}/appointment': bookAppointment(api),
    'POST /tasks/{taskId}/rejection': rejectTask(api),
    'POST /tasks/{taskId}/completion': completeTask(api),
    'DELETE /tasks/{taskId}/completion': undoCompletion(api),
    'POST /tasks/{taskId}/transfer': transferTask(api),
    'POST /tasks/{taskId}/questions': ask,
    'POST /pathways/{pathwayId}/questions': ask,
    'POST /questions/{questionId}/answer': answerQuestion(api),
    'POST /pathways/{pathwayId}/points/{n}/open': openPoint(api),
    'GET /notices': listNotices(api),
    'GET /notices/{noticeId}': readNotice(api),
    'POST /notices/{noticeId}/receipt': receiveNotice(api),
    'GET /units': units,
    'GET /units/{unitId}': units,
    'GET /units/check': checkUnits(api),
    'POST /units/{unitId}/test-message': testUnit(api),
    'PUT /units/{unitId}/contacts/{contactId}/absences': writeAbsences(api),
    'PUT /units/{unitId}': writeUnit(api),
    'POST /units/{unitId}/settings/application': applySettings(api),
    'GET /registrations': listRegistrations(api),
    'GET /cohorts': cohorts,
    'GET /cohorts/{cohortId}': cohorts,
    'PUT /cohorts/{cohortId}': writeCohort(api),
    'PUT /statistics/diagnosed': writeDiagnosed(api),
    'GET /overview': readOverview(api),
    'GET /me': readMe(api),
    'GET /sign-in/begin': session,
    'GET /sign-in/callback': session,
    'PUT /session': session,
    'DELETE /session': session,
    'GET /sign-in': describeSignIn({
      begin: 'https://velhjem.example/sign-in/begin',
      issuer: 'https://idp.example',
      audience: 'vel-hjem',
      console: { region, executionUrl: 'https://console.example/{arn}' },
    }),
    'GET /sending': readSending(api),
    'PUT /sending': switchSending(api),
  };

  /** `find-person` behind the port, without the wire in between. */
  function registryOf(persons: NonNullable<SimulationOptions['persons']>): PersonRegistry {
    const find = findPerson({ store: ports.store, lookUp: persons, log });
    return createFindPersonRegistry(async (question) => {
      personsAsked += 1;
      return over(await around('find-person', () => find(over(question))));
    });
  }

  /** Everything that was set off has come to rest: executions, and rescues of those that ended badly. */
  async function settle(): Promise<void> {
    do {
      await Promise.all(background.splice(0));
      await engine.settled();
      while ((engine.nextDueAt() ?? Number.POSITIVE_INFINITY) <= now) await engine.fireDue();
    } while (background.length > 0);
  }

  return {
    now: iso,
    settle,
    async advanceTo(instant) {
      const until = Date.parse(instant);
      await settle();
      for (;;) {
        const due = Math.min(engine.nextDueAt() ?? Number.POSITIVE_INFINITY, nextSweep);
        if (due > until) break;
        now = Math.max(now, due);
        if (nextSweep <= now) {
          nextSweep += hourMs;
          await sweepNow();
        }
        await settle();
      }
      now = Math.max(now, until);
      await settle();
    },
    async call(route, caller, { path = {}, query = {}, body, headers, rawBody, base64 = false } = {}) {
      const handler = routes[route];
      if (handler === undefined) throw new Error(`no route ${route}`);
      requests += 1;
      const event = {
        httpMethod: route.split(' ')[0],
        path: route.split(' ')[1],
        pathParameters: path,
        queryStringParameters: query,
        headers:
          headers ??
          (body === undefined && rawBody === undefined ? {} : { 'Content-Type': 'application/json' }),
        body: rawBody ?? (body === undefined ? null : JSON.stringify(body)),
        isBase64Encoded: base64,
        requestContext: {
          requestId: `r${requests}`,
          requestTimeEpoch: now,
          authorizer: {
            subject: caller.subject ?? `${caller.role}-${caller.unitId ?? ''}`,
            role: caller.role,
            unitId: caller.unitId ?? '',
            units: JSON.stringify(caller.units ?? [caller.unitId ?? '']),
            unitRefused: String(caller.unitRefused ?? false),
            name: caller.name ?? '',
          },
        },
      } as unknown as APIGatewayProxyEvent;
      const result = await around(route, () => handler(event));
      await settle();
      return {
        status: result.statusCode,
        body: bodyOf(result),
        headers: result.headers ?? {},
      };
    },
    deliver: (event) => around('record-delivery', () => deliveryOnce(event)),
    sweep: sweepNow,
    engine,
    ports,
    audited: audit.entries,
    messages,
    metrics,
    lambdaCalls: () => lambdaCalls,
    personsAsked: () => personsAsked,
    close: () => engine.close(),
  };
}

/** An answer's body as a client reads it: JSON as what it says, anything else as its text. */
function bodyOf({ body, headers }: APIGatewayProxyResult): Answer['body'] {
  if (body === '') return undefined;
  return String(headers?.['Content-Type']).includes('json') ? JSON.parse(body) : body;
}
/** What is left of a value that went over the wire. */
const over = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The engine behind the port, without the wire in between. */
function engineWorkflows(engine: Engine): Workflows {
  const machineOf = (plan: string) => machineArn(plan === 'p' ? 'pathway' : 'follow-up');
  const executionOf = (plan: string, name: string) =>
    `${machineOf(plan).replace(':stateMachine:', ':execution:')}:${name}`;
  const unless = async <T>(expected: readonly string[], call: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await call();
    } catch (error) {
      if (expected.includes((error as Error).name)) return undefined;
      throw error;
    }
  };
  return {
    async start(plan, name, input) {
      await unless(['ExecutionAlreadyExists'], () =>
        engine.call('StartExecution', {
          stateMachineArn: machineOf(plan),
          name,
          input: JSON.stringify(input),
        }),
      );
    },
    async stop(plan, name) {
      await unless(['ExecutionDoesNotExist'], () =>
        engine.call('StopExecution', { executionArn: executionOf(plan, name) }),
      );
    },
    async answer(token) {
      await unless(['TaskTimedOut', 'InvalidToken', 'TaskDoesNotExist'], () =>
        engine.call('SendTaskSuccess', { taskToken: token, output: '{}' }),
      );
    },
    async isRunning(plan, name) {
      const described = await unless(['ExecutionDoesNotExist'], () =>
        engine.call('DescribeExecution', { executionArn: executionOf(plan, name) }),
      );
      return (described as { status?: string } | undefined)?.status === 'RUNNING';
    },
  };
}
