import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { osloDate } from '../domain/calendar.ts';
import { createAwsEndpoint } from './aws/endpoint.ts';
import { createKms } from './aws/kms.ts';
import { createLambda } from './aws/lambda.ts';
import { createSes } from './aws/ses.ts';
import { createSns } from './aws/sns.ts';
import { type BouncedEmail, bounceDetail } from './bounces.ts';
import { type ClockMode, createClock } from './clock.ts';
import { Closing, close } from './closing.ts';
import { openDatabase } from './dynamodb/database.ts';
import { createTimeToLive } from './dynamodb/time-to-live.ts';
import { type Bus, createBus } from './events/bus.ts';
import { demandRulePermissions, isSchedule, rulesOf } from './events/rules.ts';
import { createSchedules } from './events/schedules.ts';
import { Front, reply } from './front.ts';
import { createGateway } from './gateway/gateway.ts';
import { claimNames, createIdentity, IDENTITY_PATH, type Token } from './identity.ts';
import { createInbox } from './inbox.ts';
import { accessKeyIdOf, type Functions, loadFunctions } from './lambda/functions.ts';
import { logFile } from './lambda/logs.ts';
import { createLocalApi } from './local-api.ts';
import { ensureMachines } from './machines.ts';
import { type CapturedMessage, createOutbox } from './messages.ts';
import { Mover } from './mover.ts';
import { type BuiltPages, createDistribution } from './pages/serve.ts';
import { allows, Gatekeeper, type Principals } from './permissions.ts';
import { createPersons, registryArn } from './persons.ts';
import { listen } from './servers.ts';
import { samplePeople } from './sign-in/people.ts';
import { openState } from './state.ts';
import { createConsole, createWireHandler, type Engine, openEngine } from './step-functions/index.ts';
import type { Template } from './template/cloudformation.ts';
import { location } from './template/names.ts';
import { readStack, type Stack } from './template/stack.ts';
import { Turnstile } from './turnstile.ts';
import { loadUnits, type SampleUnit } from './units.ts';

export interface RuntimeOptions {
  /** 0 is any free port. */
  readonly port: number;
  readonly awsPort: number;
  /** What is there is continued; `memory` keeps nothing. */
  readonly dataDir: string;
  readonly clock: ClockMode;
  /** Where the virtual clock starts in an empty data directory, in milliseconds; now without. */
  readonly startAt?: number | undefined;
  /** Makes the stack's template; of `infra/` without. */
  readonly synthesise?: Synthesise;
  /** What the sources of functions are relative to. */
  readonly projectRoot?: string;
  /** Whether the stack has a person registry to ask: the local one, unless told otherwise. */
  readonly personRegistry?: boolean;
  /** Units to put in the directory of an empty data directory. */
  readonly units?: readonly SampleUnit[];
  /** The built pages; nothing is under `/app/` without. */
  readonly pages?: BuiltPages | undefined;
  /** Takes what the functions log, beside the file in the data directory. */
  readonly onLog?: (functionName: string, text: string) => void;
  /** Takes what an engineer should hear of: a function that failed, a call that was lost. */
  readonly onTrouble?: (what: string) => void;
}

export type Synthesise = (context: Readonly<Record<string, unknown>>) => {
  readonly stackName: string;
  readonly template: Template;
};

/** The stack, running on this machine. */
export interface Runtime {
  readonly url: string;
  readonly awsUrl: string;
  readonly stack: Stack;
  readonly engine: Engine;
  /** Invocations so far, by function name. */
  readonly invocations: ReadonlyMap<string, number>;
  /** Requests to the database so far. */
  storeRequests(): number;
  now(): number;
  /** Moves the clock to an instant; answers how many events that took. */
  moveTo(at: number): Promise<number>;
  token(claims: { readonly role: string; readonly unitId?: string; readonly name?: string }): Promise<Token>;
  messages(): readonly CapturedMessage[];
  close(): Promise<void>;
}

/** Pages that show executions. */
export const CONSOLE_PATH = '/_local/console';
const AUDIENCE = 'vel-hjem';
/** The pages, to the local identity provider. */
const CLIENT_ID = 'vel-hjem-pages';
const MEMORY = 'memory';
/** How long an event may be overdue on a running clock, in milliseconds of real time. */
const TICK_MS = 200;

/**
 * Runs the stack: reads the template, opens what is in the data directory, loads the functions, and listens.
 * @throws TemplateNotUnderstood, FunctionNotLoaded, PortInUse, DataDirectoryInUse
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const closing = new Closing();
  try {
    return await start(options, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function start(options: RuntimeOptions, closing: Closing): Promise<Runtime> {
  const trouble = options.onTrouble ?? (() => {});
  const fileIn = (name: string) => (options.dataDir === MEMORY ? undefined : join(options.dataDir, name));
  if (options.dataDir !== MEMORY) mkdirSync(options.dataDir, { recursive: true });
  const state = closing.add(openState(fileIn('runtime.sqlite')), (opened) => opened.close());
  const clock = createClock(state, { mode: options.clock, startAt: options.startAt });

  // The ports are taken first: the template is told of the address.
  const front = new Front();
  const aws = new Front();
  const listening = closing.add(await listen(options.port, 'PORT', front.listener), close);
  const awsListening = closing.add(await listen(options.awsPort, 'AWS_PORT', aws.listener), close);
  const url = `http://localhost:${listening.port}`;
  const awsUrl = `http://localhost:${awsListening.port}`;

  const issuer = `${url}${IDENTITY_PATH}`;
  const identity = await createIdentity(state, {
    issuer,
    audience: AUDIENCE,
    people: samplePeople(options.units ?? []),
  });
  const synthesise = options.synthesise ?? (await synthesiser());
  const { stackName, template } = synthesise({
    stage: 'local',
    publicUrl: url,
    oidcIssuer: issuer,
    oidcAudience: AUDIENCE,
    oidcClientId: CLIENT_ID,
    oidcScope: 'openid profile',
    executionUrl: `${url}${CONSOLE_PATH}/executions/{arn}`,
    allowSyntheticIds: true,
    personRegistryFunctionArn: options.personRegistry === false ? '' : registryArn(location('')),
    ...claimNames,
  });
  const stack = readStack(template, stackName);
  const rules = rulesOf(stack.resources, `arn:aws:events:${stack.at.region}:${stack.at.account}:rule/`);
  demandRulePermissions(rules, stack.invocations);

  const principals = principalsOf(stack);
  const database = closing.add(await openDatabase(stack, principals, fileIn('dynamodb')), close);
  const log = closing.add(logFile(fileIn('functions.log'), options.onLog), close);
  const functions: Functions = closing.add(
    await loadFunctions({
      functions: stack.functions,
      at: stack.at,
      projectRoot: options.projectRoot ?? join(import.meta.dirname, '..'),
      endpoints: {
        AWS_ENDPOINT_URL: `http://127.0.0.1:${awsListening.port}`,
        // Straight to the database's thread, which asks for permissions itself: half the cost of a way round here.
        AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${database.port}`,
      },
      log,
    }),
    (loaded) => loaded.close(),
  );

  const bus = createBus({
    rules,
    at: stack.at,
    now: clock.now,
    invoke: functions.invoke,
    onLost: (functionArn, error) => trouble(`${functionArn} failed three times: ${said(error)}`),
  });
  const outbox = createOutbox(state, clock.now);
  const onBounce = (email: BouncedEmail) =>
    bus.publish({
      source: 'aws.ses',
      detailType: 'Email Bounced',
      resources: [],
      detail: bounceDetail(email),
    });
  const engine = closing.add(
    await openStateMachines(stack, fileIn('step-functions.sqlite'), clock.now, functions, bus),
    close,
  );
  const schedules = createSchedules(rules.filter(isSchedule), state, clock.now, bus.callScheduled);
  const timeToLive = closing.add(createTimeToLive(stack, database, clock.now), (opened) => opened.close());
  const mover = new Mover(clock, [engine, schedules, timeToLive], () => settle(engine, bus));
  const turnstile = new Turnstile();
  const moveTo = (target: (now: number) => number) =>
    turnstile.move(async () => {
      const fired = await mover.moveTo(target(clock.now()));
      return { now: clock.now(), fired };
    });

  const gateway = createGateway({
    stack,
    now: clock.now,
    invoke: functions.invoke,
    onFailure: (functionArn, error) => trouble(`${functionArn}: ${said(error)}`),
  });
  let ready = false;
  const persons = createPersons(state, () => osloDate(new Date(clock.now()).toISOString()));
  const localApi = createLocalApi({
    stack,
    ready: () => ready,
    now: clock.now,
    moveTo,
    identity,
    outbox,
    persons,
  });
  const inbox = createInbox(outbox);
  const executions = createConsole(engine, { base: CONSOLE_PATH });
  aws.serve = createAwsEndpoint({
    stack,
    gatekeeper: new Gatekeeper(principals),
    databasePort: database.port,
    stepFunctions: createWireHandler(engine),
    lambda: createLambda(functions, {
      [registryArn(stack.at)]: (question) => persons.lookUp(question as { readonly nationalId: string }),
    }),
    kms: createKms(stack.keys, state),
    ses: createSes(outbox, onBounce),
    sns: createSns(outbox),
  });
  const distribute = createDistribution(stack.resources, options.pages);
  front.serve = (request, response) => {
    if (request.url.startsWith(`${IDENTITY_PATH}/`)) return identity.handle(request, response);
    void reply(request, response, trouble, async (address) => {
      if (address.pathname.startsWith('/_local/')) {
        const page = await executions(request.method, `${address.pathname}${address.search}`);
        return page ?? inbox(request.method, address) ?? localApi(request, address);
      }
      const page = await distribute(request, address);
      if (page) return page;
      const answer = await turnstile.request(() => gateway(request, address));
      // Whoever works out how long something still takes goes by it.
      return { ...answer, headers: { Date: new Date(clock.now()).toUTCString(), ...answer.headers } };
    });
  };
  await loadUnits(options.units ?? [], state, url, identity);
  ready = true;

  closing.add(
    tick(mover, clock.now, () => moveTo((now) => now).catch((error: unknown) => trouble(inspect(error)))),
    (stop) => stop(),
  );
  return {
    url,
    awsUrl,
    stack,
    engine,
    invocations: functions.invocations,
    storeRequests: database.requests,
    now: clock.now,
    moveTo: async (at) => (await moveTo(() => at)).fired,
    token: identity.token,
    messages: () => outbox.list({}),
    close: () => closing.close(),
  };
}

async function synthesiser(): Promise<Synthesise> {
  // CDK takes half a second to load: not where a template is given.
  const { synthesise } = await import('../infra/build.ts');
  return (context) => {
    const { stackName, template } = synthesise({ bundling: false, context });
    return { stackName, template: template as Template };
  };
}

const principalsOf = (stack: Stack): Principals =>
  Object.fromEntries(
    stack.functions.map((resource) => [
      accessKeyIdOf(resource),
      { name: resource.logicalId, statements: resource.statements },
    ]),
  );

async function openStateMachines(
  stack: Stack,
  path: string | undefined,
  now: () => number,
  functions: Functions,
  bus: Bus,
): Promise<Engine> {
  const engine = await openEngine({
    store: path === undefined ? 'memory' : { path },
    now,
    region: stack.at.region,
    accountId: stack.at.account,
    async invokeLambda(functionArn, payload) {
      const call = { action: 'lambda:InvokeFunction', resources: [functionArn] };
      if (!allows(stack.machineStatements, call)) throw new AccessDeniedException(functionArn);
      if (!functions.has(functionArn)) throw new ResourceNotFoundException(functionArn);
      return functions.invoke(functionArn, payload);
    },
    onStatusChange: (detail) =>
      bus.publish({
        source: 'aws.states',
        detailType: 'Step Functions Execution Status Change',
        resources: [detail.executionArn],
        detail,
      }),
  });
  await ensureMachines(engine, stack.stateMachines);
  return engine;
}

/** What Lambda says to Step Functions where the machine's role may not call the function. */
class AccessDeniedException extends Error {
  override readonly name = 'AccessDeniedException';
  constructor(functionArn: string) {
    super(
      `The role of the state machine is not authorized to perform: lambda:InvokeFunction on ${functionArn}`,
    );
  }
}

class ResourceNotFoundException extends Error {
  override readonly name = 'ResourceNotFoundException';
  constructor(functionArn: string) {
    super(`Function not found: ${functionArn}`);
  }
}

/** Resolves when no state can run, no invocation runs and no event is undelivered. */
async function settle(engine: Engine, bus: Bus): Promise<void> {
  await engine.settled();
  while (bus.busy) {
    await bus.idle();
    await engine.settled();
  }
}

/** Takes what falls due while nobody moves the clock: real time passes, and requests start things. */
function tick(mover: Mover, now: () => number, move: () => Promise<unknown>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const next = () => {
    if (!stopped) timer = setTimeout(look, TICK_MS);
  };
  const look = () => {
    const due = mover.nextDueAt();
    if (due !== undefined && due <= now()) void move().then(next);
    else next();
  };
  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

const said = ({ errorType, errorMessage }: { errorType: string; errorMessage: string }): string =>
  `${errorType}: ${errorMessage}`;
