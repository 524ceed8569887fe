import { prepareRuleForEvents } from '../../../server/src/evaluate/prepare/prepare-rule.js';
import type { EventObject } from '../../../server/src/evaluate/values/access.js';
import { loadEcsCatalogue } from '../../../server/src/fields/ecs.js';
import { synthesize } from '../../../server/src/prove/synthesis/synthesize.js';
import { looksLikeRule } from '../../../server/src/rule/looks-like-rule.js';
import { type Rule, readRule } from '../../../server/src/rule/rule.js';
import { engineClock } from '../../../server/src/testing/engine-clock.js';
import { meetsExpectation } from '../../../server/src/testing/run-case.js';
import { defaultNow } from '../../../server/src/testing/test-file.js';
import { parseToml } from '../../../server/src/toml/document.js';

/** Returns a rule of a type that can be compared, or undefined for any other file. */
export function comparedRule(text: string): Rule | undefined {
  if (!looksLikeRule(text)) return undefined;
  const rule = readRule(parseToml(text));
  return !rule.deprecated && rule.type !== undefined && rule.query ? rule : undefined;
}

/** Types for which geneve has no values, with the nearest type that it has. */
const nearest: Readonly<Record<string, string>> = { constant_keyword: 'keyword', match_only_text: 'text' };

/** Returns the ECS fields with their mapping types, limited to those geneve knows. */
export function fieldTypes(): Record<string, string> {
  const catalogue = loadEcsCatalogue();
  return Object.fromEntries(
    catalogue.names().map((name) => {
      const { type } = catalogue.get(name)!.mapping;
      return [name, nearest[type] ?? type];
    }),
  );
}

/** Returns whether our events raise an alert, by running the rule on them. */
export function hasMatch(rule: Rule): boolean {
  return synthesize(rule, { match: true, nearMisses: false, eachValue: false, seed: 0 }).cases.length > 0;
}

/** Returns whether events raise an alert of a rule, or undefined if it cannot run. */
export function raisesAlert(rule: Rule, events: readonly EventObject[]): boolean | undefined {
  const prepared = prepareRuleForEvents(rule, events, engineClock(events, defaultNow), { indicators: [{}] });
  const some = { alerts: 'some', events: undefined, span: { start: 0, end: 0 } } as const;
  return prepared.ok ? meetsExpectation(prepared, events, some) : undefined;
}
