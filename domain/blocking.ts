import type { PathwayRecord } from './record.ts';

/**
 * A pathway that follows another begins with what the patient had blocked there: whoever was kept out of the record is
 * not let in by a relapse. The reports are the same ones, so that each can be taken back here too; what is reported or
 * taken back in one of the two afterwards holds there alone.
 */
export function withBlocksOf(record: PathwayRecord, earlier: PathwayRecord | undefined): PathwayRecord {
  const blocks = (earlier?.events ?? []).filter(
    ({ type, retractedBy }) => type === 'staff-blocked' && retractedBy === undefined,
  );
  return blocks.length === 0 ? record : { ...record, events: [...blocks, ...record.events] };
}
