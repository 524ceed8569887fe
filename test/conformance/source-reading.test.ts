import { expect } from 'vitest';
import { runAsEngine } from '../../server/src/evaluate/engine/run-as-engine.js';
import { evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import type { EvaluateOptions } from '../../server/src/evaluate/prepare/prepare-query.js';
import { prepareRuleForEvents } from '../../server/src/evaluate/prepare/prepare-rule.js';
import { type RuleResult, startRule } from '../../server/src/evaluate/run/run-rule.js';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import { lintRule } from '../../server/src/lint/run.js';
import { readRule } from '../../server/src/rule/rule.js';
import { parseToml } from '../../server/src/toml/document.js';
import { checkCases } from '../helpers/cases.js';

/** A case taken from the source of Elasticsearch or Kibana. */

interface SourceCase {
  readonly id: string;
  readonly query: string;
  readonly events: readonly EventObject[];
}

interface QueryCase extends SourceCase {
  readonly options: EvaluateOptions;
  /** A string is the reason why the search fails. */
  readonly expected: readonly number[] | string;
}

checkCases<QueryCase>('eql/source-reading.jsonl', ({ query, events, options, expected }) => {
  const result = evaluateQuery({ language: 'eql', query, events, options });
  if (typeof expected === 'string') {
    expect(result.kind).toBe('error');
    return;
  }
  if (result.kind === 'error') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  if (result.kind === 'table') throw new Error('rows');
  expect(result.matches).toEqual(expected);
});

/** An event, the events of a sequence, or an alert for several events of one group. */
type ReceivedAlert =
  | number
  | readonly number[]
  | (Readonly<Record<string, string>> & { readonly events: readonly number[] });

interface RuleCase extends SourceCase {
  readonly options: { readonly cli: string; readonly indicators?: readonly EventObject[] };
  readonly expected: { readonly alerts: readonly ReceivedAlert[] };
}

checkCases<RuleCase>('engine/source-reading.jsonl', ({ query, events, options, expected }) => {
  const rule = readRule(parseToml(query));
  const inputs = options.indicators ? { indicators: options.indicators } : {};
  const alerts = options.cli.includes('--as-engine')
    ? runAsEngine(rule, events, inputs).result!.alerts
    : resultOf(rule, events, inputs).alerts;
  const found = alerts.slice().map(({ events: members, suppressed }) => [...members, ...(suppressed ?? [])]);
  expect(found).toEqual(
    expected.alerts.map((alert) =>
      typeof alert === 'number' ? [alert] : 'events' in alert ? alert.events : alert,
    ),
  );
});

function resultOf(
  rule: Parameters<typeof runAsEngine>[0],
  events: readonly EventObject[],
  inputs: object,
): RuleResult<number> {
  const prepared = prepareRuleForEvents(rule, events, undefined, inputs);
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  const run = startRule<number>(prepared);
  events.forEach((event, index) => {
    run.read(event, index);
  });
  return run.finish();
}

interface ValidationCase {
  readonly id: string;
  readonly toml: string;
  readonly verdict: string;
}

/** What Kibana accepts but handles in a surprising way must be reported, with any severity. */
checkCases<ValidationCase>('engine/kibana-validation.jsonl', ({ toml, verdict }) => {
  const findings = lintRule(toml);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (verdict === 'ok') expect(errors.map(({ message }) => message)).toEqual([]);
  else expect(verdict === 'refused' ? errors : findings).not.toEqual([]);
});
