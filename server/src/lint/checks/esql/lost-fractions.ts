import type { ResolvedEsql } from '../../../analysis/resolved-esql.js';
import type { Column } from '../../../query/esql/resolve/columns.js';
import type { Arithmetic, ComparisonOperator, Expression } from '../../../query/esql/syntax.js';
import type { EsqlType } from '../../../query/esql/types.js';
import { allCommands } from '../../../query/esql/walk.js';

/** A division that drops the fraction that another expression uses. */
interface LostFraction {
  readonly division: Arithmetic;
  /** The expression around it, or around a column with its result. */
  readonly use: Expression;
}

/**
 * Returns the integer divisions whose result is compared with a fraction, rounded to digits, converted to a
 * double, or turned into a percentage. Counting whole units, such as seconds to minutes, is fine.
 */
export function lostFractions(esql: ResolvedEsql): readonly LostFraction[] {
  const divisions = wholeDivisions(esql);
  if (divisions.size === 0) return [];
  const quotients = quotientColumns(esql, divisions);
  const divisionOf = (expression: Expression | undefined): Arithmetic | undefined => {
    if (expression?.kind === 'arithmetic') return divisions.has(expression) ? expression : undefined;
    const column = expression?.kind === 'column' && esql.expressions.get(expression)?.typed.column;
    return column ? quotients.get(column) : undefined;
  };
  const lost = new Map<Arithmetic, Expression>();
  for (const use of esql.expressions.keys()) {
    const division = divisionOf(fractionUsedBy(use, esql.text));
    if (division && !lost.has(division)) lost.set(division, use);
  }
  return [...lost].map(([division, use]) => ({ division, use }));
}

const whole: ReadonlySet<EsqlType> = new Set<EsqlType>(['integer', 'long', 'unsigned_long']);

function wholeDivisions({ expressions }: ResolvedEsql): ReadonlySet<Arithmetic> {
  const divisions = new Set<Arithmetic>();
  const isWhole = (expression: Expression): boolean =>
    whole.has(expressions.get(expression)?.typed.type ?? 'unknown');
  for (const expression of expressions.keys())
    if (
      expression.kind === 'arithmetic' &&
      expression.operator === '/' &&
      isWhole(expression.left) &&
      isWhole(expression.right)
    )
      divisions.add(expression);
  return divisions;
}

/** Returns the columns whose whole value is the result of such a division. */
function quotientColumns(
  esql: ResolvedEsql,
  divisions: ReadonlySet<Arithmetic>,
): ReadonlyMap<Column, Arithmetic> {
  const quotients = new Map<Column, Arithmetic>();
  for (const command of allCommands(esql.tree)) {
    if (command.kind !== 'eval') continue;
    const known = esql.results.get(command)?.known;
    for (const { name, value } of command.fields) {
      const column = name && known?.get(name.text);
      if (column?.nameSpan === name?.span && column && value.kind === 'arithmetic' && divisions.has(value))
        quotients.set(column, value);
    }
  }
  return quotients;
}

/** Returns the operand whose fraction an expression needs, or undefined if whole numbers are enough. */
function fractionUsedBy(use: Expression, text: string): Expression | undefined {
  switch (use.kind) {
    case 'comparison':
      if (isFraction(use.right, ['>=', '<'], use.operator)) return use.left;
      return isFraction(use.left, ['<=', '>'], use.operator) ? use.right : undefined;
    case 'cast':
      return use.type.text.toLowerCase() === 'double' ? use.value : undefined;
    case 'call': {
      const [value, digits] = use.arguments;
      const isRounded = use.name === 'round' && digits?.kind === 'number' && digits.value > 0;
      return isRounded || use.name === 'to_double' ? value : undefined;
    }
    case 'arithmetic': {
      if (use.operator !== '*') return undefined;
      if (isHundred(use.right)) return divisorDiffers(use.left, use.right, text);
      return isHundred(use.left) ? divisorDiffers(use.right, use.left, text) : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * Returns whether a number is compared with a fraction. The quotient's fraction makes no difference if the
 * number has none and the operator is one of `exact`.
 */
function isFraction(
  expression: Expression,
  exact: readonly ComparisonOperator[],
  operator: ComparisonOperator,
): boolean {
  if (expression.kind !== 'number' || expression.type !== 'double') return false;
  return !Number.isInteger(Number(expression.value)) || !exact.includes(operator);
}

function isHundred(expression: Expression): boolean {
  return expression.kind === 'number' && Number(expression.value) === 100;
}

/** A division by 100 that is multiplied by 100 rounds down to hundreds. */
function divisorDiffers(division: Expression, factor: Expression, text: string): Expression | undefined {
  const written = ({ span }: Expression): string => text.slice(span.start, span.end);
  if (division.kind === 'arithmetic' && written(division.right) === written(factor)) return undefined;
  return division;
}
