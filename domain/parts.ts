import { type Context, project } from './edits.ts';
import { type Facts, mayGoHome } from './facts.ts';
import type { PathwayRecord, Relation } from './record.ts';

/**
 * A municipality has a part in the pathway only while the patient says yes to the pathway and to sharing (DESIGN
 * section 3, "Four separate answers"). Without that its units keep what was written by them and sent to them, and see
 * nothing newer; once there is a yes again, or the no never was, they have their parts as before.
 */
export function settleParts(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  const goesHome = mayGoHome(facts);
  // units without a trust are municipal: a GP office has its tasks and notices, and no part
  const changes = ({ trust, until, rests }: Relation) =>
    trust === undefined && (goesHome ? rests === true : until === null);
  if (!record.relations.some(changes)) return record;
  const settled = ({ rests: _, ...one }: Relation): Relation =>
    goesHome ? { ...one, until: null } : { ...one, until: context.now, rests: true };
  const relations = record.relations.map((one) => (changes(one) ? settled(one) : one));
  return project({ ...record, relations }, 'R');
}
