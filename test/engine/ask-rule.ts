import type { ExceptionItem } from '../../server/src/evaluate/filters/check-exception.js';
import type { PreparedRule } from '../../server/src/evaluate/prepare/prepare-query.js';
import { prepareRule } from '../../server/src/evaluate/prepare/prepare-rule.js';
import { isFault } from '../../server/src/evaluate/prepare/unprepared.js';
import { type Alert, startRule } from '../../server/src/evaluate/run/run-rule.js';
import { type Rule, readRule } from '../../server/src/rule/rule.js';
import type { RuleType } from '../../server/src/rule/schema/rule-types.js';
import type { Dsl } from '../../server/src/stack/requests/dsl.js';
import { fieldsOfCatalogue } from '../../server/src/stack/requests/request-fields.js';
import { searchRequest } from '../../server/src/stack/requests/search-request.js';
import { parseToml } from '../../server/src/toml/document.js';
import type { DocumentSet } from './document-set.js';
import type { Refusal } from './question.js';

/** The time at which all rules run. */
export const runAt = '2026-03-02T00:00:00.000Z';
const runTime = BigInt(Date.parse(runAt)) * 1_000_000n;

const noRule = readRule(parseToml('[metadata]\n[rule]\n'));

/** Returns a rule without a file. */
export function makeRule(type: RuleType, language: string, text: string, table: object = {}): Rule {
  const query = { path: ['rule', 'query'], text, string: () => undefined, place: () => undefined };
  return { ...noRule, type, language, query, table: { ...table } as Rule['table'] };
}

/**
 * Returns the request that the detection engine would send for a rule over all documents, or undefined if the
 * rule cannot run.
 */
export function requestBody(
  rule: Rule,
  set: DocumentSet,
  exceptions: readonly ExceptionItem[] = [],
): Dsl | undefined {
  const fields = fieldsOfCatalogue(set.catalogue);
  const window = rule.type === 'new_terms' ? {} : { window: false as const };
  const request = searchRequest(rule, { now: runTime, fields, exceptions, size: 50_000, ...window });
  return isFault(request) || request.kind !== 'search' ? undefined : request.body;
}

/** Prepares a rule for documents with a known mapping, or returns why it cannot. */
export function prepareFor(
  rule: Rule,
  { catalogue }: DocumentSet,
  exceptions: readonly ExceptionItem[] = [],
): PreparedRule | Refusal {
  const prepared = prepareRule(
    rule,
    { now: runAt, isInEvents: () => false },
    { fields: catalogue, exceptions },
  );
  if (prepared.ok) return prepared;
  const [problem] = prepared.problems;
  return {
    refused: problem?.message ?? 'no reason',
    ...(problem?.code === 'not-supported' && { isOurs: true }),
  };
}

/** Returns the alerts of our evaluator with their document numbers, or why it raises none. */
export function alertsOf(
  prepared: PreparedRule | Refusal,
  { documents }: DocumentSet,
): readonly Alert<number>[] | Refusal {
  if ('refused' in prepared) return prepared;
  const run = startRule<number>(prepared);
  for (const [number, document] of documents.entries()) run.read(document, number);
  const { alerts, problem } = run.finish();
  return problem ? { refused: problem.message } : alerts.slice();
}

/**
 * Returns the numbers of the documents that a rule matches individually, in order, or why it has no answer.
 */
export function matchesOf(
  rule: Rule,
  set: DocumentSet,
  exceptions: readonly ExceptionItem[] = [],
): readonly string[] | Refusal {
  const alerts = alertsOf(prepareFor(rule, set, exceptions), set);
  return 'refused' in alerts ? alerts : alerts.map(({ events }) => String(events[0]));
}
