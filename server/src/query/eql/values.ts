import { cover, type Span } from '../../text/span.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { type EqlError, type eqlErrors, eqlProblem } from './messages.js';
import type { Maxspan, NumberLiteral } from './syntax.js';
import type { EqlToken } from './tokens.js';

/** The `with runs=3` after a step. */
export interface RunsClause {
  readonly count: number;
  readonly span: Span;
}

const millisecondsPerUnit: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

const units = [...millisecondsPerUnit.keys()].join(', ');

/** The maximum number of runs of a step (docs/semantics/eql.md#grammar). */
export const maximumRuns = 100;

/**
 * Converts a number token to a literal: 32 bits make an integer, 64 bits a long, anything else a double
 * (docs/semantics/eql.md#lexical-structure).
 */
export function readNumber(token: EqlToken): NumberLiteral {
  const span = tokenSpan(token);
  if (token.kind === 'decimal') return { kind: 'number', value: Number(token.image), type: 'double', span };
  // Nine digits fit in 32 bits.
  if (token.image.length < 10) return { kind: 'number', value: Number(token.image), type: 'integer', span };
  const exact = BigInt(token.image);
  if (exact <= 0x7fffffffn) return { kind: 'number', value: Number(exact), type: 'integer', span };
  if (exact > 0x7fffffffffffffffn) return { kind: 'number', value: Number(exact), type: 'double', span };
  const value = exact <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(exact) : exact;
  return { kind: 'number', value, type: 'long', span };
}

/** Returns one part of a field path without its backquotes. A doubled backquote means one. */
export function readPathPart(token: EqlToken): string {
  if (!token.image.startsWith('`')) return token.image;
  return token.image.slice(1, -1).replaceAll('``', '`');
}

/** Reads `with maxspan=5m`. Adds errors in the number or unit to `found`. */
export function readMaxspan(
  start: EqlToken,
  amount: EqlToken,
  unit: EqlToken | undefined,
  found: SyntaxProblem[],
): Maxspan {
  const report = reporter(found);
  const span = cover(tokenSpan(start), tokenSpan(unit ?? amount));
  const factor = unit && millisecondsPerUnit.get(unit.image);
  const number = Number(amount.image);
  // Ignore a number that the parser inserted for a missing one.
  if (amount.image === '') return { milliseconds: 0, span };
  if (!/^\d+$/.test(amount.image)) {
    report('decimal-interval', tokenSpan(amount), amount.image);
  } else if (number <= 0) {
    report('interval-not-positive', tokenSpan(amount), amount.image);
  }
  if (!unit) {
    report('missing-unit', tokenSpan(amount), amount.image, units);
  } else if (factor === undefined) {
    report('unknown-unit', tokenSpan(unit), unit.image, `${amount.image}${unit.image}`, units);
  }
  return { milliseconds: Math.trunc(number * (factor ?? 1_000)), span };
}

/** Reads `with runs=3`. Adds errors to `found`. */
export function readRuns(
  start: EqlToken,
  option: EqlToken,
  amount: EqlToken,
  found: SyntaxProblem[],
): RunsClause {
  const report = reporter(found);
  const span = cover(tokenSpan(start), tokenSpan(amount));
  const count = Number(amount.image);
  // Ignore a word or number that the parser inserted for a missing one.
  if (option.image === '' || amount.image === '') return { count: 1, span };
  if (option.image !== 'runs') {
    report('unknown-step-option', tokenSpan(option), option.image);
    return { count: 1, span };
  }
  if (!Number.isInteger(count) || count < 1 || count > maximumRuns) {
    report('runs-out-of-range', tokenSpan(amount), amount.image, maximumRuns);
    return { count: 1, span };
  }
  return { count, span };
}

function reporter(found: SyntaxProblem[]) {
  return <Kind extends EqlError>(
    kind: Kind,
    span: Span,
    ...details: Parameters<(typeof eqlErrors)[Kind]>
  ): void => {
    found.push(eqlProblem(kind, span, ...details));
  };
}
