import { nearestNames } from '../../../text/nearest.js';
import { type EsqlFunction, esqlFunction, esqlFunctionNames } from '../functions/functions.js';
import { argumentCounts, type Parameter } from '../functions/signature.js';
import type { Call, Expression } from '../syntax.js';
import { type EsqlType, isDate, isNumeric, isText } from '../types.js';
import type { Lists } from './columns.js';
import { isCondition, resolvesConflict } from './conditions.js';
import { constantFault } from './constant-arguments.js';
import { conversionError, readTimeSpanText } from './implicit.js';
import { type Scope, writtenAs } from './scope.js';
import { calculated, type Typed, unknown } from './typed.js';

/** Returns the type of a call. Reports unknown functions, and wrong numbers and types of arguments. */
export function typeOfCall(call: Call, scope: Scope): Typed {
  const known = esqlFunction(call.name);
  if (!known) {
    for (const argument of call.arguments) scope.typeOf(argument, scope);
    const [nearest] = nearestNames(call.name, esqlFunctionNames());
    scope.report(
      'unknown-function',
      call.nameSpan,
      call.name,
      nearest === undefined ? [] : [inCaseOf(writtenAs(scope, call.nameSpan), nearest)],
    );
    return unknown;
  }
  checkPlace(call, known, scope);
  const inner = scopeWithin(known, scope);
  const typed = call.arguments.map((argument) =>
    argument.kind === 'column' && isConversion(known) && resolvesConflict(argument, scope)
      ? unknown
      : inner.typeOf(argument, inner),
  );
  if (known.isOpaque) return unknown;
  const matched = matchParameters(call, known, typed, scope);
  if (!matched) return { ...unknown, type: resultType(known, typed) };
  checkTypes(call, known, matched, typed, scope);
  return { ...calculated(resultType(known, typed), typed, listsOf(known, typed)), ...traits(known, typed) };
}

/** Returns a name in the letter case of another. */
function inCaseOf(written: string, name: string): string {
  return written === written.toUpperCase() ? name.toUpperCase() : name;
}

function isConversion({ name }: EsqlFunction): boolean {
  return name.startsWith('to_') && name !== 'to_lower' && name !== 'to_upper';
}

function checkPlace(call: Call, { kind }: EsqlFunction, scope: Scope): void {
  const isMisplaced =
    (kind === 'aggregate' && !scope.allowsAggregates) || (kind === 'grouping' && !scope.allowsGrouping);
  if (isMisplaced) scope.report(`${kind}-outside`, call.span, writtenAs(scope, call.span));
}

/** Aggregates do not nest, which the check of STATS reports. */
function scopeWithin({ kind }: EsqlFunction, scope: Scope): Scope {
  return kind === 'aggregate' ? { ...scope, allowsAggregates: true } : scope;
}

/** Returns the parameter of each argument. Reports a wrong number of arguments and returns undefined. */
function matchParameters(
  call: Call,
  { name, parameters, kind }: EsqlFunction,
  typed: readonly Typed[],
  scope: Scope,
): readonly Parameter[] | undefined {
  const found = typed.length;
  const counted = parameters.filter(({ isOptions }) => !isOptions);
  const { least, most } = argumentCounts(parameters);
  if (call.isStar && kind === 'aggregate') return [];
  if (found < least || found > most || call.isStar) {
    scope.report(
      'argument-count',
      call.span,
      name.toUpperCase(),
      countWords(least, most),
      call.isStar ? 1 : found,
    );
    return undefined;
  }
  // The optional arguments of DATE_FORMAT, DATE_PARSE and LOG come first.
  if (counted[0]?.isOptional && counted.length > 1 && !counted[1]!.isOptional)
    return found < counted.length ? counted.slice(1) : counted;
  return typed.map((_, index) => counted[index] ?? counted.findLast(({ isRepeated }) => isRepeated)!);
}

function countWords(least: number, most: number): string {
  const plural = (count: number): string => (count === 1 ? 'argument' : 'arguments');
  if (most === 0) return 'no arguments';
  if (most === Number.POSITIVE_INFINITY) return `at least ${least} ${plural(least)}`;
  if (least === most) return `${least} ${plural(least)}`;
  return `${least} to ${most} arguments`;
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

function ordinalOf(call: Call, index: number): string {
  return call.arguments.length === 1 ? '' : `${ordinals[index] ?? `${index + 1}th`} `;
}

/** Functions whose numbers must all widen to the first one (docs/semantics/esql.md#implicit-conversion). */
const widening: ReadonlySet<string> = new Set(['case', 'coalesce', 'greatest', 'least']);
const widths: readonly EsqlType[] = ['integer', 'long', 'double'];

function checkTypes(
  call: Call,
  known: EsqlFunction,
  parameters: readonly Parameter[],
  typed: readonly Typed[],
  scope: Scope,
): void {
  if (known.name === 'case') {
    checkCase(call, typed, scope);
    return;
  }
  if (known.name === 'bucket' && !checkBucket(call, typed, scope)) return;
  for (const [index, argument] of call.arguments.entries()) {
    const parameter = parameters[index];
    const own = typed[index]!;
    if (!parameter) continue;
    if (parameter.isConstant && !own.isConstant && own.type !== 'unknown') {
      scope.report(
        'argument-constant',
        argument.span,
        ordinalOf(call, index),
        written(call, scope),
        writtenAs(scope, argument.span),
      );
      return;
    }
    if (!checkArgument(call, known, parameter, index, typed, scope)) return;
    const fault = argument.kind === 'string' ? constantFault(known.name, index, argument) : undefined;
    if (!fault) continue;
    if (fault.kind === 'full-text-query')
      scope.report(fault.kind, fault.span, written(call, scope), fault.reason);
    else scope.report(fault.kind, fault.span, fault.reason);
  }
  if (known.name === 'weighted_avg' && call.arguments[1]) checkWeight(call, call.arguments[1], scope);
}

function written(call: Call, scope: Scope): string {
  return writtenAs(scope, call.nameSpan).toUpperCase();
}

function checkArgument(
  call: Call,
  known: EsqlFunction,
  parameter: Parameter,
  index: number,
  typed: readonly Typed[],
  scope: Scope,
): boolean {
  const argument = call.arguments[index]!;
  const own = typed[index]!;
  if (own.type === 'null' || own.type === 'unknown' || own.type === 'unsupported') return true;
  if (parameter.like !== undefined) return checkLike(call, known, index, typed, scope);
  const { types } = parameter;
  if (!types || types.has(own.type)) return true;
  if (own.literal !== undefined && known.kind !== 'aggregate') {
    const verdict = convertArgument(own.literal, types);
    if (verdict.ok) return true;
    if (verdict.reason !== undefined) {
      scope.report('implicit-cast', argument.span, own.literal, verdict.type, verdict.reason);
      return false;
    }
  }
  scope.report(
    'argument-type',
    argument.span,
    ordinalOf(call, index),
    written(call, scope),
    typeWords(types),
    writtenAs(scope, argument.span),
    own.type,
  );
  return false;
}

type Conversion =
  | { readonly ok: true }
  | { readonly ok: false; readonly type: string; readonly reason: string | undefined };

/** Returns whether a string literal can be converted to one of these types. */
function convertArgument(text: string, types: ReadonlySet<EsqlType>): Conversion {
  if (types.has('date_period') || types.has('time_duration')) {
    const span = readTimeSpanText(text);
    if (span.kind === 'span' && types.has(span.type)) return { ok: true };
    const type = 'date_period or time_duration';
    if (span.kind === 'broken') return { ok: false, type, reason: span.reason };
  }
  const convertible = (
    ['datetime', 'date_nanos', 'ip', 'version', 'boolean', 'double', 'long', 'integer'] as const
  ).filter((type) => types.has(type));
  const hasSpan = types.has('date_period') || types.has('time_duration');
  const errors = convertible.map((type) => [type, conversionError(text, type)] as const);
  if (errors.some(([, error]) => error === undefined) && !hasSpan) return { ok: true };
  const [first] = errors;
  if (!first || hasSpan) return { ok: false, type: '', reason: undefined };
  return { ok: false, type: first[0], reason: first[1] };
}

/** Checks an argument that must have the type of an earlier one. */
function checkLike(
  call: Call,
  known: EsqlFunction,
  index: number,
  typed: readonly Typed[],
  scope: Scope,
): boolean {
  const earlier = typed.slice(0, index).find(({ type }) => type !== 'null');
  const own = typed[index]!;
  if (!earlier || earlier.type === 'unknown' || earlier.type === 'unsupported') return true;
  if (
    own.literal !== undefined &&
    !isText(earlier.type) &&
    convertArgument(own.literal, new Set([earlier.type])).ok
  )
    return true;
  if (earlier.literal !== undefined && !isText(own.type)) return true;
  return checkSame(call, index, earlier.type, own.type, widening.has(known.name), scope);
}

function checkSame(
  call: Call,
  index: number,
  wanted: EsqlType,
  found: EsqlType,
  widens: boolean,
  scope: Scope,
): boolean {
  const { span } = call.arguments[index]!;
  if (wanted === found || (isText(wanted) && isText(found)) || (isDate(wanted) && isDate(found))) return true;
  const isMixed = isNumeric(wanted) && isNumeric(found);
  if (isMixed && widens && widths.indexOf(found) >= 0 && widths.indexOf(found) <= widths.indexOf(wanted))
    return true;
  const ordinal = ordinalOf(call, index);
  if (isMixed)
    scope.report('mixed-numeric', span, ordinal, written(call, scope), wanted, writtenAs(scope, span), found);
  else
    scope.report(
      'argument-type',
      span,
      ordinal,
      written(call, scope),
      `[${wanted}]`,
      writtenAs(scope, span),
      found,
    );
  return false;
}

/** Checks CASE, which expects pairs of a condition and a value, and an optional final value. */
function checkCase(call: Call, typed: readonly Typed[], scope: Scope): void {
  let wanted: Typed | undefined;
  for (const [index, argument] of call.arguments.entries()) {
    const own = typed[index]!;
    const isValue = index % 2 === 1 || index === typed.length - 1;
    if (!isValue) {
      if (isCondition(own.type)) continue;
      scope.report(
        'argument-type',
        argument.span,
        ordinalOf(call, index),
        written(call, scope),
        '[boolean]',
        writtenAs(scope, argument.span),
        own.type,
      );
      return;
    }
    if (own.type === 'null' || own.type === 'unknown' || own.type === 'unsupported') continue;
    if (!wanted) {
      wanted = own;
      continue;
    }
    if (
      own.literal !== undefined &&
      !isText(wanted.type) &&
      convertArgument(own.literal, new Set([wanted.type])).ok
    )
      continue;
    if (!checkSame(call, index, wanted.type, own.type, true, scope)) return;
  }
}

/** Checks BUCKET, which expects two or four arguments, depending on the type of the first. */
function checkBucket(call: Call, typed: readonly Typed[], scope: Scope): boolean {
  const [value, size] = typed;
  if (!value || !size || value.type === 'unknown') return true;
  const counts = isDate(value.type) && isNumeric(size.type) ? 4 : undefined;
  const isSpan = size.type === 'date_period' || size.type === 'time_duration';
  if (isNumeric(value.type) && size.literal !== undefined) {
    const argument = call.arguments[1]!;
    scope.report(
      'argument-type',
      argument.span,
      'second ',
      written(call, scope),
      'a number',
      writtenAs(scope, argument.span),
      size.type,
    );
    return false;
  }
  const wanted = counts ?? (isSpan ? 2 : undefined);
  if (wanted !== undefined && typed.length !== wanted) {
    scope.report('argument-count', call.span, 'BUCKET', `${wanted} arguments here`, typed.length);
    return false;
  }
  return true;
}

function checkWeight(call: Call, weight: Expression, scope: Scope): void {
  const isZero = weight.kind === 'null' || (weight.kind === 'number' && Number(weight.value) === 0);
  if (isZero)
    scope.report(
      'argument-null',
      weight.span,
      'second ',
      written(call, scope),
      writtenAs(scope, weight.span),
    );
}

/** Describes the types that a parameter accepts. */
function typeWords(types: ReadonlySet<EsqlType>): string {
  if (types.size <= 2 && [...types].every(isText)) return 'a string';
  if (types.size >= 3 && [...types].every(isNumeric)) return 'a number';
  if ([...types].every(isDate)) return 'a date';
  const names = [...types].filter((type) => type !== 'text' || !types.has('keyword'));
  return `one of ${names.map((type) => `[${type}]`).join(', ')}`;
}

/** Returns the type of the result, from those of the arguments. */
function resultType({ result, name, parameters }: EsqlFunction, typed: readonly Typed[]): EsqlType {
  switch (result) {
    case 'x':
      return 'unknown';
    case 'sum': {
      const type = typed[0]?.type ?? 'unknown';
      return type === 'integer' ? 'long' : type;
    }
    case 'top':
      return withoutText((typed[3] ?? typed[0])?.type ?? 'unknown');
    case 'bucket': {
      const type = typed[0]?.type ?? 'unknown';
      return isNumeric(type) ? 'double' : type;
    }
    default: {
      const like = /^=(\d)$/.exec(result);
      if (!like) return result as EsqlType;
      if (name === 'case')
        return firstType(typed.filter((_, index) => index % 2 === 1 || index === typed.length - 1));
      if (widening.has(name)) return firstType(typed);
      if (name === 'date_trunc')
        return typed[1]?.literal !== undefined ? 'datetime' : (typed[1]?.type ?? 'unknown');
      const index = Number(like[1]) - 1;
      if (parameters[index + 1]?.like === index) return firstType(typed);
      const type = typed[index]?.type ?? 'unknown';
      // A function of whole numbers whose argument is converted from a string.
      const { types } = parameters[Number(like[1]) - 1] ?? {};
      return types && !types.has(type) && isText(type) ? 'unknown' : withoutText(type);
    }
  }
}

function withoutText(type: EsqlType): EsqlType {
  return type === 'text' ? 'keyword' : type;
}

function firstType(typed: readonly Typed[]): EsqlType {
  return withoutText(typed.find(({ type }) => type !== 'null')?.type ?? 'null');
}

const listMakers: ReadonlySet<string> = new Set(['values', 'top', 'sample', 'split', 'mv_append', 'mv_zip']);
const listKeepers: ReadonlySet<string> = new Set([
  'mv_dedupe',
  'mv_sort',
  'mv_slice',
  'mv_union',
  'mv_difference',
  'mv_intersection',
  'first',
  'last',
]);

/** Returns whether the result can be a list. */
function listsOf({ name, lists }: EsqlFunction, typed: readonly Typed[]): Lists {
  if (listMakers.has(name)) return 'yes';
  if (lists === 'each' || listKeepers.has(name)) return typed[0]?.lists ?? 'maybe';
  if (name === 'coalesce') return widestLists(typed);
  if (name === 'case')
    return widestLists(typed.filter((_, index) => index % 2 === 1 || index === typed.length - 1));
  return 'no';
}

function widestLists(typed: readonly Typed[]): Lists {
  if (typed.some(({ lists }) => lists === 'yes')) return 'yes';
  return typed.some(({ lists }) => lists === 'maybe') ? 'maybe' : 'no';
}

/** Functions that are never null, and those whose result can be null even if no argument is. */
const neverNull: ReadonlySet<string> = new Set([
  'count',
  'count_distinct',
  'mv_contains',
  'mv_like',
  'mv_rlike',
  'now',
  'pi',
  'e',
  'tau',
  'match',
  'kql',
  'qstr',
  'match_phrase',
  'present',
  'absent',
]);

function traits({ name, kind }: EsqlFunction, typed: readonly Typed[]): Partial<Typed> {
  const changes: Partial<Typed> = kind === 'aggregate' || kind === 'full-text' ? { isConstant: false } : {};
  if (neverNull.has(name)) return { ...changes, isNullable: false };
  if (kind === 'aggregate') return changes;
  if (name === 'coalesce') return { isNullable: typed.every(({ isNullable }) => isNullable) };
  if (name === 'case') {
    const hasElse = typed.length % 2 === 1;
    const values = typed.filter((_, index) => index % 2 === 1 || index === typed.length - 1);
    return { isNullable: !hasElse || values.some(({ isNullable }) => isNullable) };
  }
  return {};
}
