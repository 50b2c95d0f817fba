import { describe, expect, it } from 'vitest';
import { stepNames } from '../../workflows/steps.ts';
import { allowed, list, properties, resources, statementsOfRole, target, template } from './template.ts';

const machines = resources('AWS::StepFunctions::StateMachine').map(
  (machine) => [String(machine.Metadata?.['vel-hjem:workflow']), machine] as const,
);

describe.each(machines)('the %s machine', (name, machine) => {
  const roleId = target(properties(machine).RoleArn)!;
  const statements = statementsOfRole(roleId);
  const grants = allowed(statements);

  it('is Standard, traced, encrypted with the own key, and logs all but data', () => {
    expect(machine.Properties).toMatchObject({
      StateMachineType: 'STANDARD',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      EncryptionConfiguration: {
        Type: 'CUSTOMER_MANAGED_KMS_KEY',
        KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^KeysData/), 'Arn'] },
      },
    });
    expect(properties(machine).DefinitionSubstitutions).toBeUndefined();
  });

  it('may call the functions that it names, and none else', () => {
    const invoked = grants.filter((grant) => grant.startsWith('lambda:'));
    const steps = name === 'pathway' ? stepNames : stepNames.slice(0, 5);
    expect(invoked.map((grant) => /on Functions([a-z]+)Function/.exec(grant)?.[1]).sort()).toEqual(
      steps.map((step) => step.replaceAll('-', '')).sort(),
    );
    expect(grants.filter((grant) => /^(lambda|kms):.* on .*\*/.test(grant))).toEqual([]);
    expect(new Set(grants.map((grant) => grant.split(':')[0]))).toEqual(
      new Set(['kms', 'lambda', 'logs', 'xray']),
    );
  });

  it('may use the key for itself: its role says so, in a policy that it does not wait for', () => {
    const policies = resources('AWS::IAM::Policy').filter((policy) =>
      JSON.stringify(policy.Properties).includes(`"${machine.logicalId}"`),
    );
    const ownKey = policies.find((policy) =>
      list(properties<{ Roles: unknown[] }>(policy).Roles).some((role) => target(role) === roleId),
    )!;
    expect(list(machine.DependsOn ?? [])).not.toContain(ownKey.logicalId);
    const conditions = statements
      .filter(({ Action }) => list(Action).includes('kms:GenerateDataKey'))
      .map(({ Condition }) => Condition?.StringEquals);
    expect(conditions).toContainEqual({
      // The machine itself; a name made up beforehand would be another.
      'kms:EncryptionContext:aws:states:stateMachineArn': { Ref: machine.logicalId },
    });
    expect(conditions.some((condition) => condition && 'kms:EncryptionContext:SourceArn' in condition)).toBe(
      true,
    );
    expect(conditions).toHaveLength(2);
  });

  it('waits until its role may call and log', () => {
    const needed = list(machine.DependsOn ?? []).filter(
      (id) => template.Resources[id]?.Type === 'AWS::IAM::Policy',
    );
    const grantsBefore = needed.flatMap((id) => JSON.stringify(template.Resources[id]));
    expect(grantsBefore.join()).toContain('lambda:InvokeFunction');
    expect(grantsBefore.join()).toContain('logs:CreateLogDelivery');
  });

  it('is let in by its role for this account only', () => {
    expect(JSON.stringify(template.Resources[roleId]?.Properties?.AssumeRolePolicyDocument)).toContain(
      '"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}',
    );
  });
});
