import type { Context } from './edits.ts';
import type { CalendarDate, Instant } from './model.ts';
import type { PathwayRecord } from './record.ts';
import { settleFacts } from './settle.ts';
import { bookAppointment, factsFor } from './tasks.ts';

/**
 * Books a task's appointment. What an appointment calls for is settled at once: home care is prompted for ESAS before
 * the GP sees a palliative patient (DESIGN section 3, "Palliative").
 */
export function book(
  record: PathwayRecord,
  context: Context,
  taskId: string,
  on: Instant | CalendarDate,
): PathwayRecord {
  const booked = bookAppointment(record, context, taskId, on);
  return booked === record ? record : settleFacts(booked, context, factsFor(booked));
}
