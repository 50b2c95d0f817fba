import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { identityOf } from '../../functions/authorize-request/claims.ts';
import { createHandler } from '../../functions/name-claims/handler.ts';
import { composeClaimNames } from '../../functions/shared/compose.ts';

const names = composeClaimNames({
  OIDC_ROLE_CLAIM: 'vel-hjem:role',
  OIDC_UNIT_CLAIM: 'vel-hjem:unit',
  OIDC_NAME_CLAIM: 'name',
});

/** What goes into the access token of a person with these attributes. */
async function claimsOf(userAttributes: Record<string, string>) {
  const event = {
    callerContext: { clientId: 'the-client' },
    request: { userAttributes },
    response: { claimsAndScopeOverrideDetails: {} },
  } as unknown as PreTokenGenerationV2TriggerEvent;
  const { response } = await createHandler(names)(event);
  return response.claimsAndScopeOverrideDetails!.accessTokenGeneration!.claimsToAddOrOverride!;
}

it('a person of two units is who the authoriser then finds', async () => {
  const claims = await claimsOf({
    'custom:role': 'coordinator',
    'custom:units': 'kommune-3212, kommune-3209',
    name: 'Munter Ullsokk',
  });
  expect(claims.aud).toBe('the-client');
  const claimNames = { ...names, roleValues: {} };
  expect(identityOf({ sub: 'person-1', ...claims }, claimNames, 'kommune-3209')).toMatchObject({
    subject: 'person-1',
    role: 'coordinator',
    unitId: 'kommune-3209',
    name: 'Munter Ullsokk',
  });
});

it('whoever has no role or unit is told of none', async () => {
  expect(await claimsOf({ email: 'somebody@example.no' })).toEqual({ aud: 'the-client' });
  expect(await claimsOf({ 'custom:units': '' })).toEqual({ aud: 'the-client' });
  expect(await claimsOf({ 'custom:units': ',' })).toEqual({ aud: 'the-client', 'vel-hjem:unit': [] });
});
