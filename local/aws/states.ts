import type { Call } from '../permissions.ts';

/** What a Step Functions request asks for, in the words of policies. */
export function statesCallOf(action: string, body: string, machineArns: readonly string[]): Call {
  return { action: `states:${action}`, resources: resourcesOf(body, machineArns) };
}

function resourcesOf(body: string, machineArns: readonly string[]): readonly string[] {
  const input = parse(body);
  if (typeof input.executionArn === 'string') return [input.executionArn];
  if (typeof input.stateMachineArn === 'string') return [input.stateMachineArn];
  // A token is a machine's, and does not tell which.
  return typeof input.taskToken === 'string' ? machineArns : ['*'];
}

/** A body that is no object is the engine's to refuse. */
function parse(body: string): Record<string, unknown> {
  try {
    return (JSON.parse(body) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}
