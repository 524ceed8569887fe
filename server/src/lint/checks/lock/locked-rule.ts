import type { Analysis } from '../../../analysis/analysis.js';
import type { LockedRule } from '../../../rule/checkout/checkout.js';

/**
 * What the version lock of the checkout holds of the rule; undefined for a rule that has not been shipped, and where
 * versions are not locked.
 */
export function lockedRule({ checkout, rule, others }: Analysis): LockedRule | undefined {
  const { id } = rule;
  if (!checkout || checkout.settings.bypassVersionLock || id === undefined) return undefined;
  const locked = checkout.locked.get(id);
  // A copy with the id of a shipped rule is another rule: its id is at fault.
  if (!locked || locked.name === rule.name) return locked;
  return others?.withId(id).some(({ name }) => name === locked.name) ? undefined : locked;
}

/** The name or type that the rule was shipped with, where it has another now. */
export function formerValue(analysis: Analysis, key: 'name' | 'type'): string | undefined {
  const locked = lockedRule(analysis)?.[key];
  const current = analysis.rule[key];
  return locked === '' || current === undefined || locked === current ? undefined : locked;
}

/** An example: a rule with this key that was shipped with the name "A" and the type "query". */
export function shippedRule(key: string): string {
  return `#- rules/a.toml
rule_id = "00000000-0000-4000-8000-00000000000a"
${key}
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`;
}
