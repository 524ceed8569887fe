import type { FieldMapping } from '../../fields/field-type.js';
import type {
  Call,
  Comparison,
  EventFilter,
  Expression,
  Field,
  Membership,
  PatternMatch,
} from '../../query/eql/syntax.js';
import { hasWildcard } from '../../query/patterns/wildcard.js';
import type { Span } from '../../text/span.js';
import { allOf, anyOf, type Dsl, noneOf } from './dsl.js';

/** The Elasticsearch form of an EQL condition: a query, or the range that needs a script. */
export type EqlConditionQuery =
  | { readonly kind: 'query'; readonly query: Dsl }
  | { readonly kind: 'needs-script'; readonly reason: string; readonly span: Span };

/** The properties of fields that are needed to print a condition. */
export interface EqlFields {
  readonly mappingOf: (name: string) => FieldMapping | undefined;
  /** Returns whether an index has the field; if none has, an optional field is the constant null. */
  readonly isMapped: (name: string) => boolean;
  readonly eventCategoryField: string;
}

/** A condition that needs a script. Thrown only within this file. */
class NeedsScript extends Error {
  constructor(
    readonly reason: string,
    readonly span: Span,
  ) {
    super(reason);
  }
}

/** Returns the query for `category where condition`. */
export function eqlFilterQuery({ category, condition }: EventFilter, fields: EqlFields): EqlConditionQuery {
  const converted = eqlConditionQuery(condition, fields);
  if (category.any || converted.kind === 'needs-script') return converted;
  const ofCategory = { term: { [fields.eventCategoryField]: { value: category.name } } };
  return { kind: 'query', query: allOf([ofCategory, converted.query]) };
}

/**
 * Returns the query that Elasticsearch creates for a condition (docs/semantics/eql.md#query-leaves), or the
 * first part of it that is not a query.
 */
export function eqlConditionQuery(condition: Expression, fields: EqlFields): EqlConditionQuery {
  try {
    return { kind: 'query', query: conditionQuery(condition, fields) };
  } catch (error) {
    if (!(error instanceof NeedsScript)) throw error;
    return { kind: 'needs-script', reason: error.reason, span: error.span };
  }
}

function conditionQuery(expression: Expression, fields: EqlFields): Dsl {
  switch (expression.kind) {
    case 'and':
      return allOf(expression.operands.map((operand) => conditionQuery(operand, fields)));
    case 'or':
      return anyOf(expression.operands.map((operand) => conditionQuery(operand, fields)));
    case 'not':
      return noneOf(conditionQuery(expression.operand, fields));
    case 'boolean':
      return expression.value ? { match_all: {} } : { match_none: {} };
    case 'field':
      return termQuery(askedField(expression, fields), true, false);
    case 'comparison':
      return comparisonQuery(expression, fields);
    case 'membership':
      return membershipQuery(expression, fields);
    case 'pattern-match':
      return patternQuery(expression, fields);
    case 'call':
      return callQuery(expression, fields);
    default:
      throw new NeedsScript('the condition is a calculation', expression.span);
  }
}

/** Returns a field that queries can test; anything else on the left side is a script. */
function askedField(expression: Expression, { mappingOf, isMapped }: EqlFields): Field {
  if (expression.kind !== 'field') throw new NeedsScript('the left side is not a field', expression.span);
  if (expression.optional && !isMapped(expression.name))
    throw new NeedsScript(`"${expression.name}" is not mapped, so it is the constant null`, expression.span);
  const type = mappingOf(expression.name)?.type;
  if (type === 'text' || type === 'match_only_text')
    throw new NeedsScript(`"${expression.name}" is [${type}], which EQL cannot compare`, expression.span);
  return expression;
}

type Constant = string | number | bigint | boolean | null;

/** Returns the value of a literal constant. Expressions of constants count as scripts. */
function constantOf(expression: Expression): Constant {
  switch (expression.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return expression.value;
    case 'null':
      return null;
    case 'negative': {
      const value = constantOf(expression.operand);
      if (typeof value === 'number' || typeof value === 'bigint') return -value;
      throw new NeedsScript('the condition is a calculation', expression.span);
    }
    default:
      throw new NeedsScript('the other side is not a constant', expression.span);
  }
}

const rangeKeys: Readonly<Record<string, string>> = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' };
const flipped: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function comparisonQuery({ operator, left, right }: Comparison, fields: EqlFields): Dsl {
  const isTurned = isConstant(left) && !isConstant(right);
  const [subject, other] = isTurned ? [right, left] : [left, right];
  const constant = constantOf(other);
  const isEquality = operator === '==' || operator === '!=';
  if (subject.kind === 'call' && typeof constant === 'boolean' && isEquality) {
    const called = callQuery(subject, fields);
    return constant === (operator === '==') ? called : noneOf(called);
  }
  const field = askedField(subject, fields);
  if (constant === null) {
    if (!isEquality) throw new NeedsScript('no value is less or greater than null', other.span);
    const present = { exists: { field: field.name } };
    return operator === '==' ? noneOf(present) : present;
  }
  if (operator === '==') return termQuery(field, constant, false);
  if (operator === '!=') return noneOf(termQuery(field, constant, false));
  const key = rangeKeys[isTurned ? flipped[operator]! : operator]!;
  return { range: { [field.name]: { [key]: plain(constant) } } };
}

function isConstant(expression: Expression): boolean {
  return expression.kind !== 'field' && expression.kind !== 'call' && expression.kind !== 'arithmetic';
}

function membershipQuery({ subject, negated, caseInsensitive, items }: Membership, fields: EqlFields): Dsl {
  const field = askedField(subject, fields);
  const constants = items.map(constantOf).filter((constant) => constant !== null);
  const [first] = items;
  if (constants.length === 0) throw new NeedsScript('a list of nulls is the constant null', first!.span);
  const query = caseInsensitive
    ? anyOf(constants.map((constant) => termQuery(field, constant, true)))
    : { terms: { [field.name]: constants.map(plain) } };
  return negated ? noneOf(query) : query;
}

function patternQuery({ subject, operator, patterns }: PatternMatch, fields: EqlFields): Dsl {
  const field = askedField(subject, fields);
  const ignoresCase = operator === ':' || operator.endsWith('~');
  const queries = patterns.map((pattern): Dsl => {
    const text = constantOf(pattern);
    if (typeof text !== 'string') throw new NeedsScript('the pattern is not a string', pattern.span);
    if (operator.startsWith('regex'))
      return { regexp: { [field.name]: { value: text, ...caseOf(ignoresCase) } } };
    if (!hasWildcard(text)) return termQuery(field, text, ignoresCase);
    // A backslash is a literal character in EQL patterns, and the escape character in query patterns.
    const value = text.replaceAll('\\', '\\\\');
    return { wildcard: { [field.name]: { value, ...caseOf(ignoresCase) } } };
  });
  const [only] = queries;
  return only && queries.length === 1 ? only : anyOf(queries);
}

/**
 * Returns the query for a function of a field and constants if Elasticsearch runs it as one; all other calls
 * are scripts.
 */
function callQuery(call: Call, fields: EqlFields): Dsl {
  const name = call.name.toLowerCase();
  const print = Object.hasOwn(printers, name) ? printers[name] : undefined;
  const [subject, ...rest] = call.arguments;
  if (!print || !subject) throw new NeedsScript(`"${call.name}" is not a query`, call.span);
  const texts = rest.map((argument) => {
    const text = constantOf(argument);
    if (typeof text === 'string') return text;
    throw new NeedsScript('the argument is not a string', argument.span);
  });
  return print(askedField(subject, fields), texts, call, fields);
}

type CallPrinter = (field: Field, texts: readonly string[], call: Call, fields: EqlFields) => Dsl;

const wildcardAround =
  (before: string, after: string): CallPrinter =>
  ({ name }, [text = ''], { caseInsensitive }) => ({
    // The text is not escaped (docs/decisions/affix-functions-are-patterns.md).
    wildcard: { [name]: { value: `${before}${text}${after}`, ...caseOf(caseInsensitive) } },
  });

const printers: Readonly<Record<string, CallPrinter>> = {
  startswith: ({ name }, [value = ''], { caseInsensitive }) => ({
    prefix: { [name]: { value, ...caseOf(caseInsensitive) } },
  }),
  endswith: wildcardAround('*', ''),
  stringcontains: wildcardAround('*', '*'),
  cidrmatch({ name }, blocks, { span }, { mappingOf }) {
    if (mappingOf(name)?.type !== 'ip') throw new NeedsScript(`"${name}" is not an address`, span);
    return { terms: { [name]: blocks } };
  },
};

function termQuery({ name }: Field, constant: Constant, ignoresCase: boolean): Dsl {
  return { term: { [name]: { value: plain(constant), ...caseOf(ignoresCase) } } };
}

function caseOf(ignoresCase: boolean): { readonly case_insensitive?: true } {
  return ignoresCase ? { case_insensitive: true } : {};
}

/** Returns a constant as JSON; integers beyond 2^53 become strings, which the field parses. */
function plain(constant: Constant): string | number | boolean | null {
  return typeof constant === 'bigint' ? String(constant) : constant;
}
