import { isRuleType, ruleTypes } from '../rule/schema/rule-types.js';
import type { JsonObject } from './json.js';

/** Why a payload is not a rule, and what to do about it. */
export interface UnusableRule {
  readonly message: string;
  readonly help: string;
}

/** Keys that a rule needs to be exported or imported. */
const neededKeys = ['rule_id', 'name', 'type'] as const;

/** Returns why a payload cannot be exchanged, or undefined if it has what each rule needs. */
export function unusableRule(rule: JsonObject): UnusableRule | undefined {
  for (const key of neededKeys) {
    const value = rule[key];
    if (typeof value === 'string' && value.trim() !== '') continue;
    const message =
      value === undefined ? `"${key}" is missing` : `"${key}" must be a string that is not empty`;
    return { message, help: `Write "${key}" as a string: Kibana does not import a rule without it.` };
  }
  if (isRuleType(rule.type)) return undefined;
  return { message: `unknown rule type "${String(rule.type)}"`, help: `Use one of ${ruleTypes.join(', ')}.` };
}
