import type { Analysis } from '../../../analysis/analysis.js';
import type { LockedRule } from '../../../rule/checkout/checkout.js';

/**
 * What the version lock of the checkout holds of the rule; undefined for a rule that has not been shipped, and where
 * versions are not locked (spec/LINTS.md section C).
 */
export function lockedRule({ checkout, rule, others }: Analysis): LockedRule | undefined {
  const { id } = rule;
  if (!checkout || checkout.settings.bypassVersionLock || id === undefined) return undefined;
  const locked = checkout.locked.get(id);
  // A copy with the id of a shipped rule is another rule: its id is at fault.
  if (!locked || locked.name === rule.name) return locked;
  return others?.withId(id).some(({ name }) => name === locked.name) ? undefined : locked;
}
