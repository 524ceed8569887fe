import { dateReader, printDate } from '../../fields/dates.js';
import { addressKey } from '../../fields/ip-text.js';
import { findFunction } from '../../query/eql/functions.js';
import type { Call, Expression } from '../../query/eql/syntax.js';
import { typeOf } from '../../query/eql/types.js';
import { foldForScript } from '../../query/patterns/case.js';
import { compileJavaRegex } from '../../query/patterns/java-regex.js';
import { RegexSyntaxError } from '../../query/patterns/lucene/parse.js';
import { compileScriptWildcard } from '../../query/patterns/script-wildcard.js';
import type { Span } from '../../text/span.js';
import { EvaluationError, type PlannedField, type Script } from '../plan/plan.js';
import { type PlanContext, planField } from '../plan/plan-context.js';
import { printAddressKey } from '../values/addresses.js';
import { compareVersionValues } from '../values/versions.js';
import { isNullField } from './context.js';
import {
  arithmeticFunctions,
  calculate,
  FunctionFailure,
  functionBodies,
  type Operand,
} from './functions.js';

type Evaluate = (slots: readonly Operand[]) => Operand;

/**
 * Compiles an expression to a script with three-valued logic: arithmetic, comparisons and string functions
 * return null if an operand is null; `and`, `or` and `not` are Kleene's
 * (docs/semantics/eql.md#script-leaves). Every mention of a field gets its own slot. Throws an {@link
 * EvaluationError} for a pattern that cannot be compiled.
 */
export function compileScript(expression: Expression, context: PlanContext): Script {
  const slots: PlannedField[] = [];
  const evaluate = compile(expression, { context, slots });
  return { slots, evaluate };
}

/**
 * Returns the value of an expression without fields. Throws an {@link EvaluationError} if it cannot be
 * computed.
 */
export function evaluateConstant(expression: Expression, context: PlanContext): Operand {
  // Most constants are literals, which need no compiling.
  if (expression.kind === 'string' || expression.kind === 'boolean') return expression.value;
  return compileScript(expression, context).evaluate([]);
}

interface Scope {
  readonly context: PlanContext;
  readonly slots: PlannedField[];
}

function compile(expression: Expression, scope: Scope): Evaluate {
  switch (expression.kind) {
    case 'string':
    case 'boolean': {
      const { value } = expression;
      return () => value;
    }
    case 'number': {
      const value = Number(expression.value);
      return () => value;
    }
    case 'null':
    case 'missing':
      return () => null;
    case 'field': {
      if (isNullField(expression, scope.context)) return () => null;
      const slot = scope.slots.push(planField(expression, scope.context)) - 1;
      return (values) => values[slot] ?? null;
    }
    case 'and':
    case 'or':
      return compileConnective(expression.kind === 'and', expression.operands, scope);
    case 'not': {
      const operand = compile(expression.operand, scope);
      return (values) => invert(operand(values));
    }
    case 'negative': {
      const operand = compile(expression.operand, scope);
      return (values) => {
        const value = operand(values);
        return typeof value === 'number' ? -value : null;
      };
    }
    case 'arithmetic':
      return compileArithmetic(
        expression.operator,
        expression.left,
        expression.right,
        expression.span,
        scope,
      );
    case 'comparison':
      return compileComparison(expression.operator, expression.left, expression.right, scope);
    case 'membership': {
      const items = expression.items.filter((item) => item.kind !== 'null');
      const tests = items.map((item) =>
        expression.caseInsensitive
          ? compileFolded(expression.subject, item, scope)
          : compileComparison('==', expression.subject, item, scope),
      );
      return negatedIf(expression.negated, anyTrue(tests));
    }
    case 'pattern-match':
      return compilePatternMatch(expression, scope);
    case 'call':
      return compileCall(expression, scope);
  }
}

function invert(value: Operand): Operand {
  return typeof value === 'boolean' ? !value : null;
}

function negatedIf(negated: boolean, evaluate: Evaluate): Evaluate {
  return negated ? (values) => invert(evaluate(values)) : evaluate;
}

/** Returns true if a test is true, otherwise null if one is null, otherwise false. */
function anyTrue(tests: readonly Evaluate[]): Evaluate {
  return (values) => {
    let result: Operand = false;
    for (const test of tests) {
      const value = test(values);
      if (value === true) return true;
      if (value === null) result = null;
    }
    return result;
  };
}

function compileConnective(all: boolean, operands: readonly Expression[], scope: Scope): Evaluate {
  const compiled = operands.map((operand) => compile(operand, scope));
  const decisive = !all;
  return (values) => {
    let result: Operand = all;
    for (const operand of compiled) {
      const value = operand(values);
      if (value === decisive) return decisive;
      if (value === null) result = null;
    }
    return result;
  };
}

/** Returns whether an expression yields decimals by its type: `4 / 2.0` is not an integer division. */
function isDecimal(expression: Expression, scope: Scope): boolean {
  switch (expression.kind) {
    case 'number':
      return expression.type === 'double';
    case 'field':
      return scope.context.mappingOf(expression.name)?.type === 'double';
    case 'negative':
      return isDecimal(expression.operand, scope);
    case 'arithmetic':
      return isDecimal(expression.left, scope) || isDecimal(expression.right, scope);
    case 'call':
      return (
        expression.name.toLowerCase() in arithmeticFunctions &&
        expression.arguments.some((argument) => isDecimal(argument, scope))
      );
    default:
      return false;
  }
}

function compileArithmetic(
  operator: string,
  left: Expression,
  right: Expression,
  span: Span,
  scope: Scope,
): Evaluate {
  const [compiledLeft, compiledRight] = [compile(left, scope), compile(right, scope)];
  const decimal = isDecimal(left, scope) || isDecimal(right, scope);
  return (values) => {
    const a = compiledLeft(values);
    const b = compiledRight(values);
    if (typeof a !== 'number' || typeof b !== 'number') return null;
    const whole = !decimal && Number.isInteger(a) && Number.isInteger(b);
    return failing(span, () => calculate(operator, a, b, whole));
  };
}

function failing<Result>(span: Span, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof FunctionFailure) throw new EvaluationError(error.message, span);
    if (error instanceof RegexSyntaxError) {
      throw new EvaluationError(`the regular expression is not valid: ${error.message}`, span);
    }
    throw error;
  }
}

function compileComparison(operator: string, left: Expression, right: Expression, scope: Scope): Evaluate {
  const nullTest = compileNullTest(operator, left, right, scope);
  if (nullTest) return nullTest;
  const [compiledLeft, compiledRight] = convertSides(left, right, scope);
  const version = [left, right].some((side) => typeOf(side, scope.context.mappingOf) === 'version');
  const holds = orderTest(operator);
  return (values) => {
    const a = compiledLeft(values);
    const b = compiledRight(values);
    if (a === null || b === null) return null;
    if (typeof a !== typeof b) return operator === '!=';
    if (version) return holds(compareVersionValues(String(a), String(b)));
    return holds(a < b ? -1 : a === b ? 0 : 1);
  };
}

/**
 * Compiles `x == null` and `x != null`, which test whether there is a value, with the sides in either order.
 * `null == 1` is null.
 */
function compileNullTest(
  operator: string,
  left: Expression,
  right: Expression,
  scope: Scope,
): Evaluate | undefined {
  if (operator !== '==' && operator !== '!=') return undefined;
  const isNull = (side: Expression): boolean =>
    side.kind === 'null' || (side.kind === 'field' && isNullField(side, scope.context));
  if (!isNull(left) && !isNull(right)) return undefined;
  const other = isNull(left) ? right : left;
  const isLiteral = other.kind === 'string' || other.kind === 'number' || other.kind === 'boolean';
  if (isLiteral) return () => null;
  const subject = compile(other, scope);
  const wanted = operator === '==';
  return (values) => (subject(values) === null) === wanted;
}

function orderTest(operator: string): (order: number) => boolean {
  const tests: Readonly<Record<string, (order: number) => boolean>> = {
    '==': (order) => order === 0,
    '!=': (order) => order !== 0,
    '<': (order) => order < 0,
    '<=': (order) => order <= 0,
    '>': (order) => order > 0,
    '>=': (order) => order >= 0,
  };
  return tests[operator]!;
}

/** Converts string constants to dates or addresses if the other side is one. */
function convertSides(left: Expression, right: Expression, scope: Scope): [Evaluate, Evaluate] {
  const convert = (side: Expression, other: Expression): Evaluate => {
    const compiled = compile(side, scope);
    const type = typeOf(other, scope.context.mappingOf);
    if (side.kind !== 'string') return compiled;
    if (type === 'date') {
      const instant = dateReader()(side.value);
      return () => instant?.from ?? null;
    }
    if (type === 'ip') {
      const key = addressKey(side.value);
      return () => key ?? null;
    }
    return compiled;
  };
  return [convert(left, right), convert(right, left)];
}

function compileFolded(subject: Expression, item: Expression, scope: Scope): Evaluate {
  const [left, right] = [compile(subject, scope), compile(item, scope)];
  return (values) => {
    const a = left(values);
    const b = right(values);
    if (a === null || b === null) return null;
    return typeof a === 'string' && typeof b === 'string' ? foldForScript(a) === foldForScript(b) : a === b;
  };
}

function compilePatternMatch(match: Extract<Expression, { kind: 'pattern-match' }>, scope: Scope): Evaluate {
  const subject = compile(match.subject, scope);
  const caseInsensitive = match.operator === ':' || match.operator.endsWith('~');
  const patterns = match.patterns.flatMap((pattern) => (pattern.kind === 'string' ? [pattern] : []));
  const compilePattern = match.operator.startsWith('regex') ? compileJavaRegex : compileScriptWildcard;
  const tests = patterns.map((pattern) =>
    failing(pattern.span, () => compilePattern(pattern.value, caseInsensitive)),
  );
  return (values) => {
    const value = subject(values);
    if (value === null) return null;
    return typeof value === 'string' && tests.some((test) => test(value));
  };
}

function compileCall(call: Call, scope: Scope): Evaluate {
  const name = findFunction(call.name)?.name;
  switch (name) {
    case undefined:
      throw new EvaluationError(`unknown function [${call.name}]`, call.nameSpan);
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'modulo': {
      const [first, second] = call.arguments as [Expression, Expression];
      return compileArithmetic(arithmeticFunctions[name], first, second, call.span, scope);
    }
    case 'concat':
    case 'string':
      return compileText(call.arguments, scope);
    default: {
      const body = functionBodies[name];
      const args = call.arguments.map((argument) => {
        const compiled = compile(argument, scope);
        // Address fields reach functions as keys, but cidrMatch expects strings, so convert them back.
        return name === 'cidrMatch' ? textOf(argument, compiled, scope) : compiled;
      });
      return (values) =>
        failing(call.span, () =>
          body(
            args.map((argument) => argument(values)),
            call.caseInsensitive,
          ),
        );
    }
  }
}

/** Compiles `string` and `concat`: all values joined as a string, or null if one is null. */
function compileText(args: readonly Expression[], scope: Scope): Evaluate {
  const parts = args.map((argument) => textOf(argument, compile(argument, scope), scope));
  return (values) => {
    let text = '';
    for (const part of parts) {
      const value = part(values);
      if (value === null) return null;
      text += value;
    }
    return text;
  };
}

/**
 * Formats a value as Elasticsearch prints it: decimals keep their point, dates are ISO 8601, addresses are
 * canonical.
 */
function textOf(expression: Expression, compiled: Evaluate, scope: Scope): Evaluate {
  const type = typeOf(expression, scope.context.mappingOf);
  const decimal = type === 'number' && isDecimal(expression, scope);
  return (values) => {
    const value = compiled(values);
    if (value === null) return null;
    if (typeof value === 'bigint') return printDate(value);
    if (type === 'ip') return printAddressKey(String(value));
    if (decimal && Number.isInteger(value)) return `${value}.0`;
    return String(value);
  };
}
