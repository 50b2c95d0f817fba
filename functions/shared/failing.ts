import type { Directory } from '../../domain/directory.ts';
import { isReachable, unitById, withFailing } from '../../domain/directory.ts';
import { directoryChanged } from './directory-cache.ts';
import type { Log } from './log.ts';
import type { Metric } from './metrics.ts';
import type { FailingAddress, Store } from './ports.ts';

interface FailingDeps {
  readonly store: Pick<Store, 'markFailing'>;
  readonly log: Log;
  readonly metric: Metric;
}

/** Notes that an address fails; that it was a unit's last is an alarm. Answers the directory as it is then. */
export async function noteFailing(
  deps: FailingDeps,
  directory: Directory,
  address: FailingAddress,
): Promise<Directory> {
  const { unitId, channel, since } = address;
  const after = withFailing(directory, address, since);
  if (!(await deps.store.markFailing(address))) return after;
  directoryChanged();
  deps.log.error('address-fails', { unitId, channel });
  const unit = unitById(after, unitId);
  if (unit !== undefined && !isReachable(unit)) deps.metric('UndeliverableTasks', 1);
  return after;
}
