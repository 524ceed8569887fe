import type { Arithmetic, Call, Expression } from '../../../query/esql/syntax.js';
import { absent } from '../solve-field.js';
import { computed, constantOf } from './constant.js';
import { textsOfJava } from './java-texts.js';
import { type Target, textLike, through } from './target.js';

/** The required value of a part of an expression so that the expression has its own. */
export interface Inverse {
  /** Undefined if the condition alone is sufficient. */
  readonly part: Expression | undefined;
  readonly target: Target;
  /** A condition that must also hold. */
  readonly first?: Expression;
}

/** Yields the ways in which an expression can have a value. */
export function* inverseOf(term: Call | Arithmetic, target: Target, now: bigint): Generator<Inverse> {
  if (term.kind === 'arithmetic') yield* ofArithmetic(term, target, now);
  else yield* (Object.hasOwn(ofCalls, term.name) ? ofCalls[term.name]! : ofAnyArgument)(term, target, now);
}

type OfCall = (call: Call, target: Target, now: bigint) => Iterable<Inverse>;

/** Inverts a function whose value is, for this purpose, that of an argument. */
function argument(index: number): OfCall {
  return ({ arguments: given }, target) => (given[index] ? [{ part: given[index], target }] : []);
}

function changedText(forward: (value: string) => unknown, backward: (value: string) => unknown): OfCall {
  return ({ arguments: [part] }, target) => [
    {
      part,
      target: through(
        target,
        (value) => (typeof value === 'string' ? forward(value) : undefined),
        (value) => (typeof value === 'string' ? backward(value) : value),
      ),
    },
  ];
}

/** Inverts an unknown function, of which any argument may be decisive. */
const ofAnyArgument: OfCall = ({ arguments: given }, target) => given.map((part) => ({ part, target }));

const ofCalls: Readonly<Record<string, OfCall>> = {
  to_lower: changedText(
    (text) => text.toLowerCase(),
    (text) => text,
  ),
  to_upper: changedText(
    (text) => text.toUpperCase(),
    (text) => text,
  ),
  from_base64: changedText(
    () => undefined,
    (text) => Buffer.from(text, 'utf8').toString('base64'),
  ),
  date_trunc: argument(1),
  date_extract: argument(1),
  date_format: argument(1),
  mv_slice: argument(0),
  mv_concat: argument(0),
  split: argument(0),
  round: argument(0),
  bucket: argument(0),
  coalesce: ofAnyArgument,
  concat: ofConcat,
  length: ofLength,
  byte_length: ofLength,
  case: ofCase,
  replace: ofReplace,
  locate: ofLocate,
  substring: ofSubstring,
  json_extract: ofJson,
  mv_count: ofCount,
};

function ofConcat({ arguments: given }: Call, target: Target, now: bigint): readonly Inverse[] {
  const constants = given.map((part) => constantOf(part, now));
  const variable = constants.indexOf(undefined);
  if (variable < 0) return [];
  const before = constants.slice(0, variable).join('');
  const after = constants
    .slice(variable + 1)
    .filter((constant) => constant !== undefined)
    .join('');
  const inner = through(
    target,
    (value) => `${before}${String(value)}${after}`,
    (value) => {
      const text = String(value);
      const start = text.startsWith(before) ? before.length : 0;
      return text.slice(start, text.endsWith(after) ? text.length - after.length : undefined);
    },
  );
  return given.flatMap((part, index) => (constants[index] === undefined ? [{ part, target: inner }] : []));
}

function ofLength({ arguments: [part] }: Call, target: Target): readonly Inverse[] {
  return [
    {
      part,
      target: through(
        target,
        (value) => String(value).length,
        (value, current) => padded(current, Number(value)),
      ),
    },
  ];
}

/** Limit of string lengths to create. */
const longest = 20_000;

function padded(current: unknown, length: number): string {
  const text = typeof current === 'string' ? current : '';
  const wanted = Math.max(0, Math.min(longest, Math.ceil(length)));
  if (text.length >= wanted) return text.slice(0, wanted);
  // No space at the end, which some functions trim.
  return `${`${text}${' filler'.repeat(wanted - text.length)}`.slice(0, wanted - 1)}x`;
}

/** Inverts CASE: conditions and values alternate; a final value applies to all other cases. */
function* ofCase({ arguments: given }: Call, target: Target, now: bigint): Generator<Inverse> {
  for (let index = 0; index + 1 < given.length; index += 2) {
    const value = given[index + 1]!;
    const constant = constantOf(value, now);
    if (constant !== undefined || value.kind === 'null') {
      if (target.accepts(constant ?? absent) !== false)
        yield { part: undefined, target, first: given[index]! };
    } else yield { part: value, target, first: given[index]! };
  }
  const last = given.length % 2 === 1 ? given.at(-1) : undefined;
  if (!last) return;
  const span = last.span;
  const conditions = given.filter((_, index) => index % 2 === 0 && index < given.length - 1);
  const first: Expression = { kind: 'not', operand: { kind: 'or', operands: conditions, span }, span };
  const constant = constantOf(last, now);
  if (constant === undefined && last.kind !== 'null') yield { part: last, target, first };
  else if (target.accepts(constant ?? absent) !== false) yield { part: undefined, target, first };
}

/** Reverts the replacement; everything else is unchanged. */
function ofReplace({ arguments: [part, pattern, written] }: Call, target: Target): readonly Inverse[] {
  const texts = pattern?.kind === 'string' ? textsOfJava(pattern.value) : [];
  const put = written?.kind === 'string' ? written.value : '';
  return [...new Set(['', ...texts])].map((text) => ({
    part,
    target: through(
      target,
      () => undefined,
      (value) => (put === '' || text === '' ? value : String(value).replaceAll(put, () => text)),
    ),
  }));
}

function ofLocate({ arguments: [part, sought] }: Call, target: Target, now: bigint): readonly Inverse[] {
  const text = sought && constantOf(sought, now);
  if (typeof text !== 'string') return [];
  const isWanted = target.accepts(1) !== false;
  return [
    { part, target: textLike({ kind: 'affix', place: 'inside', text, caseInsensitive: false }, isWanted) },
  ];
}

function ofSubstring({ arguments: [part, start] }: Call, target: Target, now: bigint): readonly Inverse[] {
  const from = start ? constantOf(start, now) : undefined;
  const before = typeof from === 'number' && from > 1 ? 'x'.repeat(Math.min(longest, from - 1)) : '';
  return [
    {
      part,
      target: through(
        target,
        () => undefined,
        (value) => `${before}${String(value)}`,
      ),
    },
  ];
}

/** Inverts access to a field of the source by path. */
function ofJson({ arguments: [, path], span }: Call, target: Target, now: bigint): readonly Inverse[] {
  const text = path && constantOf(path, now);
  if (typeof text !== 'string') return [];
  return [{ part: { kind: 'column', name: text.replace(/^\$\.?/, ''), span }, target }];
}

/** Inverts a number of values; for an aggregate it is the number of different ones. */
function ofCount({ arguments: [part], span, nameSpan }: Call, target: Target): readonly Inverse[] {
  if (part?.kind === 'call' && part.name === 'values')
    return [{ part: { ...part, name: 'count_distinct' }, target }];
  const list = through(
    target,
    (value) => (Array.isArray(value) ? value.length : 1),
    (value) =>
      Array.from(
        { length: Math.max(1, Math.min(longest, Number(value))) },
        (_, index) => `value-${index + 1}`,
      ),
  );
  return part
    ? [
        { part, target: list },
        {
          part: {
            kind: 'call',
            name: 'count_distinct',
            nameSpan,
            arguments: [part],
            isStar: false,
            options: undefined,
            span,
          },
          target,
        },
      ]
    : [];
}

function* ofArithmetic(
  { operator, left, right }: Arithmetic,
  target: Target,
  now: bigint,
): Generator<Inverse> {
  const [one, other] = [constantOf(left, now), constantOf(right, now)];
  if (typeof other === 'number') yield { part: left, target: moved(target, operator, other) };
  else if (typeof one === 'number')
    yield {
      part: right,
      target: through(
        target,
        (value) => (typeof value === 'number' ? computed(operator, one, value) : undefined),
        (value) =>
          operator === '-' || operator === '/'
            ? computed(operator, one, Number(value))
            : computed(inverses[operator] ?? operator, Number(value), one),
      ),
    };
  else {
    yield* ofOccurrences(left, right, target);
    for (const part of [left, right]) yield { part, target: anyNumber };
  }
}

const inverses: Readonly<Record<string, string>> = { '+': '-', '-': '+', '*': '/', '/': '*' };

function moved(target: Target, operator: string, by: number): Target {
  return through(
    target,
    (value) => (typeof value === 'number' ? computed(operator, value, by) : undefined),
    (value) => (typeof value === 'number' ? computed(inverses[operator] ?? operator, value, by) : value),
  );
}

const anyNumber: Target = { accepts: () => undefined, suggest: () => [1, 2, 5, 10, 20, 50, 100, 500, 0] };

/** Inverts `length(text) - length(replace(text, pattern, ""))`, the number of occurrences of a pattern. */
function* ofOccurrences(left: Expression, right: Expression, target: Target): Generator<Inverse> {
  const replaced = right.kind === 'call' && right.name === 'length' ? right.arguments[0] : undefined;
  if (left.kind !== 'call' || left.name !== 'length' || replaced?.kind !== 'call') return;
  const [pattern] = replaced.arguments.slice(1);
  if (replaced.name !== 'replace' || pattern?.kind !== 'string') return;
  for (const text of textsOfJava(pattern.value))
    if (text !== '')
      yield {
        part: left.arguments[0],
        target: {
          accepts: () => undefined,
          suggest: function* (current, plain) {
            const before = typeof current === 'string' ? current : '';
            for (const number of target.suggest(0, plain))
              if (typeof number === 'number' && number > 0 && number < longest)
                yield before + `${text} `.repeat(Math.ceil(number / text.length) + 1);
          },
        },
      };
}
