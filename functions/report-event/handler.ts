import { osloDate } from '../../domain/calendar.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Instant } from '../../domain/model.ts';
import { report } from '../../domain/pathway.ts';
import { currentPlan } from '../../domain/plans.ts';
import type { EventBody, PathwayRecord, ReportedEvent } from '../../domain/record.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { byOf, mustReport, mustSeePathway } from '../shared/access.ts';
import { type CommandDeps, command } from '../shared/command.ts';
import { digestOf } from '../shared/digest.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { gpOf, placeErrors, placeOf } from '../shared/http/facts.ts';
import { Problem } from '../shared/http/problems.ts';
import { event, noQuery, type ReportedBody } from '../shared/http/schemas.ts';

/** `POST /pathways/{pathwayId}/events`: takes in what has happened to the patient. The same again changes nothing. */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: event, query: noQuery, action: 'report-event' },
    async ({ caller, path, body, now, directory, audit }) => {
      const pathwayId = path.pathwayId ?? '';
      const eventId = body.eventId ?? `e-${digestOf(body)}`;
      const reported: ReportedEvent = {
        eventId,
        occurredOn: body.occurredOn,
        receivedAt: now,
        by: byOf(caller),
        ...bodyFor(body, directory),
      };
      const record = await command(deps, pathwayId, now, reported.by, async (current, context) => {
        mustReport(caller, mustSeePathway(caller, current), body.type);
        checkRules(body, now);
        const known = current.events.find((other) => other.eventId === eventId);
        if (known !== undefined && known.type !== body.type)
          throw new Problem('conflict', 'This eventId has been used for another event.', [
            { path: 'eventId', message: 'is taken' },
          ]);
        checkTarget(body, current);
        const after = report(current, context, reported);
        // the reason is free text: it lies beside the record, and no workflow reads it
        if (after !== current && body.type === 'retracted')
          await deps.store.putText({ pathwayId, textId: eventId, content: { reason: body.reason } });
        return after;
      });
      await audit(`report-${body.type}`, pathwayId);
      return {
        status: 202,
        body: { pathwayId, eventId, generation: currentPlan(record, 'p')?.generation ?? 0 },
      };
    },
  );
}

function checkRules(body: ReportedBody, now: Instant): void {
  const errors: { path: string; message: string }[] = [];
  const today = osloDate(now);
  if (body.occurredOn > today) errors.push({ path: 'occurredOn', message: 'Lies in the future.' });
  if (body.type === 'diagnosis-corrected' && body.date > today)
    errors.push({ path: 'date', message: 'Lies in the future.' });
  if (body.type === 'moved') errors.push(...placeErrors(body.municipality));
  if (errors.length > 0) throw new RuleBroken(...errors);
}

/** An event that is not there cannot be taken back; the report of it may still be on its way. */
function checkTarget(body: ReportedBody, record: PathwayRecord): void {
  if (body.type === 'retracted' && !record.events.some((other) => other.eventId === body.retracts)) {
    throw new RuleBroken({ path: 'retracts', message: 'Names no event of this pathway.' });
  }
}

function bodyFor(body: ReportedBody, directory: Directory): EventBody {
  switch (body.type) {
    case 'answers-changed': {
      const answers = Object.fromEntries(
        Object.entries(body.answers).filter(([, value]) => value !== undefined),
      );
      return { type: body.type, answers };
    }
    case 'diagnosis-corrected':
      return { type: body.type, date: body.date };
    case 'moved': {
      const gp = gpOf(directory, body.gp);
      return { type: body.type, municipality: placeOf(body.municipality), ...(gp === null ? {} : { gp }) };
    }
    case 'retracted':
      return { type: body.type, retracts: body.retracts };
    default:
      return { type: body.type };
  }
}
