import { type Directory, unitById } from '../../domain/directory.ts';
import type { Unit } from '../../domain/model.ts';
import { type Caller, isCoordinating, rightsOf, unitsBelow } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { noQuery } from '../shared/http/schemas.ts';

/** `GET /me`: who one is signed in as, for which unit, and what pages are to offer. What is done is checked when it is done. */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(deps, { query: noQuery, action: 'read-me' }, async ({ caller, directory }) => {
    const unit = caller.unitId === null ? undefined : unitById(directory, caller.unitId);
    return {
      status: 200,
      body: {
        subject: caller.subject,
        role: caller.role,
        ...(caller.name === null ? {} : { name: caller.name }),
        ...languageOf(caller, unit),
        unit: unit === undefined ? null : ownUnit(unit, caller, directory),
        units: caller.units.map((unitId) => {
          const { name, kind } = unitById(directory, unitId) as Unit;
          return { unitId, name, kind };
        }),
        unitsBelow: unitsBelow(caller, directory).map(({ unitId, name, kind }) => ({ unitId, name, kind })),
        ...rightsOf(caller, directory),
      },
    };
  });
}

/** The language in which the caller is written to, where the unit has said whose contact that is. */
function languageOf({ subject }: Caller, unit: Unit | undefined): { readonly language?: string } {
  const contact = unit?.contacts.find((other) => other.subject === subject && other.disabled !== true);
  return contact === undefined ? {} : { language: contact.language };
}

function ownUnit(unit: Unit, caller: Caller, directory: Directory) {
  const { unitId, name, kind, trust, municipality, phone, contacts } = unit;
  return {
    unitId,
    name,
    kind,
    trust: trust ?? null,
    municipality: municipality ?? null,
    phone: phone ?? null,
    languages: [...new Set(contacts.map(({ language }) => language))].toSorted(),
    isCoordinating: isCoordinating(caller, directory),
  };
}
