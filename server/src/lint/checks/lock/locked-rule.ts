import type { Analysis } from '../../../analysis/analysis.js';
import type { LockedRule } from '../../../rule/checkout/checkout.js';

/**
 * Returns the rule's entry in the checkout's version lock, or undefined for a rule that has not been shipped,
 * and if versions are not locked.
 */
export function lockedRule({ checkout, rule, others }: Analysis): LockedRule | undefined {
  const { id } = rule;
  if (!checkout || checkout.settings.bypassVersionLock || id === undefined) return undefined;
  const locked = checkout.locked.get(id);
  // A copy with the id of a shipped rule is another rule: its id is the mistake.
  if (!locked || locked.name === rule.name) return locked;
  return others?.withId(id).some(({ name }) => name === locked.name) ? undefined : locked;
}

/** Returns the name or type that the rule was shipped with, if it has changed. */
export function formerValue(analysis: Analysis, key: 'name' | 'type'): string | undefined {
  const locked = lockedRule(analysis)?.[key];
  const current = analysis.rule[key];
  return locked === '' || current === undefined || locked === current ? undefined : locked;
}

/** Returns an example: a rule with this key that was shipped with the name "A" and the type "query". */
export function shippedRule(key: string): string {
  return `#- rules/a.toml
rule_id = "00000000-0000-4000-8000-00000000000a"
${key}
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`;
}
