import type { FieldCatalogue } from '../fields/catalogue.js';
import { loadEcsCatalogue } from '../fields/ecs.js';
import { type FieldMapping, type FieldType, toFieldMapping } from '../fields/field-type.js';
import { checkEql } from '../query/eql/check.js';
import { parseEql } from '../query/eql/parse.js';
import type { EqlQuery } from '../query/eql/syntax.js';
import type { QueryLanguage } from '../query/syntax.js';
import type { Problem } from '../text/problem.js';
import type { PlanContext } from './eql/context.js';
import { type PlannedEql, planEql } from './eql/query.js';
import { limitResults, runSample, sequenceHits, sequenceKeys, startSequence } from './eql/run.js';
import { orderEvents } from './order.js';
import { EvaluationError } from './plan.js';
import type { SequenceMatch } from './sequence.js';
import { accessField, type EventObject } from './values/access.js';
import { readIsoDate } from './values/dates.js';

/** Options of an evaluation; what is left out has the default that DESIGN section 2 names. */
export interface EvaluateOptions {
  readonly timestampField?: string;
  readonly tiebreakerField?: string;
  readonly eventCategoryField?: string;
  readonly size?: number;
  readonly resultPosition?: 'head' | 'tail';
  readonly maxSamplesPerKey?: number;
  /** ISO 8601; the base of date math, the current time when not given. */
  readonly now?: string;
  /** The mapping; it wins over the catalogue. */
  readonly fields?: Readonly<Record<string, FieldType>>;
  /** A field in neither `fields` nor the catalogue nor any event is an error. */
  readonly strictFields?: boolean;
  /** Known fields; the Elastic Common Schema when not given. */
  readonly catalogue?: FieldCatalogue;
}

export interface EvaluateRequest {
  readonly language: QueryLanguage;
  readonly query: string;
  readonly events: readonly EventObject[];
  readonly options?: EvaluateOptions;
}

/** Matches are indexes into the events of the request, in result order. */
export type Evaluation =
  | { readonly kind: 'error'; readonly problems: readonly Problem[] }
  | { readonly kind: 'events'; readonly matches: readonly number[] }
  | {
      readonly kind: 'sequences';
      readonly matches: readonly { readonly joinKeys: readonly unknown[]; readonly events: readonly (number | null)[] }[];
    }
  | {
      readonly kind: 'samples';
      readonly matches: readonly { readonly joinKeys: readonly unknown[]; readonly events: readonly number[] }[];
    };

/** Runs a query over events in memory. Never throws on a bad query or odd events. */
export function evaluateQuery(request: EvaluateRequest): Evaluation {
  const { language, query, events, options = {} } = request;
  if (language !== 'eql') {
    const message = `queries in ${language} cannot be evaluated yet`;
    return failure([{ code: 'not-supported', severity: 'error', message, span: { start: 0, end: query.length } }]);
  }
  const prepared = prepareEql(query, { ...options, isInEvents: fieldFinder(events) });
  if ('problems' in prepared) return failure(prepared.problems);
  try {
    return run(prepared.planned, prepared.context, events, options);
  } catch (error) {
    return failure([asProblem(error)]);
  }
}

function failure(problems: readonly Problem[]): Evaluation {
  return { kind: 'error', problems };
}

function asProblem(error: unknown): Problem {
  if (!(error instanceof EvaluationError)) throw error;
  return { code: 'eql-runtime', severity: 'error', message: error.message, span: error.span };
}

/** A query that can run, with what it was planned for. */
export interface PreparedEql {
  readonly query: EqlQuery;
  readonly planned: PlannedEql;
  readonly context: PlanContext & MappingContext;
}

interface MappingContext {
  readonly mappingOf: (name: string) => FieldMapping | undefined;
}

/** What preparing needs beside the query. */
export interface PrepareOptions extends EvaluateOptions {
  /** Whether some event has a value in the field. When absent, optional fields that nothing lists count as mapped. */
  readonly isInEvents?: (name: string) => boolean;
}

/** Parses, checks and plans a query. Gives problems when one of them is an error. */
export function prepareEql(text: string, options: PrepareOptions): PreparedEql | { readonly problems: readonly Problem[] } {
  const parsed = parseEql(text);
  if (!parsed.tree || parsed.problems.length > 0) return { problems: parsed.problems };
  const context = createContext(options);
  const checked = checkEql(text, parsed.tree, {
    mappingOf: context.mappingOf,
    ...(options.strictFields ? { isMapped: context.isMapped, knownNames: () => context.knownNames } : {}),
  });
  if (checked.some((problem) => problem.severity === 'error')) return { problems: checked };
  try {
    return { query: parsed.tree, planned: planEql(parsed.tree, context), context };
  } catch (error) {
    return { problems: [asProblem(error)] };
  }
}

function createContext(options: PrepareOptions): PlanContext & { knownNames: readonly string[] } {
  const catalogue = options.catalogue ?? loadEcsCatalogue();
  const timestampField = options.timestampField ?? '@timestamp';
  const given = new Map(Object.entries(options.fields ?? {}).map(([name, type]) => [name, toFieldMapping(type)]));
  const mappingOf = (name: string): FieldMapping | undefined => {
    const own = given.get(name);
    if (own) return own;
    const listed = catalogue.get(name)?.mapping;
    if (listed && listed.type !== 'object' && listed.type !== 'nested') return listed;
    return name === timestampField ? { type: 'date' } : undefined;
  };
  const { isInEvents = () => true } = options;
  return {
    mappingOf,
    isMapped: (name) => given.has(name) || catalogue.knows(name) || name === timestampField || isInEvents(name),
    eventCategoryField: options.eventCategoryField ?? 'event.category',
    now: nowOf(options.now),
    knownNames: [...given.keys(), ...catalogue.names()],
  };
}

/** Nanoseconds since 1970 of an ISO time, or of the present. */
function nowOf(text: string | undefined): bigint {
  const instant = text === undefined ? undefined : readIsoDate(text);
  return instant?.from ?? BigInt(Date.now()) * 1_000_000n;
}

/** Whether any event has a value in a field; each field is looked for once. */
function fieldFinder(events: readonly EventObject[]): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    let found = known.get(name);
    if (found === undefined) {
      const access = accessField(name);
      found = events.some((event) => access.some(event, () => true));
      known.set(name, found);
    }
    return found;
  };
}

function run(
  planned: PlannedEql,
  context: MappingContext,
  events: readonly EventObject[],
  options: EvaluateOptions,
): Evaluation {
  const size = options.size ?? Number.POSITIVE_INFINITY;
  const limits = { size, resultPosition: options.resultPosition ?? 'tail' } as const;
  if (planned.kind === 'sample') {
    return { kind: 'samples', matches: runSample(planned, events, options.maxSamplesPerKey ?? 1, size) };
  }
  const timestampField = options.timestampField ?? '@timestamp';
  const { tiebreakerField } = options;
  const ordered = orderEvents(
    events,
    timestampField,
    context.mappingOf(timestampField),
    tiebreakerField === undefined ? undefined : { field: tiebreakerField, mapping: context.mappingOf(tiebreakerField) },
  );
  if (planned.kind === 'event') {
    const matches = ordered.filter(({ event }) => planned.filter.matches(event)).map(({ index }) => index);
    return { kind: 'events', matches: limitResults(matches, planned.pipes, limits) };
  }
  const found: SequenceMatch<number>[] = [];
  const matcher = startSequence<number>(planned, (match) => found.push(match));
  for (const { event, index, time } of ordered) {
    const hits = sequenceHits(planned, event);
    if (hits) matcher.read(index, time, hits);
  }
  matcher.finish();
  const matches = limitResults(found, planned.pipes, limits).map((match) => ({
    joinKeys: sequenceKeys(planned, match),
    events: [...match.events],
  }));
  return { kind: 'sequences', matches };
}
