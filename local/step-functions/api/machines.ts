import type { Core } from '../core/core.ts';
import { demandName } from '../core/demands.ts';
import { type Diagnostic, invalidDefinitionMessage } from '../definition/diagnostics.ts';
import { validateDefinition } from '../definition/validate.ts';
import { StepFunctionsError } from '../errors.ts';
import { isObject, type Json, type JsonObject, sameJson, toJson } from '../json.ts';
import type { MachineRecord } from '../store/store.ts';
import { arnName, type Input, pagePosition, pageToken } from './input.ts';

/** Longest definition, in characters (AWS). */
const DEFINITION_LIMIT = 1_048_576;

const SETTINGS = ['loggingConfiguration', 'tracingConfiguration', 'encryptionConfiguration', 'tags'] as const;
const DEFAULT_SETTINGS: JsonObject = {
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
};

/** The machine that an ARN names. */
export function machineOf(core: Core, arn: string): MachineRecord {
  arnName(arn, 'stateMachine');
  const machine = core.book.machines.get(arn);
  if (machine === undefined) {
    throw new StepFunctionsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }
  return machine;
}

function check(
  core: Core,
  definition: string,
): { findings: Diagnostic[]; definition: JsonObject | undefined } {
  return validateDefinition(definition, {
    expression: core.compiler.expression,
    anyIntegration: core.options.overrides !== undefined,
    awsCalls: core.options.callAws !== undefined,
  });
}

function demandDefinition(core: Core, text: string): JsonObject {
  if (text.length > DEFINITION_LIMIT) {
    throw new StepFunctionsError(
      'ValidationException',
      `The definition has more than ${DEFINITION_LIMIT} characters`,
    );
  }
  const { findings, definition } = check(core, text);
  if (definition === undefined || findings.some((finding) => finding.severity === 'ERROR')) {
    throw new StepFunctionsError('InvalidDefinition', invalidDefinitionMessage(findings));
  }
  return definition;
}

function demandRole(roleArn: string): void {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) {
    throw new StepFunctionsError('InvalidArn', `Invalid Role Arn: '${roleArn}'`);
  }
}

function settingsOf(input: Input, previous: JsonObject): JsonObject {
  const settings: Record<string, Json> = { ...previous };
  for (const name of SETTINGS) {
    if (!input.has(name)) continue;
    settings[name] = name === 'tags' ? tagsOf(input) : toJson(input.raw(name));
  }
  return settings;
}

function refuseVersions(input: Input): void {
  if (input.raw('publish') === true || input.has('versionDescription')) {
    throw new StepFunctionsError('ValidationException', 'Versions of state machines are not supported');
  }
}

export function createStateMachine(core: Core, input: Input): unknown {
  const name = input.string('name');
  const definitionText = input.string('definition');
  const roleArn = input.string('roleArn');
  demandName(name);
  demandRole(roleArn);
  refuseVersions(input);
  if (input.oneOf('type', ['STANDARD', 'EXPRESS']) === 'EXPRESS') {
    throw new StepFunctionsError('StateMachineTypeNotSupported', 'Express workflows are not supported');
  }
  const arn = `arn:aws:states:${core.region}:${core.accountId}:stateMachine:${name}`;
  const definition = demandDefinition(core, definitionText);
  const settings = settingsOf(input, DEFAULT_SETTINGS);
  const existing = core.book.machines.get(arn);
  if (existing !== undefined) {
    const same =
      existing.definition === definitionText &&
      existing.roleArn === roleArn &&
      sameJson({ ...(existing.settings as JsonObject), tags: null }, { ...settings, tags: null });
    if (!same)
      throw new StepFunctionsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    return { stateMachineArn: arn, creationDate: existing.creationDate / 1000 };
  }
  const now = core.now();
  const machine = core.book.putMachine(
    {
      arn,
      name,
      roleArn,
      definition: definitionText,
      revisionId: core.uuid(),
      creationDate: now,
      updateDate: now,
      settings,
    },
    definition,
  );
  return { stateMachineArn: arn, creationDate: machine.creationDate / 1000 };
}

export function updateStateMachine(core: Core, input: Input): unknown {
  const machine = machineOf(core, input.string('stateMachineArn'));
  refuseVersions(input);
  const changes = ['definition', 'roleArn', ...SETTINGS].some((name) => input.has(name));
  if (!changes) {
    throw new StepFunctionsError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
  }
  const definitionText = input.optionalString('definition') ?? machine.definition;
  const roleArn = input.optionalString('roleArn') ?? machine.roleArn;
  demandRole(roleArn);
  const definition = demandDefinition(core, definitionText);
  const settings = settingsOf(input, machine.settings as JsonObject);
  const same =
    machine.definition === definitionText &&
    machine.roleArn === roleArn &&
    sameJson(machine.settings, settings);
  if (same) return { updateDate: machine.updateDate / 1000, revisionId: machine.revisionId };
  const updated = core.book.putMachine(
    {
      ...machine,
      definition: definitionText,
      roleArn,
      revisionId: core.uuid(),
      updateDate: core.now(),
      settings,
    },
    definition,
  );
  return { updateDate: updated.updateDate / 1000, revisionId: updated.revisionId };
}

export function describeStateMachine(core: Core, input: Input): unknown {
  const machine = machineOf(core, input.string('stateMachineArn'));
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    status: 'ACTIVE',
    definition: machine.definition,
    roleArn: machine.roleArn,
    type: 'STANDARD',
    creationDate: machine.creationDate / 1000,
    ...withoutTags(machine.settings as JsonObject),
    revisionId: machine.revisionId,
  };
}

function withoutTags(settings: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== 'tags'));
}

export function listStateMachines(core: Core, input: Input): unknown {
  const limit = input.maxResults();
  const from = pagePosition(input.optionalString('nextToken')) ?? 0;
  const machines = [...core.book.machines.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  const page = machines.slice(from, from + limit);
  return {
    stateMachines: page.map((machine) => ({
      stateMachineArn: machine.arn,
      name: machine.name,
      type: 'STANDARD',
      creationDate: machine.creationDate / 1000,
    })),
    ...(from + limit < machines.length ? { nextToken: pageToken(from + limit) } : {}),
  };
}

/** Ends the machine's executions, then forgets the machine and them. */
export async function deleteStateMachine(core: Core, input: Input): Promise<unknown> {
  const arn = input.string('stateMachineArn');
  arnName(arn, 'stateMachine');
  if (core.book.machines.has(arn)) await core.removeMachine(arn);
  return {};
}

export function validateStateMachineDefinition(core: Core, input: Input): unknown {
  const { findings } = check(core, input.string('definition'));
  const least = input.oneOf('severity', ['ERROR', 'WARNING']) ?? 'ERROR';
  const shown = findings.filter((finding) => finding.severity === 'ERROR' || least === 'WARNING');
  const limit = input.maxResults();
  return {
    result: findings.some((finding) => finding.severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics: shown
      .slice(0, limit)
      .map(({ location, ...finding }) => ({ ...finding, ...(location === '' ? {} : { location }) })),
    truncated: shown.length > limit,
  };
}

export function listTagsForResource(core: Core, input: Input): unknown {
  const machine = machineOf(core, input.string('resourceArn'));
  return { tags: (machine.settings as JsonObject).tags ?? [] };
}

export function tagResource(core: Core, input: Input): unknown {
  const added = tagsOf(input);
  return changeTags(core, input, (tags) => {
    for (const { key, value } of added) tags.set(key, value);
  });
}

export function untagResource(core: Core, input: Input): unknown {
  const keys = input.raw('tagKeys');
  if (!Array.isArray(keys)) throw new StepFunctionsError('ValidationException', 'tagKeys must be a list');
  return changeTags(core, input, (tags) => {
    for (const key of keys) tags.delete(String(key));
  });
}

type Tag = Readonly<Record<'key' | 'value', string>>;

function tagsOf(input: Input): readonly Tag[] {
  const tags = input.raw('tags');
  if (!Array.isArray(tags)) throw new StepFunctionsError('ValidationException', 'tags must be a list');
  return tags.map((tag: unknown) => {
    if (!isObject(tag) || typeof tag.key !== 'string' || typeof (tag.value ?? '') !== 'string')
      throw new StepFunctionsError(
        'ValidationException',
        'A tag must have a key and a value that are strings',
      );
    return { key: tag.key, value: (tag.value ?? '') as string };
  });
}

function changeTags(core: Core, input: Input, change: (tags: Map<string, string>) => void): unknown {
  const machine = machineOf(core, input.string('resourceArn'));
  const settings = machine.settings as JsonObject;
  const tags = new Map(
    ((settings.tags as readonly Tag[] | undefined) ?? []).map(({ key, value }) => [key, value]),
  );
  change(tags);
  const definition = JSON.parse(machine.definition) as JsonObject;
  core.book.putMachine(
    { ...machine, settings: { ...settings, tags: [...tags].map(([key, value]) => ({ key, value })) } },
    definition,
  );
  return {};
}
