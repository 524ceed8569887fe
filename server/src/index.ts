import { isObject } from './text/plain-objects.js';

/**
 * The Rulewright library: parse and check queries, run them on events in memory, lint rules. Everything is
 * plain data; nothing here reads files or opens connections.
 */

import { readTables } from './evaluate/esql/table-json.js';
import type { WrittenTable } from './evaluate/esql/written-table.js';
import { evaluateQuery } from './evaluate/evaluate.js';
import {
  evaluateOptionNames,
  givenOptions,
  requireEvaluateOptions,
  requireText,
} from './evaluate/prepare/call-options.js';
import type { EventObject } from './evaluate/values/access.js';
import { loadEcsCatalogue } from './fields/ecs.js';
import { type FieldMapping, type FieldType, toFieldMapping } from './fields/field-type.js';
import { type LintOptions, lintOptions } from './lint/call-options.js';
import { lintRule as lintRuleText } from './lint/run.js';
import type { Language as QueryLanguage } from './query/language.js';
import { languageOf } from './query/languages.js';
import { type Finding, toFinding } from './text/finding.js';
import { indexLines } from './text/lines.js';
import type { Problem, ProblemCode, Severity } from './text/problem.js';

export type { FieldType, Finding, LintOptions, ProblemCode, Severity, WrittenTable as LookupTable };

/**
 * Query languages: EQL, KQL, Lucene and ES|QL. All of them are checked and evaluated.
 */
export type Language = 'eql' | 'kuery' | 'lucene' | 'esql';

/** A problem of a query. */
export interface QueryProblem {
  /** Stable name: `eql-syntax`, `eql-type`, `field-unknown` ... */
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  /** Offset in the query in UTF-16 code units. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The result of a check. `ok`: no problem of severity error. */
export interface QueryCheck {
  readonly ok: boolean;
  readonly problems: QueryProblem[];
}

export interface CheckOptions {
  /** The mapping: types of fields, which override those of ECS. */
  readonly fields?: Readonly<Record<string, FieldType>>;
  /** Report a field that is in neither `fields` nor ECS as an error. */
  readonly strictFields?: boolean;
  /** The field that `process where` tests; the default is `event.category`. */
  readonly eventCategoryField?: string;
}

export interface EvaluateOptions {
  /** The default is `@timestamp`. Events without it keep their position in the input. */
  readonly timestampField?: string;
  /** Orders events with the same time; there is no default. */
  readonly tiebreakerField?: string;
  /** The default is `event.category`. */
  readonly eventCategoryField?: string;
  /** Limit of results; the default is no limit. */
  readonly size?: number;
  /** Which end of the results `size` keeps; the default is `tail`, the latest. */
  readonly resultPosition?: 'head' | 'tail';
  /** The default is 1. */
  readonly maxSamplesPerKey?: number;
  /** The base of date math, ISO 8601; the default is the current time. */
  readonly now?: string;
  /** The mapping: types of fields, which override those of ECS and JSON. */
  readonly fields?: Readonly<Record<string, FieldType>>;
  /** Report a field that is in neither `fields` nor ECS nor any event as an error. */
  readonly strictFields?: boolean;
  /** Lookup tables and enrich policies by name, for ES|QL. */
  readonly tables?: Readonly<Record<string, WrittenTable>>;
}

export interface EvaluateRequest {
  readonly language: Language;
  readonly query: string;
  /** Events as parsed JSON; keys may be nested or dotted. They are not modified. */
  readonly events: readonly object[];
  readonly options?: EvaluateOptions | null;
}

/** Results name events by their index in the request, in the order Elasticsearch returns them. */
export type Evaluation =
  | { readonly kind: 'error'; readonly problems: QueryProblem[] }
  | { readonly kind: 'events'; readonly matches: number[] }
  | {
      readonly kind: 'sequences';
      readonly matches: { readonly joinKeys: unknown[]; readonly events: (number | null)[] }[];
    }
  | {
      readonly kind: 'samples';
      readonly matches: { readonly joinKeys: unknown[]; readonly events: number[] }[];
    }
  | {
      readonly kind: 'table';
      readonly columns: { readonly name: string; readonly type: string }[];
      readonly rows: unknown[][];
      /** Elasticsearch's warnings. */
      readonly warnings: string[];
    };

/** Parses a query. Never throws for an invalid query. */
export function parseQuery(language: Language, query: string): QueryCheck {
  requireText(query, 'query');
  const known = requireLanguage(language);
  return toCheck(known.check ? known.parse(query).problems : [notChecked(language, query)]);
}

/**
 * Parses a query and checks its functions, types and fields. Field types are those given, then those of ECS.
 */
export function checkQuery(language: Language, query: string, options?: CheckOptions | null): QueryCheck {
  // The options of `evaluate` are accepted, too: that they have no effect here is not an error.
  const { fields, strictFields }: CheckOptions = givenOptions(options, evaluateOptionNames, 'checkQuery');
  requireEvaluateOptions({ fields, strictFields });
  requireText(query, 'query');
  const known = requireLanguage(language);
  if (!known.check) return toCheck([notChecked(language, query)]);
  const { tree, problems } = known.parse(query);
  if (!tree || problems.length > 0) return toCheck(problems);
  const catalogue = loadEcsCatalogue();
  const mapped = new Map(Object.entries(fields ?? {}).map(([name, type]) => [name, toFieldMapping(type)]));
  const mappingOf = (name: string): FieldMapping | undefined =>
    mapped.get(name) ?? catalogue.get(name)?.mapping;
  const isMapped = (name: string): boolean => mapped.has(name) || catalogue.knows(name);
  const knownNames = (): Iterable<string> => [...mapped.keys(), ...catalogue.names()];
  const context = { mappingOf, ...(strictFields ? { isMapped, knownNames } : {}) };
  return toCheck(known.check(query, tree, context));
}

/**
 * Runs a query on events in memory, with the result that Elasticsearch would return: events, sequences or
 * samples, or a table for ES|QL.
 * Requirements of a rule outside its query, such as a threshold, are not included. Never throws for an
 * invalid query or unusual events; throws a TypeError for an invalid call.
 */
export function evaluate(request: EvaluateRequest): Evaluation {
  if (typeof request !== 'object' || request === null) throw new TypeError('evaluate takes a request object');
  requireText(request.query, 'query');
  requireLanguage(request.language);
  if (!Array.isArray(request.events)) throw new TypeError('evaluate takes events as an array');
  const events = request.events.map((event: unknown): EventObject => (isObject(event) ? event : {}));
  const options = givenOptions(request.options, evaluateOptionNames, 'evaluate');
  requireEvaluateOptions(options);
  const { tables, ...others } = options;
  const result = evaluateQuery({
    language: request.language,
    query: request.query,
    events,
    options: { ...others, ...(tables ? { tables: readTables(tables) } : {}) },
  });
  if (result.kind === 'error') return { kind: 'error', problems: result.problems.map(toQueryProblem) };
  return result as Evaluation;
}

/**
 * Checks any text as a rule. Lines and columns are one-based; a byte order mark does not count as a column,
 * as in an editor. Never throws for an invalid rule; throws a TypeError for an invalid call.
 */
export function lintRule(text: string, options?: LintOptions | null): Finding[] {
  requireText(text, 'text');
  const settled = lintOptions(options);
  const written = text.startsWith('\ufeff') ? text.slice(1) : text;
  const lines = indexLines(written);
  return lintRuleText(written, settled).map((problem) => toFinding(problem, lines));
}

function requireLanguage(id: unknown): QueryLanguage<unknown> {
  const known = languageOf(id);
  if (known) return known;
  throw new TypeError(`language must be eql, kuery, lucene or esql, not ${JSON.stringify(id)}`);
}

function notChecked(language: Language, query: string): Problem {
  const message = `queries in ${language} are not checked yet`;
  return { code: 'not-checked', severity: 'information', message, span: { start: 0, end: query.length } };
}

function toQueryProblem({ code, severity, message, help, span }: Problem): QueryProblem {
  return {
    code,
    severity,
    message,
    ...(help === undefined ? {} : { help }),
    start: span.start,
    end: span.end,
  };
}

function toCheck(problems: readonly Problem[]): QueryCheck {
  return {
    ok: problems.every((problem) => problem.severity !== 'error'),
    problems: problems.map(toQueryProblem),
  };
}
