import { printKeys } from '../plan/keys.js';
import type { PlannedFilter } from '../plan/planned-filter.js';
import { createGrouping, reaches } from '../threshold/groups.js';
import type { PlannedThreshold } from '../threshold/plan-threshold.js';
import { alertList } from './alert-list.js';
import type { QueryRun } from './query-run.js';

/**
 * Runs a threshold rule: one alert for each group that reaches the threshold, with all its events, in the
 * order of the groups' first events (docs/semantics/rule-types.md#threshold).
 */
export function runThreshold<Origin>(filter: PlannedFilter, threshold: PlannedThreshold): QueryRun<Origin> {
  const grouping = createGrouping<Origin>(threshold);
  return {
    read(event, origin, holds = filter.matches) {
      if (holds(event)) grouping.add(event, origin);
    },
    finish() {
      const groups = grouping.groups().filter((group) => reaches(group, threshold));
      return alertList(groups.length, (index) => ({
        events: groups[index]!.events,
        keys: printKeys(groups[index]!.keys, threshold.keys, 'text'),
      }));
    },
    disordered: () => false,
  };
}
