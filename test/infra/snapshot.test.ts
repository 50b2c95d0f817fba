import { expect, it } from 'vitest';
import { ENTRY_METADATA } from '../../infra/constructs/function.ts';
import { pretty } from '../../infra/pretty.ts';
import { template } from './template.ts';

/** What changes without meaning: code, definitions (their own files show those), and hashes in logical ids. */
function normalised(): unknown {
  const resources = Object.entries(template.Resources).map(([id, resource]) => {
    const properties = { ...resource.Properties };
    if (resource.Type === 'AWS::Lambda::Function')
      properties.Code = `bundle of ${resource.Metadata?.[ENTRY_METADATA]}`;
    if (resource.Type === 'AWS::StepFunctions::StateMachine')
      properties.DefinitionString = 'see workflows/generated';
    return [id, { ...resource, Properties: properties }] as const;
  });
  const sorted = Object.fromEntries(resources.sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.parse(
    JSON.stringify({ ...template, Resources: sorted }).replaceAll(
      /(ApiApiDeployment[A-F0-9]{8})[a-f0-9]{32}/g,
      '$1',
    ),
  );
}

it('is the stack that was last agreed to', async () => {
  await expect(`${pretty(normalised())}\n`).toMatchFileSnapshot('stack.snap');
});
