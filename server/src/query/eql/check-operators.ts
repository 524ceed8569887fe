import { isValidAddress, isValidBlock } from '../../fields/ip-text.js';
import type { Fix } from '../../text/problem.js';
import { cover, type Span } from '../../text/span.js';
import { readNumber } from '../value-problem.js';
import { checkConstantTexts, checkRegex } from './check-constants.js';
import { type CheckScope, sliceOf } from './check-scope.js';
import type { Comparison, Expression, Field, Membership, PatternMatch } from './syntax.js';
import { canCompare, type ExpressionType, typeName, typeOf, wrongOperands } from './types.js';
import { findField } from './walk.js';

/**
 * Checks a comparison: one side must be constant, and the types must be comparable. Returns whether both
 * sides have a field, which is reported in any case.
 */
export function checkComparison(comparison: Comparison, scope: CheckScope): boolean {
  if (checkOneSided(comparison.left, comparison.right, comparison, scope)) return true;
  checkSides(comparison, scope);
  return false;
}

function checkSides(comparison: Comparison, scope: CheckScope): void {
  const { left, right } = comparison;
  // Invalid arithmetic has no type.
  if (wrongOperands(left, scope.mappingOf).length > 0 || wrongOperands(right, scope.mappingOf).length > 0)
    return;
  checkText(left, scope);
  checkText(right, scope);
  const leftType = typeOf(left, scope.mappingOf);
  const rightType = typeOf(right, scope.mappingOf);
  const unusable = leftType === 'unusable' ? left : rightType === 'unusable' ? right : undefined;
  if (unusable?.kind === 'field') {
    reportUnusable(unusable, scope);
    return;
  }
  if (checkParsedConstant(left, right, scope) || checkParsedConstant(right, left, scope)) return;
  if (!canCompare(leftType, rightType)) {
    scope.report(
      comparison.span,
      `[${sliceOf(scope, left)}] is [${typeName(left, scope.mappingOf)}] and [${sliceOf(scope, right)}] is [${typeName(right, scope.mappingOf)}]: ${/^[=!]=$/.test(comparison.operator) ? 'they are never equal' : 'the two cannot be compared'}`,
      'compare values of the same type',
      'warning',
      unquotedFix([...typedLiterals(left, rightType), ...typedLiterals(right, leftType)], 1),
    );
    return;
  }
  checkConstantTexts(left, [right], scope);
  checkConstantTexts(right, [left], scope);
}

/**
 * Checks a string or number against a field of another type: Elasticsearch parses the constant by the field's
 * type, and the search fails if it cannot. Returns whether the two sides are such a pair.
 */
function checkParsedConstant(field: Expression, constant: Expression, scope: CheckScope): boolean {
  if (field.kind !== 'field') return false;
  const type = typeOf(field, scope.mappingOf);
  if (constant.kind === 'number') return type === 'string';
  if (constant.kind !== 'string' || (type !== 'number' && type !== 'boolean')) return false;
  const { value, span } = constant;
  const isParsed = type === 'number' ? readNumber(value) !== undefined : /^(?:true|false)$/.test(value);
  if (!isParsed) {
    const wanted = type === 'number' ? 'a number' : 'true or false';
    scope.report(span, `["${value}"] is not ${wanted}, as field [${field.name}] requires`);
  }
  return true;
}

/** Reports a comparison of fields with fields. Returns whether it is one. */
function checkOneSided(left: Expression, right: Expression, whole: Comparison, scope: CheckScope): boolean {
  const isReal = (field: Field): boolean => !isNullField(field, scope);
  const offender = findField(right, isReal);
  if (!offender || !findField(left, isReal)) return false;
  const unquoted = [right, left].find((side) => isUnquoted(side, scope));
  const { span, help, fix } = unquoted
    ? quoted(unquoted)
    : { span: offender.span, help: relateEvents, fix: undefined };
  const message = `comparisons against fields are not supported: both sides of [${whole.operator}] contain a field, [${offender.name}] is the second`;
  scope.report(span, message, help, 'error', fix);
  return true;
}

const relateEvents = 'compare with a constant; to relate two events, use a sequence with `by`';

/** Returns whether a side is a lone name that no schema knows, such as an unquoted string. */
function isUnquoted(side: Expression, { mappingOf }: CheckScope): side is Field {
  return side.kind === 'field' && !side.optional && mappingOf(side.name) === undefined;
}

/** Returns the suggestion for an unquoted string. */
function quoted({ name, span }: Field): { readonly span: Span; readonly help: string; readonly fix: Fix } {
  const string = `"${name}"`;
  return {
    span,
    help: `did you mean the string ${string}?`,
    fix: { title: `Put ${name} in quotes`, edits: [{ span, text: string }] },
  };
}

function isNullField(field: Field, { isNullField, mappingOf }: CheckScope): boolean {
  return isNullField ? isNullField(field) : field.optional && mappingOf(field.name) === undefined;
}

function reportUnusable(field: Field, scope: CheckScope): void {
  const type = scope.mappingOf(field.name)?.type;
  if (type === 'nested') return;
  scope.report(
    field.span,
    `field [${field.name}] cannot be used: it is [${type}]`,
    type === 'object' ? 'name one of the fields below it' : undefined,
  );
}

/** Checks for `text` fields, which have no exact values unless a keyword sub-field has them. */
export function checkText(expression: Expression, scope: CheckScope): boolean {
  if (expression.kind !== 'field') return true;
  const type = scope.mappingOf(expression.name)?.type;
  if (type !== 'text' && type !== 'match_only_text') return true;
  const exact = ['keyword', 'raw', 'caseless'].some((sub) => {
    const subType = scope.mappingOf(`${expression.name}.${sub}`)?.type;
    return subType === 'keyword' || subType === 'wildcard';
  });
  if (exact) return true;
  const parent = /^(.+)\.text$/.exec(expression.name)?.[1];
  scope.report(
    expression.span,
    `EQL cannot use field [${expression.name}] of type [${type}]: it has no keyword multi-field`,
    parent ? `use ${parent}` : 'use a keyword field',
  );
  return false;
}

/** Checks `in` lists, which contain constants of the subject's type. */
export function checkMembership(membership: Membership, scope: CheckScope): void {
  const { subject, items } = membership;
  if (!checkText(subject, scope)) return;
  const subjectType = typeOf(subject, scope.mappingOf);
  if (subject.kind === 'field' && subjectType === 'unusable') {
    reportUnusable(subject, scope);
    return;
  }
  const fitting: Expression[] = [];
  const wrong: { item: Expression; place: number }[] = [];
  items.forEach((item, index) => {
    const offender = findField(item, (field) => !isNullField(field, scope));
    if (offender) {
      const help = 'list constants; put a string in double quotes';
      const unquoted = isUnquoted(item, scope) ? quoted(item) : undefined;
      const message = `comparisons against fields are not supported: the list contains field [${offender.name}]`;
      scope.report(offender.span, message, unquoted?.help ?? help, 'error', unquoted?.fix);
      return;
    }
    if (canCompare(subjectType, typeOf(item, scope.mappingOf))) fitting.push(item);
    else wrong.push({ item, place: index + 1 });
  });
  checkConstantTexts(subject, fitting, scope);
  if (wrong.length > 0) reportItems(membership, wrong, scope);
}

/** Reports all items of another type than the subject in one problem: they are one mistake. */
function reportItems(
  { subject }: Membership,
  wrong: readonly { readonly item: Expression; readonly place: number }[],
  scope: CheckScope,
): void {
  const [{ item: first, place }] = wrong as [(typeof wrong)[number]];
  const last = wrong.at(-1)!.item;
  const subjectType = typeOf(subject, scope.mappingOf);
  const wanted = `[${typeName(subject, scope.mappingOf)}] like [${sliceOf(scope, subject)}]`;
  const words = wrong.length === 1 ? alternatives(first) : undefined;
  if (words) {
    const text = words.map((word) => scope.text.slice(word.span.start, word.span.end)).join(', ');
    scope.report(
      first.span,
      'the items of a list are separated by [,], not by [or]',
      `write (${text})`,
      'error',
      { title: `Write (${text})`, edits: [{ span: first.span, text }] },
    );
    return;
  }
  const found = `[${sliceOf(scope, first)}] is [${typeName(first, scope.mappingOf)}]`;
  scope.report(
    cover(first.span, last.span),
    wrong.length === 1
      ? `item ${place} of the list must be ${wanted}, ${found}`
      : `${wrong.length} items of the list must be ${wanted}, the first, ${found}`,
    undefined,
    'error',
    unquotedFix(
      wrong.flatMap(({ item }) => typedLiterals(item, subjectType)),
      wrong.length,
    ),
  );
}

/** Returns the constants of `"a" or "b"`, which is meant as two items. */
function alternatives(item: Expression): readonly Expression[] | undefined {
  if (item.kind !== 'or') return undefined;
  return item.operands.every(({ kind }) => kind === 'string' || kind === 'number')
    ? item.operands
    : undefined;
}

/** A literal in the notation of another type. */
interface TypedLiteral {
  readonly span: Span;
  readonly text: string;
}

/**
 * Returns a quoted number or boolean without its quotes if the other side has that type, otherwise nothing.
 */
function typedLiterals(literal: Expression, type: ExpressionType): TypedLiteral[] {
  const text = literal.kind === 'string' ? typedText(literal.value, type) : undefined;
  return text === undefined ? [] : [{ span: literal.span, text }];
}

function typedText(value: string, type: ExpressionType): string | undefined {
  const form = type === 'number' ? /^-?\d+(?:\.\d+)?$/ : type === 'boolean' ? /^(?:true|false)$/ : undefined;
  return form?.test(value) ? value : undefined;
}

/** Returns a fix that removes the quotes, or undefined unless it can do so for all wrong literals. */
function unquotedFix(literals: readonly TypedLiteral[], wanted: number): Fix | undefined {
  if (literals.length !== wanted) return undefined;
  const [first] = literals;
  return { title: wanted === 1 ? `Write ${first!.text}` : 'Remove the quotes', edits: literals };
}

/** Checks `:`, `like` and `regex`, which match strings against strings. */
export function checkPatternMatch(match: PatternMatch, scope: CheckScope): void {
  const { subject, operator, patterns } = match;
  if (!checkText(subject, scope)) return;
  const type = typeOf(subject, scope.mappingOf);
  if (type !== 'string' && type !== 'unknown' && type !== 'null') {
    if (subject.kind === 'field' && type === 'unusable') {
      reportUnusable(subject, scope);
      return;
    }
    const cidrMatch = type === 'ip' && !operator.startsWith('regex') ? asCidrMatch(match, scope) : undefined;
    const typed = cidrMatch ? undefined : asTypedComparison(match, type, scope);
    scope.report(
      subject.span,
      `[${operator}] needs a string on the left, but [${sliceOf(scope, subject)}] is [${typeName(subject, scope.mappingOf)}]`,
      cidrMatch
        ? `write ${cidrMatch}`
        : type === 'ip'
          ? 'use [==], or cidrMatch for a block'
          : (typed?.help ?? 'compare it with [==], [<] or [>] and a value without quotes'),
      'error',
      cidrMatch ? { title: 'Use cidrMatch', edits: [{ span: match.span, text: cidrMatch }] } : typed?.fix,
    );
    return;
  }
  for (const pattern of patterns) {
    if (
      pattern.kind === 'string' ||
      pattern.kind === 'missing' ||
      typeOf(pattern, scope.mappingOf) === 'unknown'
    )
      continue;
    scope.report(
      pattern.span,
      `[${operator}] needs a string on the right, but [${sliceOf(scope, pattern)}] is [${typeName(pattern, scope.mappingOf)}]`,
      'put it in double quotes, or use [==]',
    );
  }
  checkRegex(match, scope);
}

/**
 * Returns a match of numbers or booleans as a comparison: `== 4`, `in (4, 5)`. Includes a fix unless a
 * wildcard would be lost.
 */
function asTypedComparison(
  { subject, patterns, span }: PatternMatch,
  type: ExpressionType,
  scope: CheckScope,
): { readonly help: string; readonly fix?: Fix } | undefined {
  const written = patterns.map((pattern) => (pattern.kind === 'string' ? pattern.value : ''));
  const values = written.map((value) => typedText(value.replace(/[*?]+$/, ''), type));
  if (values.length === 0 || values.includes(undefined)) return undefined;
  const list = values.length === 1 ? `== ${values[0]}` : `in (${values.join(', ')})`;
  const text = `${sliceOf(scope, subject)} ${list}`;
  if (written.some((value) => /[*?]/.test(value)))
    return { help: `a ${type} cannot have wildcards: write the value itself, as in ${text}` };
  return { help: `write ${text}`, fix: { title: `Write ${text}`, edits: [{ span, text }] } };
}

/**
 * Returns a match of addresses as `cidrMatch`, if every pattern is an address, a block, or a star after whole
 * components of an address.
 */
function asCidrMatch({ subject, patterns }: PatternMatch, scope: CheckScope): string | undefined {
  const blocks = patterns.map((pattern) => (pattern.kind === 'string' ? blockOf(pattern.value) : undefined));
  if (blocks.length === 0 || blocks.includes(undefined)) return undefined;
  return `cidrMatch(${sliceOf(scope, subject)}, ${blocks.map((block) => `"${block}"`).join(', ')})`;
}

/** Returns the address block that a string means: `10.*` is `10.0.0.0/8`. */
function blockOf(text: string): string | undefined {
  if (isValidBlock(text)) return text;
  if (isValidAddress(text)) return `${text}/${text.includes(':') ? 128 : 32}`;
  const parts = text.split('.');
  const known = parts.slice(0, Math.max(0, parts.indexOf('*')));
  const rest = parts.slice(known.length);
  if (known.length === 0 || parts.length > 4 || rest.some((part) => part !== '*')) return undefined;
  const block = `${[...known, '0', '0', '0'].slice(0, 4).join('.')}/${known.length * 8}`;
  return isValidBlock(block) ? block : undefined;
}
