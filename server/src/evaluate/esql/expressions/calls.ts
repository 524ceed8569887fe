import { esqlFunction } from '../../../query/esql/functions/functions.js';
import type { Parameter } from '../../../query/esql/functions/signature.js';
import type { Call, Expression } from '../../../query/esql/syntax.js';
import { type EsqlType, isText } from '../../../query/esql/types.js';
import { NotEvaluable } from '../failure.js';
import { functionBodies } from '../functions/bodies.js';
import type { CallInfo } from '../functions/body.js';
import { eachValue } from '../values/each-value.js';
import { convert } from '../values/text.js';
import type { Scalar, Value } from '../values/value.js';
import { type Cell, constantCell, type Place, spanCell } from './cell.js';
import { singleValues } from './single-values.js';

type Compile = (expression: Expression, place: Place) => Cell;

/** Compiles a function call. Throws a {@link NotEvaluable} for a function without a body. */
export function compileCall(call: Call, place: Place, compile: Compile): Cell {
  const known = esqlFunction(call.name);
  const body = known && functionBodies[known.name];
  if (!known || !body)
    throw new NotEvaluable(
      `${call.name.toUpperCase()} is not evaluated`,
      call.nameSpan.start,
      call.nameSpan.end,
    );
  const { environment } = place;
  const types = call.arguments.map(environment.typeOf);
  const parameters = parametersOf(known.parameters, call.arguments.length);
  const wanted = call.arguments.map((_, index) => wantedType(parameters[index], types, index, known.name));
  const cells = call.arguments.map((argument, index) =>
    argumentCell(argument, wanted[index], types[index]!, place, compile),
  );
  const settled = types.map((type, index) => wanted[index] ?? type);
  const info: CallInfo = {
    call,
    types: settled,
    type: environment.typeOf(call),
    environment,
    columns: place.columns,
    isConstant: (index) => isConstant(call.arguments[index]),
    fail: (failure, result) => {
      environment.warnings.failed(call.span, failure, result);
      return null;
    },
  };
  if ('aware' in body) return body.aware(cells, info);
  if ('each' in body) return eachCell(cells[0]!, body.each(info), info);
  return singleValues(cells, call.span, place, body.single(info));
}

function isConstant(expression: Expression | undefined): boolean {
  return expression !== undefined && expression.kind !== 'column' && expression.kind !== 'call';
}

/** The optional parameters of DATE_FORMAT, DATE_PARSE and LOG come first. */
function parametersOf(parameters: readonly Parameter[], found: number): readonly (Parameter | undefined)[] {
  const counted = parameters.filter(({ isOptions }) => !isOptions);
  if (counted[0]?.isOptional && counted.length > 1 && !counted[1]!.isOptional && found < counted.length)
    return counted.slice(1);
  const repeated = counted.findLast(({ isRepeated }) => isRepeated);
  return Array.from({ length: found }, (_, index) => counted[index] ?? repeated);
}

const convertible: readonly EsqlType[] = [
  'datetime',
  'date_nanos',
  'ip',
  'version',
  'boolean',
  'double',
  'long',
  'integer',
];

/** Returns the type that an argument is converted to, or undefined if it stays unchanged. */
function wantedType(
  parameter: Parameter | undefined,
  types: readonly EsqlType[],
  index: number,
  name: string,
): EsqlType | undefined {
  const type = types[index]!;
  if (!isText(type)) return isReadAsString(type, parameter?.types) ? 'keyword' : undefined;
  if (name === 'case' || name === 'coalesce' || parameter?.like !== undefined) {
    const other = types.find(
      (one, at) => (name !== 'case' || isCaseValue(at, types.length)) && one !== 'null' && !isText(one),
    );
    const applies = name !== 'case' || isCaseValue(index, types.length);
    return applies && other && convertible.includes(other) ? other : undefined;
  }
  const wanted = parameter?.types;
  if (!wanted || wanted.has(type) || wanted.has('keyword')) return undefined;
  if (wanted.has('date_period') || wanted.has('time_duration')) return 'time_duration';
  return convertible.find((one) => wanted.has(one));
}

/**
 * Returns whether a string function gets a value of another type, which is possible for an unmapped field.
 */
function isReadAsString(type: EsqlType, wanted: ReadonlySet<EsqlType> | undefined): boolean {
  if (!wanted?.has('keyword') || wanted.has(type) || type === 'null') return false;
  return type !== 'unknown' || [...wanted].every(isText);
}

function isCaseValue(index: number, count: number): boolean {
  return index % 2 === 1 || index === count - 1;
}

function argumentCell(
  argument: Expression,
  wanted: EsqlType | undefined,
  type: EsqlType,
  place: Place,
  compile: Compile,
): Cell {
  const cell = compile(argument, place);
  if (wanted === undefined) return cell;
  if (wanted === 'time_duration') return spanCell(cell);
  const convertIn = (row: number): Value => {
    const value = cell(row);
    if (value === null) return null;
    return eachValue(
      value,
      (one) => convert(one, type, wanted),
      (failure) => place.environment.warnings.failed(argument.span, failure),
    );
  };
  return argument.kind === 'string' ? constantCell(convertIn) : convertIn;
}

function eachCell(cell: Cell, apply: (value: Scalar) => Scalar | null, { fail }: CallInfo): Cell {
  return (row) => {
    const value = cell(row);
    return value === null ? null : eachValue(value, apply, fail);
  };
}
