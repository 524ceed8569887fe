import type { FieldCatalogue } from '../../../fields/catalogue.js';
import { parseEsql } from '../../../query/esql/parse.js';
import { type Column, emptyFrame, type Frame } from '../../../query/esql/resolve/columns.js';
import { resolveQuery } from '../../../query/esql/resolve/resolve.js';
import { schemaOf } from '../../../query/esql/resolve/schema.js';
import type { Typed } from '../../../query/esql/resolve/typed.js';
import type { Call, Command, Expression } from '../../../query/esql/syntax.js';
import { allCommands } from '../../../query/esql/walk.js';
import type { EsqlPosition } from './position.js';

/** The context of the cursor: the commands before it, and the expressions in its own command. */
export interface Surroundings {
  /** The columns that exist there. */
  readonly frame: Frame;
  /** The largest operand that ends before the word at the cursor. */
  readonly operand: Operand | undefined;
  /** The value that the word at the cursor is compared with. */
  readonly compared: Operand | undefined;
  /** Returns the arguments of a call before the cursor. */
  argumentsOf(nameStart: number): readonly Typed[];
}

export interface Operand {
  readonly expression: Expression;
  readonly typed: Typed;
}

/**
 * Reads a query up to the word at the cursor. An unfinished command still has the columns of the commands
 * before it.
 */
export function surroundingsOf(
  before: string,
  { start, command, segment, clause, tokens, brackets }: EsqlPosition,
  catalogue: FieldCatalogue,
): Surroundings {
  const text = before.slice(0, start);
  const { tree } = parseEsql(text);
  const operands: Operand[] = [];
  if (!tree) return { frame: emptyFrame, operand: undefined, compared: undefined, argumentsOf: () => [] };
  const schema = schemaOf({ mappingOf: (name) => catalogue.get(name)?.mapping });
  const { frames, results } = resolveQuery(text, tree, schema, {
    use: (expression, typed) => operands.push({ expression, typed }),
  });
  const current = allCommands(tree).find(({ nameSpan }) => nameSpan.start === command?.start);
  const last = tokens.at(-1);
  // Within brackets the segment is an argument; the item starts before the outermost bracket.
  const itemStart = (brackets[0]?.before[0] ?? segment[0])?.start ?? start;
  return {
    frame: current ? frameAt(current, clause, itemStart, frames, results) : emptyFrame,
    operand: largest(
      operands.filter(({ expression: { kind, span } }) => !isLoose(kind) && span.end === last?.end),
    ),
    compared: comparedAt(operands, last?.end ?? 0, start),
    argumentsOf: (nameStart) => {
      const call = operands.find(({ expression }) => isCallAt(expression, nameStart))?.expression as
        | Call
        | undefined;
      const typed = new Map(operands.map((one) => [one.expression, one.typed]));
      return (call?.arguments ?? []).flatMap((argument) => typed.get(argument) ?? []);
    },
  };
}

function isCallAt(expression: Expression, nameStart: number): boolean {
  return expression.kind === 'call' && expression.nameSpan.start === nameStart;
}

/**
 * Returns whether an expression binds looser than an operator at the cursor: then only its last operand
 * counts.
 */
function isLoose(kind: Expression['kind']): boolean {
  return kind === 'and' || kind === 'or' || kind === 'not' || kind === 'missing';
}

function largest(operands: readonly Operand[]): Operand | undefined {
  return operands.reduce<Operand | undefined>((best, one) => {
    const width = one.expression.span.end - one.expression.span.start;
    return best && best.expression.span.end - best.expression.span.start > width ? best : one;
  }, undefined);
}

/**
 * Returns the frame at the cursor. In EVAL and ROW it includes earlier columns; groups of STATS are visible
 * to its aggregates only.
 */
function frameAt(
  command: Command,
  clause: EsqlPosition['clause'],
  itemStart: number,
  frames: ReadonlyMap<Command, Frame>,
  results: ReadonlyMap<Command, Frame>,
): Frame {
  const isSequential = command.kind === 'eval' || command.kind === 'row';
  const frame = (isSequential ? results : frames).get(command) ?? emptyFrame;
  if (!isSequential || clause !== 'main') return frame;
  const known = new Map<string, Column>();
  for (const [name, column] of frame.known)
    if (column.command !== command || (column.nameSpan?.start ?? 0) < itemStart) known.set(name, column);
  return { ...frame, known };
}

/** Returns the left side of the comparison, IN or pattern test that contains the cursor. */
function comparedAt(operands: readonly Operand[], end: number, start: number): Operand | undefined {
  const typed = new Map(operands.map((one) => [one.expression, one.typed]));
  let found: Operand | undefined;
  for (const { expression } of operands) {
    const value = subjectAt(expression, end, start);
    const known = value && typed.get(value);
    if (value && known) found = { expression: value, typed: known };
  }
  return found;
}

function subjectAt(expression: Expression, end: number, start: number): Expression | undefined {
  switch (expression.kind) {
    case 'comparison':
    case 'arithmetic':
      return expression.operatorSpan.end === end ? expression.left : undefined;
    case 'match':
      return expression.operatorSpan.end === end ? expression.value : undefined;
    case 'in':
    case 'pattern':
      return expression.operatorSpan.end <= end &&
        start >= expression.operatorSpan.end &&
        expression.span.end >= end
        ? expression.value
        : undefined;
    default:
      return undefined;
  }
}
