import { StepFunctionsError } from '../errors.ts';
import { type Json, PAYLOAD_LIMIT } from '../json.ts';

const BAD_NAME = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** Throws unless a name may be that of a machine or an execution. */
export function demandName(name: string): void {
  if (name.length < 1 || name.length > 80 || BAD_NAME.test(name)) {
    throw new StepFunctionsError('InvalidName', `Invalid Name: '${name}'`);
  }
}

/** An execution's input from its text. Throws unless it is JSON that an execution takes. */
export function demandInput(text: string): Json {
  const invalid = (why: string) =>
    new StepFunctionsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`);
  if (Buffer.byteLength(text) > PAYLOAD_LIMIT)
    throw invalid(`The input has more than ${PAYLOAD_LIMIT} bytes`);
  try {
    return JSON.parse(text) as Json;
  } catch (thrown) {
    throw invalid((thrown as Error).message);
  }
}
