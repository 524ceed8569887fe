import { esqlFunction } from '../../../../query/esql/functions/functions.js';
import { nameOfAssignment } from '../../../../query/esql/resolve/assign.js';
import type { Aggregate, Assignment, Call, Expression, StatsCommand } from '../../../../query/esql/syntax.js';
import type { EsqlType } from '../../../../query/esql/types.js';
import { childrenOf } from '../../../../query/esql/walk.js';
import { type Accumulator, aggregateBodies } from '../../aggregates.js';
import { withColumns } from '../../columns.js';
import type { Cell, Place } from '../../expressions/cell.js';
import { compile } from '../../expressions/compile.js';
import { NotEvaluable } from '../../failure.js';
import type { Column, Environment } from '../../stage.js';
import { compileGroupKey } from './group-key.js';

/** An aggregate function call, with an accumulator in each group. */
export interface Counted {
  readonly call: Call;
  readonly arguments: readonly Cell[];
  readonly filter: Cell | undefined;
  readonly create: () => Accumulator;
}

/** What STATS computes for each group. */
export interface Plan {
  readonly counted: readonly Counted[];
  readonly keys: readonly {
    readonly name: string;
    readonly type: EsqlType;
    readonly cell: Cell;
    readonly field: Assignment;
  }[];
  readonly aggregates: readonly {
    readonly name: string;
    readonly value: Expression;
    readonly type: EsqlType;
  }[];
}

/** Compiles what STATS or INLINE STATS computes from its input columns. */
export function planOf(command: StatsCommand, columns: readonly Column[], environment: Environment): Plan {
  const place: Place = { columns, environment };
  const written = command.groups.map((field) => ({ name: nameOfAssignment(field, environment).text, field }));
  // Of groups with the same name, only the last is used.
  const keys = lastOfEachName(written).map(({ name, field }) => ({
    name,
    type: environment.typeOf(field.value),
    cell: compileGroupKey(field.value, place),
    field,
  }));
  // Aggregates can refer to the groups by name.
  const named = keys.flatMap(({ name, type, cell, field }) => (field.name ? [{ name, type, at: cell }] : []));
  const within: Place = { columns: withColumns(columns, named), environment };
  const counted: Counted[] = [];
  const aggregates = command.aggregates.map((aggregate) => {
    const filter = aggregate.filter && compile(aggregate.filter, within);
    for (const call of aggregatesIn(aggregate.value)) counted.push(countedOf(call, filter, within));
    return {
      name: nameOfAggregate(aggregate, environment),
      value: aggregate.value,
      type: environment.typeOf(aggregate.value),
    };
  });
  return { counted, keys, aggregates };
}

function nameOfAggregate(aggregate: Aggregate, environment: Environment): string {
  const { name, filter, value } = aggregate;
  if (name || !filter) return nameOfAssignment(aggregate, environment).text;
  return environment.text.slice(value.span.start, filter.span.end);
}

/** Returns the last item of each name (docs/semantics/esql.md#stats). */
export function lastOfEachName<Named extends { readonly name: string }>(all: readonly Named[]): Named[] {
  const last = new Map(all.map((one) => [one.name, one]));
  return all.filter((one) => last.get(one.name) === one);
}

/** Returns the aggregate function calls in an expression. */
function aggregatesIn(expression: Expression): readonly Call[] {
  if (expression.kind === 'call' && esqlFunction(expression.name)?.kind === 'aggregate') return [expression];
  return childrenOf(expression).flatMap(aggregatesIn);
}

function countedOf(call: Call, filter: Cell | undefined, place: Place): Counted {
  const known = esqlFunction(call.name)!;
  const body = aggregateBodies[known.name];
  if (!body)
    throw new NotEvaluable(
      `${call.name.toUpperCase()} is not evaluated`,
      call.nameSpan.start,
      call.nameSpan.end,
    );
  const { typeOf } = place.environment;
  const info = { types: call.arguments.map(typeOf), type: typeOf(call), isStar: call.isStar };
  return {
    call,
    arguments: call.arguments.map((argument) => compile(argument, place)),
    filter,
    create: () => body(info),
  };
}
