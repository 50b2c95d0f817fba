import { randomUUID } from 'node:crypto';
import type { Engine } from './engine.ts';
import { StepFunctionsError } from './errors.ts';

/** An HTTP answer. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const TARGET = /^AWSStepFunctions\.(\w+)$/;
const CONTENT_TYPE = 'application/x-amz-json-1.0';
const ERROR_NAMESPACE = 'com.amazonaws.swf.service.v2.model#';
/** Errors of the protocol, not of the service. */
const COMMON_ERRORS: ReadonlySet<string> = new Set([
  'UnknownOperationException',
  'SerializationException',
  'ValidationException',
  'InternalFailure',
]);

/**
 * Speaks AWS JSON 1.0 for an engine. `target` is the header `X-Amz-Target`; requests are not authenticated: whoever
 * reaches the endpoint may use it.
 */
export function createWireHandler(engine: Engine): (target: string, body: string) => Promise<WireAnswer> {
  return async (target, body) => {
    try {
      const action = TARGET.exec(target)?.[1];
      if (action === undefined) {
        throw new StepFunctionsError('UnknownOperationException', `Unknown target: ${target}`);
      }
      const result = await engine.call(action, parse(body));
      return answer(200, result);
    } catch (thrown) {
      if (thrown instanceof StepFunctionsError)
        return failure(thrown.statusCode, thrown.name, thrown.message);
      return failure(500, 'InternalFailure', (thrown as Error).message);
    }
  };
}

function parse(body: string): unknown {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new StepFunctionsError('SerializationException', 'The request is not JSON');
  }
}

function failure(status: number, name: string, message: string): WireAnswer {
  const type = COMMON_ERRORS.has(name) ? `com.amazon.coral.service#${name}` : ERROR_NAMESPACE + name;
  return answer(status, { __type: type, message });
}

function answer(status: number, body: unknown): WireAnswer {
  return {
    status,
    headers: { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(body),
  };
}
