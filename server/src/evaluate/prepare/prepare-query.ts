import type { FieldCatalogue } from '../../fields/catalogue.js';
import { readIsoDate } from '../../fields/dates.js';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import { type FieldMapping, type FieldType, toFieldMapping } from '../../fields/field-type.js';
import { integrationTypes } from '../../fields/integration-types.js';
import { parentNames } from '../../fields/parent-names.js';
import type { QueryLanguage } from '../../query/languages.js';
import { NotEvaluable } from '../esql/failure.js';
import type { Answers, LookupTable } from '../esql/stage.js';
import { LuceneNotEvaluated } from '../lucene/plan.js';
import { EvaluationError } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import type { PlannedQuery } from '../plan/planned-query.js';
import type { PreparingContext } from '../plan/planner.js';
import { type EvaluatedLanguage, isEvaluated, plannerOf } from '../plan/planners.js';
import type { UnpreparedRule } from './unprepared.js';

/** Options of an evaluation. See docs/library.md#options for the defaults. */
export interface EvaluateOptions {
  readonly timestampField?: string;
  readonly tiebreakerField?: string;
  readonly eventCategoryField?: string;
  readonly size?: number;
  readonly resultPosition?: 'head' | 'tail';
  readonly maxSamplesPerKey?: number;
  /** The base of date math in ISO 8601, by default the current time. */
  readonly now?: string;
  /** The mapping, which wins over the catalogue. */
  readonly fields?: Readonly<Record<string, FieldType>>;
  /** Whether a field that is in neither `fields` nor the catalogue nor any event is an error. */
  readonly strictFields?: boolean;
  /** Lookup tables and enrich policies that an ES|QL query can join. */
  readonly tables?: ReadonlyMap<string, LookupTable>;
  /** A language model's answers to COMPLETION: one string for all rows, or one for each row in order. */
  readonly answers?: Answers;
  /** Known fields, by default the Elastic Common Schema. */
  readonly catalogue?: FieldCatalogue;
}

/** What preparing needs besides the options of an evaluation. */
export interface PrepareOptions extends EvaluateOptions {
  /**
   * Returns whether any event has a value in the field. If missing, unlisted optional fields count as mapped.
   */
  readonly isInEvents?: (name: string) => boolean;
  /** The base of date math in ISO 8601 if `now` is missing. It does not determine when a rule runs. */
  readonly clock?: string;
}

/** A query that can run. Spans of its problems and explanations are offsets in `queryText`. */
export interface PreparedRule {
  readonly ok: true;
  readonly queryText: string;
  readonly language: EvaluatedLanguage;
  readonly planned: PlannedQuery;
  /** The context that it was planned for. */
  readonly context: PlanContext;
  readonly timestampField: string;
  readonly tiebreakerField: string | undefined;
}

/**
 * Parses, checks and plans a query. Returns problems if one of them is an error, or if the language cannot be
 * evaluated.
 */
export function prepareQuery(
  text: string,
  language: QueryLanguage,
  options: PrepareOptions,
): PreparedRule | UnpreparedRule {
  if (!isEvaluated(language))
    return notSupported(`queries in ${language} cannot be evaluated yet`, text.length);
  const context = createContext(options);
  const planner = plannerOf(language);
  const { tree, problems } = planner.language.parse(text);
  if (!tree || problems.length > 0) return { ok: false, problems };
  const checked = planner.check(text, tree, context);
  if (checked.some((problem) => problem.severity === 'error')) return { ok: false, problems: checked };
  try {
    return {
      ok: true,
      queryText: text,
      language,
      planned: planner.plan(tree, text, context),
      context,
      timestampField: options.timestampField ?? '@timestamp',
      tiebreakerField: options.tiebreakerField,
    };
  } catch (error) {
    if (error instanceof LuceneNotEvaluated)
      return notSupported(`the query uses ${error.message}, which cannot be evaluated`, text.length);
    if (error instanceof NotEvaluable) {
      const { message, start, end } = error;
      return {
        ok: false,
        problems: [{ code: 'not-supported', severity: 'information', message, span: { start, end } }],
      };
    }
    if (!(error instanceof EvaluationError)) throw error;
    return {
      ok: false,
      problems: [
        { code: `${language}-runtime`, severity: 'error', message: error.message, span: error.span },
      ],
    };
  }
}

/** Returns a reason that is not the query's fault: the severity is information (docs/library.md#evaluate). */
export function notSupported(message: string, length = 0): UnpreparedRule {
  return {
    ok: false,
    problems: [{ code: 'not-supported', severity: 'information', message, span: { start: 0, end: length } }],
  };
}

function createContext(options: PrepareOptions): PreparingContext {
  const catalogue = options.catalogue ?? loadEcsCatalogue();
  const timestampField = options.timestampField ?? '@timestamp';
  const given = new Map(
    Object.entries(options.fields ?? {}).map(([name, type]) => [name, toFieldMapping(type)]),
  );
  const mappingOf = (name: string): FieldMapping | undefined => {
    const own = given.get(name);
    if (own) return own;
    const listed = catalogue.get(name)?.mapping;
    const declared = integrationTypes.get(name);
    if (listed && listed.type !== 'object' && listed.type !== 'nested') return { ...listed, ...declared };
    if (declared) return declared;
    if (name === timestampField) return { type: 'date' };
    return isInFlattened(name, (parent) => given.get(parent) ?? catalogue.get(parent)?.mapping)
      ? { type: 'flattened' }
      : undefined;
  };
  const { isInEvents = () => true } = options;
  return {
    mappingOf,
    isMapped: (name) =>
      given.has(name) || catalogue.knows(name) || name === timestampField || isInEvents(name),
    eventCategoryField: options.eventCategoryField ?? 'event.category',
    now: nowOf(options.now ?? options.clock),
    givenFields: [...given.keys()],
    ...(options.tables ? { tables: options.tables } : {}),
    ...(options.answers === undefined ? {} : { answers: options.answers }),
    knownNames: () => [...given.keys(), ...catalogue.names()],
    strict: options.strictFields === true,
    containerOf(name) {
      const listed = catalogue.get(name)?.mapping;
      return listed?.type === 'object' || listed?.type === 'nested' ? listed : undefined;
    },
  };
}

/** Returns whether a name is below a `flattened` field, where every value is a keyword. */
function isInFlattened(name: string, mappingOf: (name: string) => FieldMapping | undefined): boolean {
  for (const parent of parentNames(name)) if (mappingOf(parent)?.type === 'flattened') return true;
  return false;
}

/** Returns an ISO time, or the current time, in nanoseconds since 1970. */
export function nowOf(text: string | undefined): bigint {
  const instant = text === undefined ? undefined : readIsoDate(text);
  return instant?.from ?? BigInt(Date.now()) * 1_000_000n;
}
