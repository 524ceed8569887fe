import type { FieldTest } from '../../../evaluate/plan/plan.js';
import { compileTest } from '../../../evaluate/plan/test-value.js';
import type { ComparisonOperator } from '../../../query/esql/syntax.js';
import { textsOfRegex } from '../regex-candidates.js';
import { absent } from '../solve-field.js';
import { piecesOf, type TextPiece, textsWith } from '../text-candidates.js';

/** The required value of an expression. */
export interface Target {
  /** Returns whether a value is accepted; undefined if that is unknown. */
  readonly accepts: (value: unknown) => boolean | undefined;
  /**
   * Proposes values, simple ones first.
   *
   * @param current the current value, from which others can be derived that still satisfy other conditions.
   * @param plain returns common values for its origin, by number.
   */
  readonly suggest: (current: unknown, plain: (number: number) => unknown) => Iterable<unknown>;
}

/** Any value. */
export const present: Target = {
  accepts: (value) => value !== absent && value !== undefined,
  suggest: (_, plain) => [plain(0), 'x', 1],
};

/** No value. */
export const missing: Target = {
  accepts: (value) => value === absent || value === undefined,
  suggest: () => [absent],
};

/** Returns the target of one of some values. */
export function oneOf(values: readonly unknown[]): Target {
  return { accepts: (value) => values.includes(value), suggest: () => values };
}

/** Returns the target of a value that differs from all of some values. */
export function noneOf(values: readonly unknown[]): Target {
  const accepts: Target['accepts'] = (value) =>
    value !== absent && value !== undefined && !values.includes(value);
  return {
    accepts,
    suggest: (current, plain) =>
      [plain(0), plain(1), plain(2), `${String(current)}x`, 1, 7, true, false].filter((value) =>
        accepts(value),
      ),
  };
}

/** Returns the target of a value on one side of another. */
export function beside(operator: ComparisonOperator, limit: unknown): Target {
  if (operator === '==') return oneOf([limit]);
  if (operator === '!=') return noneOf([limit]);
  const accepts: Target['accepts'] = (value) => holds(operator, order(value, limit));
  if (typeof limit === 'number')
    return {
      accepts,
      suggest: () =>
        [limit, limit + 1, limit - 1, limit * 2, Math.floor(limit / 2), 0, limit + 0.5, limit - 0.5].filter(
          (value) => accepts(value),
        ),
    };
  const time = Date.parse(String(limit));
  return {
    accepts,
    suggest: (_, plain) => [
      ...(Number.isNaN(time)
        ? [limit, `${String(limit)}a`, '0']
        : [time, time + minute, time - minute].map((one) => new Date(one).toISOString())
      ).filter((value) => accepts(value)),
      plain(0),
      plain(1),
    ],
  };
}

const minute = 60_000;

function order(value: unknown, limit: unknown): number | undefined {
  if (typeof value === 'number' && typeof limit === 'number') return value - limit;
  if (typeof value !== 'string' || typeof limit !== 'string') return undefined;
  return value < limit ? -1 : value > limit ? 1 : 0;
}

function holds(operator: ComparisonOperator, difference: number | undefined): boolean | undefined {
  if (difference === undefined) return undefined;
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '==':
      return difference === 0;
    case '!=':
      return difference !== 0;
  }
}

/** Returns the target of a string that matches one of some patterns, or none of them. */
export function textLike(test: FieldTest, isWanted: boolean): Target {
  const matches = compiled(test);
  const accepts: Target['accepts'] = (value) =>
    typeof value === 'string' ? (matches === undefined ? undefined : matches(value) === isWanted) : false;
  if (!isWanted) return { accepts, suggest: (_, plain) => [plain(0), plain(1), plain(2), 'x', 'other'] };
  return {
    accepts,
    suggest: function* (current) {
      const before = typeof current === 'string' ? current : '';
      const proposals =
        test.kind === 'regex' ? test.patterns.map(regexPieces) : piecesOf(test).map((piece) => [piece]);
      for (const pieces of proposals) for (const piece of pieces) yield* textsBeside(piece, before);
    },
  };
}

function compiled(test: FieldTest): ((value: string) => boolean) | undefined {
  try {
    const matches = compileTest(test, undefined, 0n);
    return (value) => matches(value);
  } catch {
    return undefined;
  }
}

/** Yields strings that contain a piece, including those that keep the current string. */
function* textsBeside(piece: TextPiece, before: string): Generator<string> {
  const { text, isAtStart, isAtEnd } = piece;
  if (before !== '') {
    if (!isAtStart) yield* [`${before} ${text}`, `${before}${text}`, `${before}/${text}`];
    if (!isAtEnd) yield* [`${text} ${before}`, `${text}${before}`];
  }
  yield* textsWith(piece);
}

/** Returns the pieces that a regular expression requires, open at an end that matches anything. */
export function regexPieces(pattern: string): readonly TextPiece[] {
  const isOpenAtStart = pattern.startsWith('.*');
  const isOpenAtEnd = pattern.endsWith('.*');
  return textsOfRegex(pattern.slice(isOpenAtStart ? 2 : 0, isOpenAtEnd ? -2 : undefined)).map((text) => ({
    text,
    isAtStart: !isOpenAtStart,
    isAtEnd: !isOpenAtEnd,
  }));
}

/** Returns the target of a value from which another one is computed by an invertible function. */
export function through(
  target: Target,
  forward: (value: unknown) => unknown,
  backward: (value: unknown, current: unknown) => unknown,
): Target {
  const computed = (value: unknown): unknown =>
    value === absent || value === undefined ? absent : forward(value);
  return {
    accepts: (value) => target.accepts(computed(value)),
    suggest: function* (current, plain) {
      for (const value of target.suggest(computed(current), plain))
        yield value === absent ? absent : backward(value, current);
    },
  };
}
