import type { Expression } from '../../query/esql/syntax.js';
import { childrenOf } from '../../query/esql/walk.js';
import type { Place } from './expressions/cell.js';
import { compile } from './expressions/compile.js';
import { type Failure, multiValue } from './failure.js';
import { shownValues } from './shown-values.js';
import { isList, type Value, valuesOf } from './values/value.js';

/** The value of an expression in a row, and its own failure there. */
interface Outcome {
  readonly value: Value;
  readonly failure: string | undefined;
}

function outcomeOf(expression: Expression, place: Place, row: number): Outcome {
  const { environment } = place;
  let failure: string | undefined;
  const warnings = {
    ...environment.warnings,
    failed(span: Expression['span'], { message }: Pick<Failure, 'message'>): void {
      if (span.start === expression.span.start && span.end === expression.span.end) failure ??= message;
    },
  };
  const value = compile(expression, { ...place, environment: { ...environment, warnings } })(row);
  return { value, failure };
}

const constants: ReadonlySet<Expression['kind']> = new Set([
  'string',
  'number',
  'boolean',
  'list',
  'time-span',
]);

/**
 * Explains why an expression is null in a row: the operand at the root of the null, or a list or failure
 * (docs/semantics/esql.md#functions-of-single-values). Returns undefined if there is nothing to explain.
 */
export function nullCause(expression: Expression, place: Place, row: number): string | undefined {
  if (expression.kind === 'column') return `${expression.name} is missing`;
  if (expression.kind === 'null') return 'it compares with null';
  const { failure } = outcomeOf(expression, place, row);
  const { text } = place.environment;
  const written = ({ span }: Expression): string => text.slice(span.start, span.end).replace(/\s+/g, ' ');
  if (failure !== undefined && failure !== multiValue.message)
    return `${written(expression)} failed: ${failure}`;
  if (expression.kind === 'call' && expression.name === 'case') return undefined;
  const operands = childrenOf(expression)
    .filter(({ kind }) => !constants.has(kind))
    .flatMap((operand) => {
      if (operand.kind === 'subquery' || operand.kind === 'lambda') return [];
      return [{ operand, value: outcomeOf(operand, place, row).value }];
    });
  const empty = operands.find(({ value }) => value === null);
  if (empty) return nullCause(empty.operand, place, row);
  const list = operands.find(({ value }) => isList(value));
  if (!list) return undefined;
  const type = place.environment.typeOf(list.operand);
  return `${written(list.operand)} has ${valuesOf(list.value).length} values: ${shownValues(list.value, type)}`;
}
