import type { RuleDiff } from './rule-diff.js';

/** Returns whether the same events raise alerts as before, as far as is known. */
export function isQuiet({ status, logic, tests, events }: RuleDiff): boolean {
  return (
    status !== 'added' &&
    status !== 'removed' &&
    logic === 'equal' &&
    tests.length === 0 &&
    events.gained.length + events.lost.length === 0
  );
}
