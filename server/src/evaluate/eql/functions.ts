import { addressKey } from '../../fields/ip-text.js';
import type { EqlFunctionName } from '../../query/eql/functions.js';
import { foldForScript } from '../../query/patterns/case.js';
import { addressRange } from '../values/addresses.js';
import type { Value } from '../values/read.js';

/** An argument or a result. Null is EQL's null. */
export type Operand = Value | null;

/**
 * Computes an EQL function from its arguments (docs/semantics/eql.md#functions). May throw a {@link
 * FunctionFailure}.
 */
export type FunctionBody = (args: readonly Operand[], caseInsensitive: boolean) => Operand;

/** The search fails here, as Elasticsearch's script would fail. */
export class FunctionFailure extends Error {}

/** Returns null if the source is null. The search fails if another string is null. */
function withTexts(needed: number, body: FunctionBody): FunctionBody {
  return (args, caseInsensitive) => {
    if (args[0] === null) return null;
    for (let index = 1; index < needed; index++)
      if (args[index] === null)
        throw new FunctionFailure('a string is required, and one of the fields is missing');
    return body(args, caseInsensitive);
  };
}

/** Returns null as soon as a required argument is null. */
function strict(needed: number, body: FunctionBody): FunctionBody {
  return (args, caseInsensitive) => {
    for (let index = 0; index < needed; index++)
      if (args[index] === null || args[index] === undefined) return null;
    return body(args, caseInsensitive);
  };
}

const fold = (text: Operand | undefined, caseInsensitive: boolean): string =>
  caseInsensitive ? foldForScript(String(text)) : String(text);

const whole = (value: Operand | undefined, otherwise: number): number =>
  value === null || value === undefined ? otherwise : Number(value);

/** Calculates an arithmetic operator. `wholeNumbers` selects integer division and remainder. */
export function calculate(operator: string, left: number, right: number, wholeNumbers: boolean): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (wholeNumbers && right === 0) throw new FunctionFailure('division by zero');
      return wholeNumbers ? Math.trunc(left / right) : left / right;
    default:
      if (wholeNumbers && right === 0) throw new FunctionFailure('modulo by zero');
      return left % right;
  }
}

/** Functions that are arithmetic operators under another name. */
export const arithmeticFunctions = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  modulo: '%',
} as const satisfies Partial<Record<EqlFunctionName, string>>;

/** Functions whose results depend on the types of their arguments. */
export type TypedFunction = 'concat' | 'string';

/** The EQL functions that need a body: a missing one does not compile. */
type FunctionWithBody = Exclude<EqlFunctionName, keyof typeof arithmeticFunctions | TypedFunction>;

function between(args: readonly Operand[], caseInsensitive: boolean): Operand {
  const source = String(args[0]);
  const greedy = args[3] === true;
  const folded = fold(source, caseInsensitive);
  const left = fold(args[1], caseInsensitive);
  const right = fold(args[2], caseInsensitive);
  if (left === '' || right === '') return source;
  const leftAt = folded.indexOf(left);
  if (leftAt < 0) return '';
  const start = leftAt + left.length;
  const end = greedy ? folded.lastIndexOf(right) : folded.indexOf(right, start);
  return end < start ? '' : source.slice(start, end);
}

function indexOf(args: readonly Operand[], caseInsensitive: boolean): Operand {
  const source = fold(args[0], caseInsensitive);
  const found = source.indexOf(fold(args[1], caseInsensitive), Math.max(0, whole(args[2], 0)));
  return found < 0 || whole(args[2], 0) > source.length ? null : found;
}

/** Without a start, as when `indexOf` finds nothing, returns the whole string. */
function substring(args: readonly Operand[]): Operand {
  if (args[1] === null) return String(args[0]);
  return String(args[0]).slice(
    whole(args[1], 0),
    args[2] === null || args[2] === undefined ? undefined : Number(args[2]),
  );
}

function number(args: readonly Operand[]): Operand {
  const text = String(args[0]).trim();
  const base = args[1] === null || args[1] === undefined ? undefined : Number(args[1]);
  const sign = /^[+-]/.test(text) ? text[0]! : '';
  const digits = text.slice(sign.length);
  const factor = sign === '-' ? -1 : 1;
  const hexadecimal = /^0x([0-9a-fA-F]+)$/.exec(text);
  if (hexadecimal && (base === undefined || base === 16)) return Number.parseInt(hexadecimal[1]!, 16);
  if (base === undefined || base === 10) {
    if (/^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(digits)) return factor * Number(digits);
  } else if (base >= 2 && base <= 36 && digits !== '') {
    const known = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
    if ([...digits.toLowerCase()].every((digit) => known.includes(digit)))
      return factor * Number.parseInt(digits, base);
  }
  throw new FunctionFailure(`[number] cannot read "${text}"${base === undefined ? '' : ` in base ${base}`}`);
}

function cidrMatch(args: readonly Operand[]): Operand {
  const key = addressKey(String(args[0]));
  if (key === undefined) return false;
  return args.slice(1).some((block) => {
    const range = addressRange(String(block));
    return range !== undefined && range.first <= key && key <= range.last;
  });
}

/** The function bodies, except arithmetic, `string` and `concat`, which depend on types. */
export const functionBodies: Readonly<Record<FunctionWithBody, FunctionBody>> = {
  between: withTexts(3, between),
  cidrMatch: strict(1, cidrMatch),
  endsWith: strict(2, ([source, suffix], ci) => fold(source, ci).endsWith(fold(suffix, ci))),
  indexOf: strict(2, indexOf),
  length: strict(1, ([text]) => String(text).length),
  number: strict(1, number),
  startsWith: strict(2, ([source, prefix], ci) => fold(source, ci).startsWith(fold(prefix, ci))),
  stringContains: withTexts(
    2,
    ([source, text], ci) => text !== '' && fold(source, ci).includes(fold(text, ci)),
  ),
  substring: strict(1, substring),
};
