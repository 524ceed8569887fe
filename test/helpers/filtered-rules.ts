import type { PreparedRule } from '../../server/src/evaluate/prepare/prepare-query.js';
import { prepareRule } from '../../server/src/evaluate/prepare/prepare-rule.js';
import type { RuleInputs } from '../../server/src/evaluate/prepare/rule-inputs.js';
import type { UnpreparedRule } from '../../server/src/evaluate/prepare/unprepared.js';
import { startRule } from '../../server/src/evaluate/run/run-rule.js';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import { readRule } from '../../server/src/rule/rule.js';
import { parseToml } from '../../server/src/toml/document.js';

/** When the rules run. */
export const now = '2026-03-10T12:00:00Z';

/** A rule whose query is `tag: x`, with filters written in TOML. */
export function prepare(filters: string, inputs: RuleInputs = {}): PreparedRule | UnpreparedRule {
  const text = `[metadata]\n[rule]\ntype = "query"\nlanguage = "kuery"\nquery = 'tag: x'\n${filters}`;
  return prepareRule(readRule(parseToml(text)), { now, fields: { items: 'nested', note: 'text' } }, inputs);
}

/** The same; throws when it cannot run. */
export function prepared(filters: string, inputs: RuleInputs = {}): PreparedRule {
  const result = prepare(filters, inputs);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result;
}

/** The numbers of the events that raise an alert; each has `tag: x`. */
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

/** A filter in TOML. */
export const filter = (query: string, meta = ''): string =>
  `[[rule.filters]]\nquery = ${query}\nmeta = {${meta}}\n"$state" = {store = "appState"}\n`;

/** An event with the name of a user. */
export const user = (name: unknown): EventObject => ({ user: { name } });

/** A filter among those that another combines. */
export const part = (query: string, keys = ''): string => `{query = ${query}, meta = {${keys}}}`;
/** A filter that combines others. */
export const combined = (relation: string, parts: string, keys = ''): string =>
  `[[rule.filters]]\nmeta = {type = "combined", relation = "${relation}", params = [${parts}]${keys && `, ${keys}`}}\n`;

/** What a filter asks, events, and the numbers of those that satisfy it. */
