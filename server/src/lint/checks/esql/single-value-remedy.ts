import type { ResolvedEsql } from '../../../analysis/resolved-esql.js';
import { esqlFunction } from '../../../query/esql/functions/functions.js';
import type { Command, Expression, StringLiteral } from '../../../query/esql/syntax.js';
import { writtenName } from '../../../query/esql/written-name.js';
import { hasSince } from '../schema/min-stack.js';
import type { SingleValueUse } from './single-values.js';

/** What to write instead of an expression that needs a single value. */
export interface SingleValueRemedy {
  readonly help: string;
  /** The replacement for the expression, if it means the same for a single value. */
  readonly edit: string | undefined;
}

/** Commands after which KQL can still search the events (docs/semantics/esql.md#where-search-is-possible). */
const beforeKql: ReadonlySet<Command['kind']> = new Set<Command['kind']>(['from', 'where', 'sort']);

/** Chooses the rewrite that the rule's oldest stack supports. */
export function singleValueRemedy(
  use: SingleValueUse,
  esql: ResolvedEsql,
  stack: string | undefined,
): SingleValueRemedy {
  const { column, expression, operand } = use;
  const written = (node: Expression): string => esql.text.slice(node.span.start, node.span.end);
  const subject = written(operand);
  const expanded = `expand it with "MV_EXPAND ${writtenName(column.name)}" first`;
  const values = comparedStrings(expression, operand);
  if (values.length > 0) {
    const contains = values.map((value) => `MV_CONTAINS(${subject}, ${written(value)})`);
    const edit = contains.length === 1 ? contains[0]! : `(${contains.join(' OR ')})`;
    const since = esqlFunction('mv_contains')?.since ?? '';
    if (hasSince(stack, since)) return { help: `Write ${shortened(edit)}.`, edit };
    const kql = kqlText(use, values, esql);
    const choices = [
      ...(kql === undefined ? [] : [`write ${shortened(kql)}`]),
      expanded,
      `from stack ${since} on write ${shortened(edit)}`,
    ];
    return { help: sentence(choices), edit: undefined };
  }
  const kql = kqlOfPattern(use, esql);
  const choices = [...(kql === undefined ? [] : [`write ${shortened(kql)}`]), expanded];
  if (choices.length === 1) choices.push('reduce it to one value, as with MV_MIN or MV_FIRST');
  return { help: sentence(choices), edit: undefined };
}

function sentence(choices: readonly string[]): string {
  const text = choices.join(', or ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Returns the strings of which an operand must have one. */
function comparedStrings(expression: Expression, operand: Expression): readonly StringLiteral[] {
  if (expression.kind === 'comparison' && expression.operator === '==') {
    const other = expression.left === operand ? expression.right : expression.left;
    return other.kind === 'string' ? [other] : [];
  }
  if (expression.kind !== 'in' || expression.isNegated) return [];
  const strings = expression.items.filter((item) => item.kind === 'string');
  return strings.length === expression.items.length ? strings : [];
}

/**
 * Returns a KQL call that searches for any of the values, or undefined if KQL is not allowed or would mean
 * something else.
 */
function kqlText(
  { column, operand, typed }: SingleValueUse,
  values: readonly StringLiteral[],
  esql: ResolvedEsql,
): string | undefined {
  if (operand.kind !== 'column' || column.field !== column.name || !canSearch(typed.command, esql))
    return undefined;
  if (values.some(({ value }) => /["\\]/.test(value))) return undefined;
  const quoted = values.map(({ value }) => `"${value}"`);
  const wanted = quoted.length === 1 ? quoted[0]! : `(${quoted.join(' or ')})`;
  return `KQL("""${column.field}: ${wanted} """)`;
}

/** Returns the same for a LIKE whose only special characters are stars. */
function kqlOfPattern(
  { column, expression, operand, typed }: SingleValueUse,
  esql: ResolvedEsql,
): string | undefined {
  if (expression.kind !== 'pattern' || expression.operator !== 'like' || expression.isNegated)
    return undefined;
  if (operand.kind !== 'column' || column.field !== column.name || !canSearch(typed.command, esql))
    return undefined;
  const [pattern, ...others] = expression.patterns;
  if (pattern?.kind !== 'string' || others.length > 0 || !/^[\w.*-]+$/.test(pattern.value)) return undefined;
  return `KQL("""${column.field}: ${pattern.value}""")`;
}

function canSearch(command: Command, { tree }: ResolvedEsql): boolean {
  const index = tree.commands.indexOf(command);
  return (
    command.kind === 'where' &&
    index >= 0 &&
    tree.commands.slice(0, index).every(({ kind }) => beforeKql.has(kind))
  );
}

function shortened(text: string): string {
  const bare = text.replace(/\s+/g, ' ');
  return bare.length > 120 ? `${bare.slice(0, 119)}…` : bare;
}
