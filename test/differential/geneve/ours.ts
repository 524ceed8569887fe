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

/** Returns a rule of a type that can be compared; undefined for any other file. */
export function comparedRule(text: string): Rule | undefined {
  if (!looksLikeRule(text)) return undefined;
  const rule = readRule(parseToml(text));
  return !rule.deprecated && rule.type !== undefined && rule.query ? rule : undefined;
}

/** Types that geneve has no values for, by the nearest that it has. */
const nearest: Readonly<Record<string, string>> = { constant_keyword: 'keyword', match_only_text: 'text' };

/** Returns the fields of ECS with their types as mappings have them, as far as geneve knows them. */
export function fieldTypes(): Record<string, string> {
  const catalogue = loadEcsCatalogue();
  return Object.fromEntries(
    catalogue.names().map((name) => {
      const { type } = catalogue.get(name)!.mapping;
      return [name, nearest[type] ?? type];
    }),
  );
}

/** Whether events of ours raise an alert: they were run. */
export function hasMatch(rule: Rule): boolean {
  return synthesize(rule, { match: true, nearMisses: false, eachValue: false, seed: 0 }).cases.length > 0;
}

/** Whether events raise an alert of a rule; undefined where it cannot be run. */
export function raisesAlert(rule: Rule, events: readonly EventObject[]): boolean | undefined {
  const prepared = prepareRuleForEvents(rule, events, engineClock(events, defaultNow), { indicators: [{}] });
  const some = { alerts: 'some', events: undefined, span: { start: 0, end: 0 } } as const;
  return prepared.ok ? meetsExpectation(prepared, events, some) : undefined;
}
