import type { ResolvedEsql, TypedExpression } from '../../../analysis/resolved-esql.js';
import type { FieldCatalogue } from '../../../fields/catalogue.js';
import { alwaysMatches } from '../../../query/esql/always-matches.js';
import { esqlFunction } from '../../../query/esql/functions/functions.js';
import type { Column } from '../../../query/esql/resolve/columns.js';
import type { Aggregate, Command, Expression, StatsCommand } from '../../../query/esql/syntax.js';
import { childrenOf, expressionsOf } from '../../../query/esql/walk.js';

/** An expression that is null as soon as one of its operands has several values. */
export interface SingleValueUse {
  readonly expression: Expression;
  readonly typed: TypedExpression;
  readonly operand: Expression;
  readonly column: Column;
  /**
   * `made`: a command of the query creates the list; `usual`: according to ECS or the data, the field has several values.
   */
  readonly source: 'made' | 'usual';
}

/**
 * Returns the expressions that need a single value of a column with several values, in source order
 * (docs/semantics/esql.md#functions-of-single-values). Skips those next to a condition that counts the
 * values.
 */
export function singleValueUses(esql: ResolvedEsql, catalogue: FieldCatalogue): readonly SingleValueUse[] {
  const uses: SingleValueUse[] = [];
  for (const [expression, typed] of esql.expressions) {
    for (const operand of singleOperands(expression)) {
      const column = columnOf(operand, esql);
      const source = column && listSource(operand, column, esql, catalogue);
      if (!column || !source) continue;
      uses.push({ expression, typed, operand, column, source });
      break;
    }
  }
  if (uses.length === 0) return uses;
  const counted = countedColumns(uses, esql);
  return uses
    .filter(({ expression, column }) => !counted.get(expression)?.has(column.name))
    .sort((a, b) => a.expression.span.start - b.expression.span.start);
}

/** Returns the operands that must have a single value. */
function singleOperands(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'comparison': {
      // With null it is null for a single value as well.
      const operands = [expression.left, expression.right];
      return operands.some(({ kind }) => kind === 'null') ? [] : operands;
    }
    case 'arithmetic':
      return [expression.left, expression.right];
    case 'in':
      return [expression.value];
    case 'pattern':
      return alwaysMatches(expression) ? [] : [expression.value];
    case 'call': {
      const known = esqlFunction(expression.name);
      return known?.kind === 'scalar' && known.lists === 'null' ? expression.arguments : [];
    }
    default:
      return [];
  }
}

/** Returns the column whose values an operand has, possibly converted one by one. */
function columnOf(operand: Expression, esql: ResolvedEsql): Column | undefined {
  if (operand.kind === 'column') return esql.expressions.get(operand)?.typed.column;
  if (operand.kind === 'cast') return columnOf(operand.value, esql);
  const [first] = operand.kind === 'call' ? operand.arguments : [];
  return first && operand.kind === 'call' && esqlFunction(operand.name)?.lists === 'each'
    ? columnOf(first, esql)
    : undefined;
}

function listSource(
  operand: Expression,
  { field }: Column,
  esql: ResolvedEsql,
  catalogue: FieldCatalogue,
): SingleValueUse['source'] | undefined {
  const lists = esql.expressions.get(operand)?.typed.lists;
  if (lists === 'yes') return 'made';
  const isUsual = lists === 'maybe' && field !== undefined && catalogue.get(field)?.array === true;
  return isUsual ? 'usual' : undefined;
}

/** Returns, for each of these expressions, the columns whose values an adjacent condition counts. */
function countedColumns(
  uses: readonly SingleValueUse[],
  esql: ResolvedEsql,
): ReadonlyMap<Expression, ReadonlySet<string>> {
  const wanted = new Set(uses.map(({ expression }) => expression));
  const counted = new Map<Expression, ReadonlySet<string>>();
  const listsCounted = listsCountedBy(esql);
  const visit = (expression: Expression, outer: ReadonlySet<string>): void => {
    if (wanted.has(expression)) counted.set(expression, outer);
    let around = outer;
    if (expression.kind === 'and' || expression.kind === 'or') {
      const { kind } = expression;
      const own = expression.operands.flatMap((operand) => {
        const count = countIn(operand, kind);
        return count ? listsCounted(count) : [];
      });
      if (own.length > 0) around = new Set([...outer, ...own]);
    }
    for (const child of childrenOf(expression)) visit(child, around);
  };
  for (const command of new Set<Command>(uses.map(({ typed }) => typed.command)))
    for (const expression of expressionsOf(command)) visit(expression, new Set());
  return counted;
}

/**
 * Returns the count that a condition compares, if the condition only allows one value or is an alternative
 * for several.
 */
function countIn(condition: Expression, place: 'and' | 'or'): Expression | undefined {
  if (condition.kind !== 'comparison' || condition.right.kind !== 'number') return undefined;
  const { left, operator, right } = condition;
  const limit = Number(right.value);
  const isCount =
    place === 'or'
      ? (operator === '>=' && limit <= 2) || (operator === '>' && limit <= 1)
      : (operator === '==' && limit === 1) ||
        (operator === '<' && limit === 2) ||
        (operator === '<=' && limit === 1);
  return isCount ? left : undefined;
}

/**
 * Finds the columns whose values an expression counts: that of MV_COUNT, or those with the VALUES of a
 * COUNT_DISTINCT.
 */
function listsCountedBy(esql: ResolvedEsql): (expression: Expression) => readonly string[] {
  const valuesOf = new Map<Command, ReadonlyMap<string, readonly string[]>>();
  return (expression) => {
    if (expression.kind === 'call') {
      const [argument] = expression.arguments;
      return expression.name === 'mv_count' && argument?.kind === 'column' ? [argument.name] : [];
    }
    const command = expression.kind === 'column' && esql.expressions.get(expression)?.typed.column?.command;
    if (!command || (command.kind !== 'stats' && command.kind !== 'inline-stats')) return [];
    const lists = valuesOf.get(command) ?? listsByCount(command);
    valuesOf.set(command, lists);
    return lists.get(expression.name) ?? [];
  };
}

/** Returns the columns with the VALUES of a field, by the name of the column with its COUNT_DISTINCT. */
function listsByCount({ aggregates }: StatsCommand): ReadonlyMap<string, readonly string[]> {
  const listsOfField = new Map<string, string[]>();
  for (const aggregate of aggregates) {
    const field = argumentOf(aggregate, 'values');
    if (field === undefined || !aggregate.name) continue;
    const lists = listsOfField.get(field) ?? [];
    lists.push(aggregate.name.text);
    listsOfField.set(field, lists);
  }
  return new Map(
    aggregates.flatMap((aggregate) => {
      const field = argumentOf(aggregate, 'count_distinct');
      const lists = field === undefined ? undefined : listsOfField.get(field);
      return lists && aggregate.name ? [[aggregate.name.text, lists] as const] : [];
    }),
  );
}

/** Returns the column that an aggregate function is applied to. */
function argumentOf({ value }: Aggregate, name: string): string | undefined {
  if (value.kind !== 'call' || value.name !== name) return undefined;
  const [argument] = value.arguments;
  return argument?.kind === 'column' ? argument.name : undefined;
}
