import { familyOf } from '../../fields/field-type.js';
import { valueProblem } from '../../query/value-problem.js';
import { append } from '../../text/append.js';
import { isTable } from '../../toml/path.js';
import { planPresence, planScopedField } from '../kql/fields.js';
import { eitherTest, never, rangeTest, valueTest } from '../kql/value-test.js';
import type { FieldTest, PlanNode, PlannedField } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import { accessObjects } from '../values/objects.js';
import { wordsOf } from '../values/words.js';
import { type ClauseWriter, spanOfAll } from './clause-writer.js';
import { choicesOf, leastOf, numberOfChoices } from './minimum.js';
import { wildcardTest } from './wildcard-test.js';

/** The context of an Elasticsearch query. */
export interface DslPlace {
  readonly context: PlanContext;
  /** The path of the enclosing nested field, or empty for the event itself. */
  readonly path: string;
  readonly negated: boolean;
  /** The prefix of each clause in explanations. */
  readonly label: string;
  readonly writer: ClauseWriter;
  /** How many queries enclose it. */
  readonly depth?: number;
}

/** More deeply nested queries are not planned: the planner recurses once per level. */
const maximumDepth = 100;

/** A query that cannot be evaluated. The message names the cause, and follows "uses". */
export class NotEvaluatedError extends Error {}

/** A query that Elasticsearch rejects. The reason is a complete sentence. */
export class RefusedError extends NotEvaluatedError {
  constructor(readonly reason: string) {
    super(`what fails the search (${reason})`);
  }
}

type Table = Readonly<Record<string, unknown>>;

/**
 * Plans a Query DSL query from a rule's filters (docs/semantics/rule-types.md#filters). Throws a {@link
 * NotEvaluatedError} for queries that are not evaluated.
 */
export function planDsl(query: unknown, place: DslPlace): PlanNode {
  const [entry, ...others] = Object.entries(isTable(query) ? query : {});
  if (!entry || others.length > 0) throw new NotEvaluatedError('something that is not a query');
  const [kind, body] = entry;
  const plan = Object.hasOwn(planners, kind) ? planners[kind] : undefined;
  if (!plan || !isTable(body)) throw new NotEvaluatedError(`"${kind}"`);
  const { depth = 0 } = place;
  if (depth > maximumDepth)
    throw new NotEvaluatedError(`queries nested more than ${maximumDepth} levels deep`);
  return plan(body, { ...place, depth: depth + 1 });
}

const planners: Readonly<Record<string, (body: Table, place: DslPlace) => PlanNode>> = {
  bool: planBool,
  match_all: (_, place) => constant(true, place),
  match_none: (_, place) => constant(false, place),
  exists(body, place) {
    const { field } = allowed(body, 'exists', ['field', 'boost']);
    if (typeof field !== 'string') throw new NotEvaluatedError('"exists" without a field');
    const planned = planPresence(field, nowhere, place);
    return leaf(planned, { kind: 'exists' }, `${field}: *`, place);
  },
  term: ofValue('term', 'value', ['case_insensitive', 'boost'], (field, value, options) => ({
    test: sameValue(field, value, options.case_insensitive === true),
    shown: `: ${shown(value)}`,
  })),
  terms(body, place) {
    const [[name, values] = []] = Object.entries(body).filter(([key]) => key !== 'boost');
    if (name === undefined || !Array.isArray(values))
      throw new NotEvaluatedError('"terms" without a list of values');
    const field = planScopedField(name, nowhere, place);
    const tests = values.map((value) => sameValue(field, value, false));
    const list = values.map(shown).join(' or ');
    return leaf(field, eitherTest(tests), `${name}: ${tests.length === 1 ? list : `(${list})`}`, place);
  },
  match: ofValue('match', 'query', ['type', 'operator', 'lenient', 'boost'], (field, value, options) => {
    const { operator = 'or', type } = options;
    if (!/^(?:or|and)$/i.test(String(operator)))
      throw new NotEvaluatedError(`"match" with the operator ${shown(operator)}`);
    if (options.lenient !== true) requireValue(field, value);
    const ask = (text: unknown): Asked => ({
      test: textTest(field, text, type === 'phrase'),
      shown: `: ${shown(text)}`,
    });
    const words =
      isText(field) && type !== 'phrase' ? wordsOf(String(value), field.mapping?.analyzer ?? 'standard') : [];
    return /^or$/i.test(String(operator)) || words.length < 2 ? ask(value) : words.map(ask);
  }),
  match_phrase: ofValue('match_phrase', 'query', ['slop', 'boost'], (field, value, { slop = 0 }) => {
    if (Number(slop) !== 0) throw new NotEvaluatedError('"match_phrase" with "slop"');
    requireValue(field, value);
    return { test: textTest(field, value, true), shown: `: ${shown(value)}` };
  }),
  constant_score(body, place) {
    return planDsl(allowed(body, 'constant_score', ['filter', 'boost']).filter, place);
  },
  prefix: ofValue('prefix', 'value', ['case_insensitive', 'boost', 'rewrite'], (field, value, options) => {
    if (isText(field)) throw new NotEvaluatedError('"prefix" on a text field');
    requireValue(field, value, { isPattern: true });
    const caseInsensitive = options.case_insensitive === true;
    const test: FieldTest = { kind: 'affix', place: 'start', text: String(value), caseInsensitive };
    return { test: holdsText(field) ? test : never, shown: ` starts with ${shown(value)}` };
  }),
  wildcard: ofValue(
    'wildcard',
    'value',
    ['case_insensitive', 'boost', 'rewrite'],
    (field, value, options) => {
      if (isText(field)) throw new NotEvaluatedError('"wildcard" on a text field');
      requireValue(field, value, { isPattern: true });
      const caseInsensitive = options.case_insensitive === true;
      return {
        test: holdsText(field) ? wildcardTest(String(value), caseInsensitive) : never,
        shown: ` ${caseInsensitive ? 'like~' : 'like'} ${shown(value)}`,
      };
    },
  ),
  range: ofOptions('range', ['gt', 'gte', 'lt', 'lte', 'format', 'boost'], (field, bounds) => {
    const { format = defaultFormat } = bounds;
    if (format !== defaultFormat) throw new NotEvaluatedError(`"range" with the format ${shown(format)}`);
    const given = Object.entries(rangeOperators).filter(([key]) => bounds[key] !== undefined);
    for (const [key] of given) requireValue(field, bounds[key], { isRange: true });
    const tests = given.map(([key, operator]) => rangeTest(operator, literal(bounds[key]), field.mapping));
    const [only] = tests;
    return {
      test: only && tests.length === 1 ? only : { kind: 'both', tests },
      shown: ` ${given.map(([key, operator]) => `${operator} ${shown(bounds[key])}`).join(' and ')}`,
    };
  }),
  nested(body, place) {
    const { path, query } = allowed(body, 'nested', [
      'path',
      'query',
      'score_mode',
      'ignore_unmapped',
      'boost',
    ]);
    if (typeof path !== 'string') throw new NotEvaluatedError('"nested" without a path');
    const { writer, negated, label } = place;
    const title = writer.write(`${label}${negated ? 'not ' : ''}${path}: { … }`);
    const condition = planDsl(query, { ...place, path, negated: false });
    const objects = accessObjects(place.path === '' ? path : path.slice(place.path.length + 1));
    return { kind: 'nested', path, objects, condition, negated, span: title };
  },
};

const defaultFormat = 'strict_date_optional_time';

const rangeOperators = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

const nowhere = { start: 0, end: 0 };

/**
 * Plans each of `must` and `filter`, none of `must_not`, and enough of `should`. A query without clauses
 * always holds, and with `must_not` alone the minimum is ignored.
 */
function planBool(body: Table, place: DslPlace): PlanNode {
  const parts = allowed(body, 'bool', [
    'must',
    'filter',
    'should',
    'must_not',
    'minimum_should_match',
    'boost',
  ]);
  const list = (key: string): readonly unknown[] => {
    const value = parts[key];
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  };
  const { negated } = place;
  const opposite = { ...place, negated: !negated };
  const required = [...list('must'), ...list('filter')];
  const choices = list('should');
  const excluded = list('must_not');
  const children = required.map((one) => planDsl(one, place));
  if (choices.length > 0 || required.length > 0)
    append(children, planChoices(choices, parts.minimum_should_match, required.length > 0, place));
  append(
    children,
    excluded.map((one) => planDsl(one, opposite)),
  );
  return group('all', children, place);
}

/** With more ways to choose clauses than this, we do not enumerate them. */
const mostWays = 100;

/**
 * Plans `should`: the required number of its clauses, which is one if there is nothing else that must hold.
 */
function planChoices(
  choices: readonly unknown[],
  written: unknown,
  hasRequired: boolean,
  place: DslPlace,
): readonly PlanNode[] {
  const asked = written === undefined ? 0 : leastOf(written, choices.length);
  if (asked === undefined)
    throw new NotEvaluatedError(`"bool" with "minimum_should_match" as ${shown(written)}`);
  const least = Math.max(asked, hasRequired ? 0 : 1);
  if (least === 0) return [];
  if (least > choices.length) return [constant(false, place)];
  if (numberOfChoices(least, choices.length) > mostWays)
    throw new NotEvaluatedError(`"bool" with ${least} of ${choices.length} in "should"`);
  const planned = choices.map((one) => planDsl(one, place));
  if (least === choices.length) return planned;
  const ways = choicesOf(least, planned).map((way) => group('all', way, place));
  return [group('any', ways, place)];
}

/** Groups children that are already negated if the group is. */
export function group(
  kind: 'all' | 'any',
  children: readonly PlanNode[],
  { negated, writer }: DslPlace,
): PlanNode {
  const [only] = children;
  if (only && children.length === 1) return only;
  const span = spanOfAll(
    children.map((child) => child.span),
    writer.text().length,
  );
  const turned = kind === 'all' ? 'any' : 'all';
  return { kind: negated ? turned : kind, children, ...(negated && { negated }), span };
}

/** Plans a condition that always or never holds. */
export function constant(value: boolean, { negated, label, writer }: DslPlace): PlanNode {
  const span = writer.write(`${label}${value ? 'everything' : 'nothing'}`);
  return { kind: 'constant', value: value !== negated, span };
}

function leaf(
  field: PlannedField,
  test: FieldTest,
  text: string,
  { negated, label, writer }: DslPlace,
): PlanNode {
  const span = writer.write(`${label}${negated ? 'not ' : ''}${text}`);
  return { kind: 'field', field, test, negated, span };
}

interface Asked {
  readonly test: FieldTest;
  /** The text after the name of the field. */
  readonly shown: string;
}

/** `{kind: {field: {option: …}}}` */
function ofOptions(
  kind: string,
  options: readonly string[],
  ask: (field: PlannedField, body: Table) => Asked | readonly Asked[],
): (body: Table, place: DslPlace) => PlanNode {
  return (body, place) => {
    const [entry, ...others] = Object.entries(body);
    if (!entry || others.length > 0 || !isTable(entry[1]))
      throw new NotEvaluatedError(`"${kind}" without a field`);
    const [name, given] = entry;
    const field = planScopedField(name, nowhere, place);
    const leaves = [ask(field, allowed(given as Table, kind, options))]
      .flat()
      .map(({ test, shown: rest }) => leaf(field, test, `${name}${rest}`, place));
    return group('all', leaves, place);
  };
}

/** `{kind: {field: value}}`, or `{kind: {field: {key: value, option: …}}}` */
function ofValue(
  kind: string,
  key: string,
  options: readonly string[],
  ask: (field: PlannedField, value: unknown, options: Table) => Asked | readonly Asked[],
): (body: Table, place: DslPlace) => PlanNode {
  const plan = ofOptions(kind, [key, ...options], (field, body) => {
    if (body[key] === undefined || isTable(body[key]))
      throw new NotEvaluatedError(`"${kind}" without a value`);
    return ask(field, body[key], body);
  });
  return (body, place) =>
    plan(
      Object.fromEntries(
        Object.entries(body).map(([name, given]) => [name, isTable(given) ? given : { [key]: given }]),
      ),
      place,
    );
}

/** Returns the body if it has no other keys than these. */
function allowed(body: Table, kind: string, keys: readonly string[]): Table {
  const other = Object.keys(body).find((key) => !keys.includes(key));
  if (other !== undefined) throw new NotEvaluatedError(`"${kind}" with "${other}"`);
  return body;
}

/** Returns whether a character pattern can match a value of the field. */
function holdsText({ mapping }: PlannedField): boolean {
  return mapping === undefined || familyOf(mapping.type) === 'string';
}

function isText({ mapping }: PlannedField): boolean {
  return mapping?.type === 'text' || mapping?.type === 'match_only_text';
}

function literal(value: unknown): Parameters<typeof valueTest>[0] {
  return { text: String(value), quoted: true, span: nowhere };
}

/** Throws a {@link RefusedError} for a value that the type of the field cannot contain. */
function requireValue(
  { name, mapping }: PlannedField,
  value: unknown,
  { isPattern = false, isRange = false } = {},
): void {
  const problem = mapping && valueProblem(name, mapping, { text: String(value), isPattern, isRange });
  if (problem) throw new RefusedError(problem.message);
}

/** Returns a test for a whole value, or for a single unanalysed word of text. */
function sameValue(field: PlannedField, value: unknown, caseInsensitive: boolean): FieldTest {
  if (isText(field)) return { kind: 'words', words: [String(value)] };
  requireValue(field, value);
  const test = valueTest(literal(value), field.mapping);
  return test.kind === 'one-of' && caseInsensitive ? { ...test, caseInsensitive } : test;
}

/** Returns the test of `match`, or of `match_phrase` if quoted. */
function textTest(field: PlannedField, value: unknown, quoted: boolean): FieldTest {
  return valueTest({ ...literal(value), quoted }, field.mapping);
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
