import { type FieldMapping, familyOf } from '../../fields/field-type.js';
import type { KqlValue } from '../../query/kql/syntax.js';
import type {
  LuceneClause,
  LuceneGroup,
  LuceneNode,
  LuceneQuery,
  LuceneText,
  LuceneValue,
} from '../../query/lucene/syntax.js';
import { lowerCase } from '../../query/patterns/case.js';
import type { Span } from '../../text/span.js';
import { wildcardTest } from '../filters/wildcard-test.js';
import { leavesByName, planPresence, planScopedField } from '../kql/fields.js';
import { eitherTest, never, rangeTest, valueTest } from '../kql/value-test.js';
import type { FieldTest, PlanNode } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import { wordsOf } from '../values/words.js';

/** A query feature that is not evaluated. The message names it, and follows "uses". */
export class LuceneNotEvaluated extends Error {}

interface Place {
  readonly context: PlanContext;
  readonly path: '';
  readonly negated: boolean;
}

/**
 * Plans a Lucene query. Values have the same tests as in KQL, except that `?` is also a wildcard. Throws a
 * {@link LuceneNotEvaluated} for features that are not evaluated.
 */
export function planLucene({ condition, span }: LuceneQuery, context: PlanContext): PlanNode {
  if (!condition) return { kind: 'constant', value: true, span };
  return planNode(condition, { context, path: '', negated: false });
}

function planNode(node: LuceneNode, place: Place): PlanNode {
  if (node.kind === 'clause') return planClause(node, place);
  const { negated } = place;
  const list = alternativesOf(node);
  if (list) return planList(list, node.span, place);
  const clauses = node.clauses.filter((clause) => !isDropped(clause.node, place));
  if (clauses.length === 0) return { kind: 'constant', value: negated, span: node.span };
  const planned = (occur: string, turned: boolean): PlanNode[] =>
    clauses
      .filter((clause) => clause.occur === occur)
      .map((clause) => planNode(clause.node, { ...place, negated: negated !== turned }));
  const required = planned('must', false);
  const choices = planned('should', false);
  // Optional clauses count only if no clause is required. Otherwise they only affect the score.
  const [choice] = choices;
  const chosen: PlanNode[] =
    required.length > 0 || !choice
      ? []
      : choices.length === 1
        ? [choice]
        : [group('any', choices, node.span, negated)];
  const children = [...required, ...chosen, ...planned('must-not', true)];
  const [only] = children;
  return only && children.length === 1 ? only : group('all', children, node.span, negated);
}

/**
 * Returns whether the parser drops a clause: it searches a text field for a value without words
 * (docs/decisions/lucene-is-lenient.md). If it is the only clause, nothing is found.
 */
function isDropped(node: LuceneNode, place: Place): boolean {
  if (node.kind === 'group') return node.clauses.every((clause) => isDropped(clause.node, place));
  const { field, value } = node;
  if (!field || !isPlainField(node) || (value.kind !== 'phrase' && value.kind !== 'word')) return false;
  if ('pattern' in value && value.pattern !== undefined) return false;
  const { mapping } = planScopedField(field.text, node.span, place);
  return isText(mapping) && wordsOf(value.text, mapping?.analyzer ?? 'standard').length === 0;
}

/** Returns the clauses of a group if they are alternative values of one field. */
function alternativesOf({ clauses }: LuceneGroup): readonly LuceneClause[] | undefined {
  const values = clauses.flatMap(({ occur, node }) =>
    occur === 'should' && node.kind === 'clause' && isPlainField(node) && !isStar(node.value) ? [node] : [],
  );
  const alike = values.every(({ field }) => field === values[0]?.field);
  return values.length > 1 && values.length === clauses.length && alike ? values : undefined;
}

function isPlainField({ field }: LuceneClause): boolean {
  return field !== undefined && !field.text.includes('*') && field.text !== '_exists_';
}

/** Several values of a field are one leaf. */
function planList(clauses: readonly LuceneClause[], span: Span, place: Place): PlanNode {
  const field = planScopedField(clauses[0]!.field!.text, span, place);
  const test = eitherTest(clauses.map(({ value }) => testOfValue(value, field.mapping)));
  return { kind: 'field', field, test, negated: place.negated, span };
}

/** Groups children that are already negated if the group is. */
function group(kind: 'all' | 'any', children: readonly PlanNode[], span: Span, negated: boolean): PlanNode {
  const turned = kind === 'all' ? 'any' : 'all';
  return { kind: negated ? turned : kind, children, ...(negated && { negated }), span };
}

function planClause({ field, value, span }: LuceneClause, place: Place): PlanNode {
  const { negated } = place;
  if (isStar(value) && (field === undefined || field.text === '*'))
    return { kind: 'constant', value: !negated, span };
  if (field?.text === '_exists_') return planExists(value, span, place);
  const testOf = (mapping: FieldMapping | undefined): FieldTest => testOfValue(value, mapping);
  // In a field name the star must be escaped, and is still a wildcard.
  if (!field || field.text.includes('*')) {
    requireOneField(value);
    const pattern = field && { text: field.text, pieces: field.text.split('*'), quoted: false, span };
    return {
      kind: 'any-field',
      label: field?.text ?? 'any field',
      leavesOf: leavesByName(pattern, span, place, testOf),
      negated,
      span,
    };
  }
  const planned = (isStar(value) ? planPresence : planScopedField)(field.text, span, place);
  return { kind: 'field', field: planned, test: testOf(planned.mapping), negated, span };
}

function planExists(value: LuceneValue, span: Span, place: Place): PlanNode {
  if (
    (value.kind !== 'word' && value.kind !== 'phrase') ||
    ('pattern' in value && value.pattern !== undefined)
  )
    throw new LuceneNotEvaluated('"_exists_" with something other than the name of a field');
  const field = planPresence(value.text, span, place);
  return { kind: 'field', field, test: { kind: 'exists' }, negated: place.negated, span };
}

/** Text fields would have to be searched word by word, and only events show which fields exist. */
function requireOneField(value: LuceneValue): void {
  if (value.kind === 'regex') throw new LuceneNotEvaluated('a regular expression without a field');
  if (value.kind === 'word' && hasQuestionMark(value))
    throw new LuceneNotEvaluated('"?" as a wildcard without a field');
  testOfValue(value, undefined);
}

function hasQuestionMark({ pattern = '' }: LuceneText): boolean {
  return /^(?:\\[\s\S]|[^\\?])*\?/.test(pattern);
}

function isStar(value: LuceneValue): boolean {
  return value.kind === 'word' && value.pattern === '*';
}

/** Returns the test of a value on a field with this mapping. */
function testOfValue(value: LuceneValue, mapping: FieldMapping | undefined): FieldTest {
  const literal = (text: string, quoted: boolean): KqlValue => ({ text, quoted, span: { start: 0, end: 0 } });
  /** Unlike in KQL, bounds of text are analysed. */
  const bound = (text: string): KqlValue => literal(isText(mapping) ? lowerCase(text) : text, true);
  switch (value.kind) {
    case 'phrase':
      return valueTest(literal(value.text, true), mapping);
    case 'compare':
      return rangeTest(value.operator, bound(value.text), mapping);
    case 'range': {
      const { min, max, includesMin, includesMax } = value;
      const tests = [
        ...(min === undefined ? [] : [rangeTest(includesMin ? '>=' : '>', bound(min), mapping)]),
        ...(max === undefined ? [] : [rangeTest(includesMax ? '<=' : '<', bound(max), mapping)]),
      ];
      const [only] = tests;
      if (!only) return { kind: 'exists' };
      if (tests.length === 1) return only;
      const ofWords = tests.flatMap((one) => (one.kind === 'word-range' ? one.bounds : []));
      return ofWords.length > 0 ? { kind: 'word-range', bounds: ofWords } : { kind: 'both', tests };
    }
    case 'regex':
      if (isText(mapping)) throw new LuceneNotEvaluated('a regular expression on a text field');
      return { kind: 'regex', patterns: [value.pattern], caseInsensitive: false };
    case 'word':
      return testOfWord(value, mapping);
    default:
      throw new LuceneNotEvaluated(
        value.kind === 'fuzzy' ? 'a fuzzy search ("~")' : 'a proximity search ("~")',
      );
  }
}

function testOfWord(word: LuceneText, mapping: FieldMapping | undefined): FieldTest {
  if (word.pattern === undefined)
    return valueTest({ text: word.text, quoted: false, span: { start: 0, end: 0 } }, mapping);
  if (!hasQuestionMark(word)) return valueTest(asKqlValue(word, { start: 0, end: 0 }), mapping);
  if (isText(mapping)) throw new LuceneNotEvaluated('"?" as a wildcard on a text field');
  const holdsPatterns = mapping === undefined || familyOf(mapping.type) === 'string';
  return holdsPatterns ? wildcardTest(word.pattern, false) : never;
}

function isText(mapping: FieldMapping | undefined): boolean {
  return mapping?.type === 'text' || mapping?.type === 'match_only_text';
}

/** Converts a string whose only wildcards are stars to a KQL value. */
function asKqlValue({ text, pattern = '' }: LuceneText, span: Span): KqlValue {
  const pieces = [''];
  for (const [, escaped, character = ''] of pattern.matchAll(/\\([\s\S])|([\s\S])/g)) {
    if (character === '*') pieces.push('');
    else pieces[pieces.length - 1] += escaped ?? character;
  }
  return { text, quoted: false, ...(pieces.length > 1 && { pieces }), span };
}
