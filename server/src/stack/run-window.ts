import { isFault } from '../evaluate/prepare/unprepared.js';
import { planRuleWindow, type TimeWindow } from '../evaluate/prepare/window.js';
import type { Rule } from '../rule/rule.js';

/**
 * Returns the window of a run at a time in nanoseconds since 1970: of `last` milliseconds, else that of the
 * rule.
 */
export function windowOf(rule: Rule, now: bigint, last: number | undefined): TimeWindow {
  const to = Number(now / 1_000_000n);
  if (last !== undefined) return { from: to - last, to };
  const window = planRuleWindow(rule, { mappingOf: () => undefined, now });
  return isFault(window) ? { from: 0, to } : window.at(now);
}

/** Returns the `from` of a rule that looks back this many milliseconds. */
export function lookbackOf(length: number): string {
  return `now-${Math.ceil(length / 1_000)}s`;
}

/** Returns a rule with another `from`, or the same rule if that is not a string. */
export function lookingBackTo(rule: Rule, from: unknown): Rule {
  return typeof from === 'string' ? { ...rule, table: { ...rule.table, from } } : rule;
}
