import type { PreparedRule } from '../../server/src/evaluate/prepare/prepare-query.js';
import { prepareRule } from '../../server/src/evaluate/prepare/prepare-rule.js';
import type { RuleInputs } from '../../server/src/evaluate/prepare/rule-inputs.js';
import type { UnpreparedRule } from '../../server/src/evaluate/prepare/unprepared.js';
import { startRule } from '../../server/src/evaluate/run/run-rule.js';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import { readRule } from '../../server/src/rule/rule.js';
import { parseToml } from '../../server/src/toml/document.js';

/** The time at which the rules run. */
export const now = '2026-03-10T12:00:00Z';

/** Prepares a rule with the query `tag: x` and filters written in TOML. */
export function prepare(filters: string, inputs: RuleInputs = {}): PreparedRule | UnpreparedRule {
  const text = `[metadata]\n[rule]\ntype = "query"\nlanguage = "kuery"\nquery = 'tag: x'\n${filters}`;
  return prepareRule(readRule(parseToml(text)), { now, fields: { items: 'nested', note: 'text' } }, inputs);
}

/** Does the same, but throws if the rule cannot run. */
export function prepared(filters: string, inputs: RuleInputs = {}): PreparedRule {
  const result = prepare(filters, inputs);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result;
}

/** Returns the numbers of the events that raise an alert; each event has `tag: x`. */
export function numbersOf(rule: PreparedRule, events: readonly EventObject[]): number[] {
  const run = startRule<number>(rule);
  events.forEach((event, index) => {
    run.read({ tag: 'x', ...event }, index);
  });
  return run
    .finish()
    .alerts.slice()
    .map(({ events: [number] }) => number!);
}

/** Returns a filter in TOML. */
export const filter = (query: string, meta = ''): string =>
  `[[rule.filters]]\nquery = ${query}\nmeta = {${meta}}\n"$state" = {store = "appState"}\n`;

/** Returns an event with a user name. */
export const user = (name: unknown): EventObject => ({ user: { name } });

/** Returns a filter for a list that another filter combines. */
export const part = (query: string, keys = ''): string => `{query = ${query}, meta = {${keys}}}`;
/** Returns a filter that combines others. */
export const combined = (relation: string, parts: string, keys = ''): string =>
  `[[rule.filters]]\nmeta = {type = "combined", relation = "${relation}", params = [${parts}]${keys && `, ${keys}`}}\n`;

/** What a filter asks, events, and the numbers of those that satisfy it. */
