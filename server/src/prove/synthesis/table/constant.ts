import type { Expression, TimeSpan } from '../../../query/esql/syntax.js';

const milliseconds: Readonly<Record<string, number>> = {
  millisecond: 1,
  ms: 1,
  second: 1_000,
  sec: 1_000,
  s: 1_000,
  minute: 60_000,
  min: 60_000,
  m: 60_000,
  hour: 3_600_000,
  h: 3_600_000,
  day: 86_400_000,
  d: 86_400_000,
  week: 604_800_000,
  w: 604_800_000,
};

/** Returns the length of a time unit in milliseconds. */
export function millisecondsOf(unit: string): number | undefined {
  const name = unit.toLowerCase();
  return milliseconds[name] ?? milliseconds[name.replace(/s$/, '')];
}

/**
 * Evaluates an expression without columns: a time as ISO text, a number, a string or a boolean; undefined for
 * anything else. `now` is in nanoseconds since 1970.
 */
export function constantOf(expression: Expression, now: bigint): string | number | boolean | undefined {
  switch (expression.kind) {
    case 'string':
    case 'boolean':
      return expression.value;
    case 'number':
      return Number(expression.value);
    case 'negative': {
      const value = constantOf(expression.operand, now);
      return typeof value === 'number' ? -value : undefined;
    }
    case 'cast':
      return constantOf(expression.value, now);
    case 'call':
      return constantCall(expression.name, expression.arguments, now);
    case 'arithmetic': {
      const left = constantOf(expression.left, now);
      if (expression.right.kind === 'time-span')
        return movedTime(left, expression.operator, expression.right);
      const right = constantOf(expression.right, now);
      if (typeof left !== 'number' || typeof right !== 'number') return undefined;
      return computed(expression.operator, left, right);
    }
    default:
      return undefined;
  }
}

function constantCall(
  name: string,
  given: readonly Expression[],
  now: bigint,
): string | number | boolean | undefined {
  if (name === 'now') return new Date(Number(now / 1_000_000n)).toISOString();
  const [first, second] = given.map((one) => constantOf(one, now));
  if (name === 'space' && typeof first === 'number') return ' '.repeat(Math.min(first, longest));
  if (name === 'repeat' && typeof first === 'string' && typeof second === 'number')
    return first.repeat(Math.min(second, longest));
  return name.startsWith('to_') ? first : undefined;
}

const longest = 10_000;

function movedTime(time: unknown, operator: string, { amount, unit }: TimeSpan): string | undefined {
  const by = millisecondsOf(unit);
  const start = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  if (by === undefined || Number.isNaN(start)) return undefined;
  const moved = start + (operator === '-' ? -1 : 1) * by * Number(amount);
  return Math.abs(moved) <= 8.64e15 ? new Date(moved).toISOString() : undefined;
}

/** Applies an operator to numbers. */
export function computed(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
    default:
      return undefined;
  }
}
