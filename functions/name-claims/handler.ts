import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';

/** What the claims are called that the authoriser reads. */
export interface ClaimNames {
  readonly role: string;
  readonly unitId: string;
  readonly name: string;
}

/**
 * Before a token of the trial's user pool: role, units and name of the person go into the access token, from attributes
 * that the pool's administrators set (units with commas between). An access token of Cognito has no `aud` by itself, and
 * takes none but the id of the client.
 */
export function createHandler(
  names: ClaimNames,
): (event: PreTokenGenerationV2TriggerEvent) => Promise<PreTokenGenerationV2TriggerEvent> {
  return async (event) => {
    const { 'custom:role': role, 'custom:units': units, name } = event.request.userAttributes;
    const claims = {
      aud: event.callerContext.clientId,
      ...(role ? { [names.role]: role } : {}),
      ...(units ? { [names.unitId]: partsOf(units) } : {}),
      ...(name ? { [names.name]: name } : {}),
    };
    return {
      ...event,
      response: {
        claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: claims } },
      },
    };
  };
}

const partsOf = (list: string): string[] =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
