import { familyOf } from '../../fields/field-type.js';
import { parentNames } from '../../fields/parent-names.js';
import { nearestNames } from '../../text/nearest.js';
import type { Problem } from '../../text/problem.js';
import { checkArguments } from './check-arguments.js';
import { checkComparison, checkMembership, checkPatternMatch } from './check-operators.js';
import { type CheckScope, type EqlCheckContext, sliceOf } from './check-scope.js';
import type { EqlQuery, Expression, Field } from './syntax.js';
import { isArithmetic, typeName, typeOf, wrongOperands } from './types.js';
import { childrenOf, fieldsIn, filtersOf, keysOf, stepsOf } from './walk.js';

/**
 * Checks for errors that Elasticsearch reports once it knows the fields, and for conditions that it accepts
 * but that can never match (docs/semantics/eql.md#errors). Codes: `eql-type`, `field-unknown`,
 * `eql-never-matches`.
 */
export function checkEql(text: string, query: EqlQuery, context: EqlCheckContext): Problem[] {
  const problems: Problem[] = [];
  const { mappingOf, isMapped, isNullField, knownNames } = context;
  const scope: CheckScope = {
    mappingOf,
    isMapped,
    isNullField,
    knownNames,
    text,
    report(span, message, help, severity = 'error', fix) {
      const code = severity === 'error' ? 'eql-type' : 'eql-never-matches';
      problems.push({
        code,
        severity,
        message,
        span,
        ...(help === undefined ? {} : { help }),
        ...(fix ? { fix } : {}),
      });
    },
  };
  if (query.kind === 'join')
    scope.report(query.span, 'Elasticsearch cannot run a join', 'write a sequence or a sample');
  for (const filter of filtersOf(query)) {
    checkCondition(filter.condition, scope);
    checkExpression(filter.condition, scope);
    for (const field of fieldsIn(filter.condition)) checkField(field, scope, problems);
  }
  for (const key of keysOf(query)) checkField(key, scope, problems);
  if (query.kind !== 'event-query') checkKeyTypes(query, scope);
  return problems;
}

/** Checks that a condition is boolean. */
function checkCondition(condition: Expression, scope: CheckScope): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      for (const operand of condition.operands) checkCondition(operand, scope);
      return;
    case 'not':
      checkCondition(condition.operand, scope);
      return;
    default: {
      const type = typeOf(condition, scope.mappingOf);
      if (type === 'boolean' || type === 'unknown' || type === 'null') return;
      scope.report(
        condition.span,
        `a condition must be boolean, but [${sliceOf(scope, condition)}] is [${typeName(condition, scope.mappingOf)}]`,
        'compare it with a value',
      );
    }
  }
}

function checkExpression(expression: Expression, scope: CheckScope): void {
  switch (expression.kind) {
    case 'comparison':
      // Skip the arithmetic of the sides: for two combined fields, one problem is enough.
      if (checkComparison(expression, scope)) {
        for (const side of [expression.left, expression.right]) checkBelowArithmetic(side, scope);
        return;
      }
      break;
    case 'membership':
      checkMembership(expression, scope);
      break;
    case 'pattern-match':
      checkPatternMatch(expression, scope);
      break;
    case 'call':
      checkArguments(expression, scope);
      break;
    case 'arithmetic':
    case 'negative':
      checkArithmetic(expression, scope);
      checkBelowArithmetic(expression, scope);
      return;
    default:
  }
  for (const child of childrenOf(expression)) checkExpression(child, scope);
}

/** Checks the operands of arithmetic. */
function checkBelowArithmetic(expression: Expression, scope: CheckScope): void {
  if (!isArithmetic(expression)) checkExpression(expression, scope);
  else for (const operand of childrenOf(expression)) checkBelowArithmetic(operand, scope);
}

/** Reports all non-numeric operands in one problem. */
function checkArithmetic(expression: Expression, scope: CheckScope): void {
  const [wrong, ...others] = wrongOperands(expression, scope.mappingOf);
  if (!wrong) return;
  const { mappingOf } = scope;
  const isJoin = [wrong, ...others].every((operand) => typeOf(operand, mappingOf) === 'string');
  scope.report(
    others.length > 0 ? expression.span : wrong.span,
    `arithmetic needs numbers, but [${sliceOf(scope, wrong)}] is [${typeName(wrong, mappingOf)}]`,
    others.length > 0 && isJoin ? 'to join strings, write concat(…, …)' : undefined,
  );
}

function checkField(field: Field, scope: CheckScope, problems: Problem[]): void {
  const nested = nestedField(field.name, scope);
  if (nested !== undefined) {
    scope.report(
      field.span,
      `field [${field.name}] cannot be used: [${nested}] is [nested], which EQL does not support`,
      'write the rule in KQL, which has nested conditions',
    );
    return;
  }
  const flattened = field.optional ? undefined : flattenedField(field.name, scope);
  if (flattened !== undefined) {
    scope.report(
      field.span,
      `field [${field.name}] cannot be used: [${flattened}] is [flattened], which EQL does not support`,
      'write the rule in KQL or ES|QL',
    );
    return;
  }
  if (!scope.isMapped || field.optional || scope.isMapped(field.name)) return;
  const near = nearestNames(field.name, scope.knownNames?.() ?? []);
  problems.push({
    code: 'field-unknown',
    severity: 'error',
    message: `unknown column [${field.name}]${near.length === 0 ? '' : `, did you mean ${near.map((name) => `[${name}]`).join(' or ')}?`}`,
    span: field.span,
    help: 'correct the name, or write ?field if the field may be unmapped',
  });
}

/** Returns the outermost nested field among a field and its parents. */
function nestedField(name: string, { mappingOf }: CheckScope): string | undefined {
  for (const parent of parentNames(name)) if (mappingOf(parent)?.type === 'nested') return parent;
  return mappingOf(name)?.type === 'nested' ? name : undefined;
}

/**
 * Returns the flattened field that a field is, or is a key of. A key with its own mapping has its own type.
 */
function flattenedField(name: string, { mappingOf }: CheckScope): string | undefined {
  const own = mappingOf(name)?.type;
  if (own !== undefined && own !== 'flattened') return undefined;
  for (const parent of parentNames(name)) if (mappingOf(parent)?.type === 'flattened') return parent;
  return own === undefined ? undefined : name;
}

/** Checks that keys at the same position of all steps are comparable. All string types are one family. */
function checkKeyTypes(query: Exclude<EqlQuery, { kind: 'event-query' }>, scope: CheckScope): void {
  const [first, ...rest] = stepsOf(query);
  for (const step of rest) {
    step.keys.forEach((key, index) => {
      const other = first?.keys[index];
      const type = scope.mappingOf(key.name)?.type;
      const otherType = other && scope.mappingOf(other.name)?.type;
      if (!other || !type || !otherType || familyOf(type) === familyOf(otherType)) return;
      scope.report(
        key.span,
        `join key [${key.name}] of type [${type}] is incompatible with key [${other.name}] of type [${otherType}]`,
        'join on fields whose values can be equal',
      );
    });
  }
}
