import { isValidAddress, isValidBlock } from '../../fields/ip-text.js';
import { checkConstantText, checkRegex } from './check-constants.js';
import { type CheckScope, sliceOf } from './check-scope.js';
import type { Comparison, Expression, Field, Membership, PatternMatch } from './syntax.js';
import { canCompare, typeName, typeOf } from './types.js';
import { fieldsIn } from './walk.js';

/** Comparisons: one side is constant, and both are of types that can be equal. */
export function checkComparison(comparison: Comparison, scope: CheckScope): void {
  const { left, right } = comparison;
  if (checkOneSided(left, right, comparison, scope)) return;
  checkText(left, scope);
  checkText(right, scope);
  const leftType = typeOf(left, scope.mappingOf);
  const rightType = typeOf(right, scope.mappingOf);
  for (const [side, type] of [
    [left, leftType],
    [right, rightType],
  ] as const) {
    if (side.kind !== 'field' || type !== 'unusable') continue;
    reportUnusable(side, scope);
    return;
  }
  if (!canCompare(leftType, rightType)) {
    scope.report(
      comparison.span,
      `[${sliceOf(scope, left)}] is [${typeName(left, scope.mappingOf)}] and [${sliceOf(scope, right)}] is [${typeName(right, scope.mappingOf)}]: they are never equal`,
      'compare values of the same type',
      'warning',
    );
    return;
  }
  checkConstantText(left, right, scope);
  checkConstantText(right, left, scope);
}

/** Reports a comparison of fields with fields; returns whether it was one. */
function checkOneSided(left: Expression, right: Expression, whole: Comparison, scope: CheckScope): boolean {
  const [offender] = fieldsIn(right);
  if (!offender || fieldsIn(left).length === 0) return false;
  scope.report(
    offender.span,
    `comparisons against fields are not supported: both sides of [${whole.operator}] contain a field, [${offender.name}] is the second`,
    'compare with a constant; to relate two events, use a sequence with `by`',
  );
  return true;
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

/** A `text` field has no exact values unless a keyword sub-field holds them. */
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
    `EQL cannot use field [${expression.name}] of type [${type}]: it has no keyword sub-field with exact values`,
    parent ? `use ${parent}` : 'use a keyword field',
  );
  return false;
}

/** `in` lists: constants of the subject's type. */
export function checkMembership(membership: Membership, scope: CheckScope): void {
  const { subject, items } = membership;
  if (!checkText(subject, scope)) return;
  const subjectType = typeOf(subject, scope.mappingOf);
  if (subject.kind === 'field' && subjectType === 'unusable') {
    reportUnusable(subject, scope);
    return;
  }
  items.forEach((item, index) => {
    const [offender] = fieldsIn(item);
    if (offender) {
      scope.report(
        offender.span,
        `comparisons against fields are not supported: the list contains field [${offender.name}]`,
        'list constants; put a name that is meant as text in double quotes',
      );
      return;
    }
    const type = typeOf(item, scope.mappingOf);
    if (!canCompare(subjectType, type)) {
      scope.report(
        item.span,
        `item ${index + 1} of the list must be [${typeName(subject, scope.mappingOf)}] like [${sliceOf(scope, subject)}], [${sliceOf(scope, item)}] is [${typeName(item, scope.mappingOf)}]`,
      );
      return;
    }
    checkConstantText(subject, item, scope);
  });
}

/** `:`, `like` and `regex`: text against text. */
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
    scope.report(
      subject.span,
      `[${operator}] takes text on its left, [${sliceOf(scope, subject)}] is [${typeName(subject, scope.mappingOf)}]`,
      cidrMatch
        ? `write ${cidrMatch}`
        : type === 'ip'
          ? 'use [==], or cidrMatch for a block'
          : 'use [==] instead',
      'error',
      cidrMatch ? { title: 'Use cidrMatch', edits: [{ span: match.span, text: cidrMatch }] } : undefined,
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
      `[${operator}] takes text on its right, [${sliceOf(scope, pattern)}] is [${typeName(pattern, scope.mappingOf)}]`,
      'put it in double quotes, or use [==]',
    );
  }
  checkRegex(match, scope);
}

/** The match of addresses as `cidrMatch`, when every pattern is an address, a block or whole parts of an address and a star. */
function asCidrMatch({ subject, patterns }: PatternMatch, scope: CheckScope): string | undefined {
  const blocks = patterns.map((pattern) => (pattern.kind === 'string' ? blockOf(pattern.value) : undefined));
  if (blocks.length === 0 || blocks.includes(undefined)) return undefined;
  return `cidrMatch(${sliceOf(scope, subject)}, ${blocks.map((block) => `"${block}"`).join(', ')})`;
}

/** The block of addresses that a text means: `10.*` is `10.0.0.0/8`. */
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
