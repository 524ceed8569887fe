import type { ExceptionItem } from '../../evaluate/filters/check-exception.js';
import { prepareRuleForEvents } from '../../evaluate/prepare/prepare-rule.js';
import { isFault, type RuleFault } from '../../evaluate/prepare/unprepared.js';
import type { TimeWindow } from '../../evaluate/prepare/window.js';
import { startRule } from '../../evaluate/run/run-rule.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Rule } from '../../rule/rule.js';
import type { Stack } from '../open-stack.js';
import { fieldsOfCatalogue } from '../requests/request-fields.js';
import { type EngineRequest, type SearchRequest, searchRequest } from '../requests/search-request.js';
import { askFields } from './ask-fields.js';
import { eventOf } from './documents.js';
import { mostHits, searchDocuments } from './event-search.js';
import { indicesOf } from './indices.js';
import { runRequest } from './run-request.js';
import type { StackResult } from './stack-alert.js';

/** Options for running a rule on a stack. */
export interface StackRun {
  /** In nanoseconds since 1970. */
  readonly now: bigint;
  /** The events to search; the default is the rule's own window. */
  readonly window?: TimeWindow;
  readonly exceptions: readonly ExceptionItem[];
  /** Limit of alerts. */
  readonly size: number;
}

/** The result of a run on a stack, and its options. */
export interface StackOutcome extends StackResult {
  readonly index: readonly string[];
  readonly fields: FieldCatalogue;
}

/** Runs a rule on Elasticsearch. Returns a fault for a rule that cannot run. Throws `StackError`. */
export async function runOnStack(
  rule: Rule,
  stack: Stack,
  { now, window, exceptions, size }: StackRun,
  signal?: AbortSignal,
): Promise<StackOutcome | RuleFault> {
  const elasticsearch = stack.elasticsearch();
  const index = await indicesOf(rule, stack, signal);
  const fields = await askFields(elasticsearch, index, signal);
  const request = searchRequest(rule, {
    now,
    fields: fieldsOfCatalogue(fields),
    exceptions,
    size,
    ...(window && { window }),
  });
  if (isFault(request)) return request;
  const placed = withIndex(request, index);
  const result =
    placed.kind === 'threat-match'
      ? await runThreatMatch(rule, stack, placed, { exceptions, fields, size }, signal)
      : await runRequest(elasticsearch, rule, placed, size, signal);
  return isFault(result) ? result : { ...result, index, fields };
}

function withIndex(request: EngineRequest, index: readonly string[]): EngineRequest {
  if (request.kind === 'esql') return request;
  if (request.kind !== 'threat-match') return { ...request, index };
  return { ...request, events: { ...request.events, index } };
}

interface ThreatRun {
  readonly exceptions: readonly ExceptionItem[];
  readonly fields: FieldCatalogue;
  readonly size: number;
}

/**
 * Runs an indicator match. Kibana compares events and indicators itself; here both are fetched and compared
 * locally.
 */
async function runThreatMatch(
  rule: Rule,
  stack: Stack,
  { events, indicators }: { readonly events: SearchRequest; readonly indicators: SearchRequest },
  { exceptions, fields, size }: ThreatRun,
  signal?: AbortSignal,
): Promise<StackResult | RuleFault> {
  const elasticsearch = stack.elasticsearch();
  const found = await searchDocuments(elasticsearch, events, mostHits, signal);
  const known = await searchDocuments(elasticsearch, indicators, mostHits, signal);
  const incomplete = [...found.incomplete, ...known.incomplete];
  if (found.total > found.documents.length)
    incomplete.push(
      `${found.total} events match the query, and only ${found.documents.length} were compared`,
    );
  if (known.total > known.documents.length)
    incomplete.push(`there are ${known.total} indicators, and only ${known.documents.length} were compared`);
  const documents = found.documents.map(eventOf);
  const prepared = prepareRuleForEvents(rule, documents, undefined, {
    exceptions,
    fields,
    indicators: known.documents.map(eventOf),
  });
  if (!prepared.ok) return { fault: prepared.problems[0]?.message ?? 'the rule cannot run', at: ['rule'] };
  const run = startRule<number>(prepared);
  for (const [number, event] of documents.entries()) run.read(event, number);
  const alerts = run
    .finish()
    .alerts.slice(0, size)
    .map(({ events: numbers, ...rest }) => ({
      ...rest,
      documents: numbers.map((number) => (number === null ? null : found.documents[number]!)),
    }));
  return {
    alerts,
    incomplete,
    notes: ['events and indicators were fetched, and compared here'],
  };
}
