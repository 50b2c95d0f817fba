import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location } from '../template/names.ts';
import type { FunctionResource } from '../template/stack.ts';
import { divideEnvironment, loadAs, type Running, runAs } from './environment.ts';
import { divertLogs, type LogSink } from './logs.ts';

/** How an invocation ended, as Lambda tells its callers. */
export type InvocationResult = { readonly payload: unknown } | { readonly error: FunctionError };

interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: string[];
}

export interface Functions {
  /** Invokes a function by its ARN, with a copy of the event, as over the wire. */
  invoke(functionArn: string, event: unknown): Promise<InvocationResult>;
  has(functionArn: string): boolean;
  /** How many invocations have begun, by function name: a figure of the bench. */
  readonly invocations: ReadonlyMap<string, number>;
  close(): void;
}

export interface FunctionsOptions {
  readonly functions: readonly FunctionResource[];
  readonly at: Location;
  /** What the `entry` of each function is relative to. */
  readonly projectRoot: string;
  /** Where the AWS SDK finds the local services: variables that Lambda does not set. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly log: LogSink;
}

type Handler = (event: unknown, context: object) => unknown;
interface Loaded extends Running {
  readonly resource: FunctionResource;
  readonly handler: Handler;
}

/** A function's source has no handler, or could not be loaded. */
export class FunctionNotLoaded extends Error {
  override readonly name = 'FunctionNotLoaded';
}

/** The access key id that a function's calls carry: it tells the local services which function calls. */
export const accessKeyIdOf = ({ logicalId }: FunctionResource): string => `LOCAL${logicalId}`;

/** Loads the stack's functions into this process, each with its own environment. */
export async function loadFunctions(options: FunctionsOptions): Promise<Functions> {
  const runtime = runtimes;
  runtimes += 1;
  const undo = [divideEnvironment(), divertLogs(options.log)];
  const close = () => {
    for (const one of undo) one();
  };
  const loaded = new Map<string, Loaded>();
  const invocations = new Map<string, number>();
  try {
    for (const resource of options.functions)
      loaded.set(resource.arn, await load(resource, options, runtime));
  } catch (error) {
    close();
    throw error;
  }
  return {
    async invoke(functionArn, event) {
      const found = loaded.get(functionArn);
      if (!found) return { error: unknownFunction(functionArn) };
      invocations.set(found.functionName, (invocations.get(found.functionName) ?? 0) + 1);
      return runAs(found, () => invoke(found, event));
    },
    has: (functionArn) => loaded.has(functionArn),
    invocations,
    close,
  };
}

/**
 * Modules are loaded once for a process. A second runtime in it, after a restart in a test, gets entries of its
 * own: what they make at the start, SDK clients above all, belongs to the runtime that they were loaded for.
 */
let runtimes = 0;

async function load(resource: FunctionResource, options: FunctionsOptions, runtime: number): Promise<Loaded> {
  const running: Running = {
    functionName: resource.name,
    environment: environmentOf(resource, options),
  };
  const source = join(options.projectRoot, resource.entry, 'index.ts');
  const url = pathToFileURL(source);
  if (runtime > 0) url.searchParams.set('runtime', String(runtime));
  try {
    const module = (await loadAs(running, () => import(url.href))) as { handler?: unknown };
    if (typeof module.handler !== 'function') throw new FunctionNotLoaded(`${source} exports no handler`);
    return { ...running, resource, handler: module.handler as Handler };
  } catch (cause) {
    if (cause instanceof FunctionNotLoaded) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FunctionNotLoaded(`function ${resource.logicalId} could not be loaded: ${reason}`, { cause });
  }
}

function environmentOf(resource: FunctionResource, { at, endpoints }: FunctionsOptions): NodeJS.ProcessEnv {
  return {
    AWS_REGION: at.region,
    AWS_DEFAULT_REGION: at.region,
    AWS_ACCESS_KEY_ID: accessKeyIdOf(resource),
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_LAMBDA_FUNCTION_NAME: resource.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(resource.memoryMB),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${resource.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    // Whoever runs this has settings of their own in the home directory, which no function is to see.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    // There is no X-Ray daemon here.
    POWERTOOLS_TRACE_ENABLED: 'false',
    ...endpoints,
    ...resource.environment,
  };
}

async function invoke({ resource, handler }: Loaded, event: unknown): Promise<InvocationResult> {
  const requestId = randomUUID();
  const deadline = Date.now() + resource.timeoutSeconds * 1000;
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<InvocationResult>((resolve) => {
    timer = setTimeout(
      () => resolve({ error: timeoutError(requestId, resource) }),
      resource.timeoutSeconds * 1000,
    );
  });
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionName: resource.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: resource.arn,
    memoryLimitInMB: String(resource.memoryMB),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${resource.name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    return await Promise.race([timedOut, answer(handler, event, context)]);
  } finally {
    clearTimeout(timer);
  }
}

async function answer(handler: Handler, event: unknown, context: object): Promise<InvocationResult> {
  try {
    return { payload: copy(await handler(copy(event), context)) };
  } catch (error) {
    return { error: describe(error) };
  }
}

/** What is left of a value that went over the wire. */
const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

/** As Lambda's Node.js runtime describes what a handler threw. */
function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  };
}

function timeoutError(requestId: string, { timeoutSeconds }: FunctionResource): FunctionError {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  };
}

const unknownFunction = (functionArn: string): FunctionError => ({
  errorType: 'Lambda.ResourceNotFoundException',
  errorMessage: `Function not found: ${functionArn}`,
});
