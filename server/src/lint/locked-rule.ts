import type { LockedRule } from '../rule/checkout/checkout.js';
import type { Analysis } from './analysis.js';

/**
 * What the version lock of the checkout holds of the rule; undefined for a rule that has not been shipped, and where
 * versions are not locked (spec/LINTS.md section C).
 */
export function lockedRule({ checkout, rule }: Analysis): LockedRule | undefined {
  if (!checkout || checkout.settings.bypassVersionLock || rule.id === undefined) return undefined;
  return checkout.locked.get(rule.id);
}
