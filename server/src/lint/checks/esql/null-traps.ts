import type { ResolvedEsql } from '../../../analysis/resolved-esql.js';
import { alwaysMatches } from '../../../query/esql/always-matches.js';
import { esqlFunction } from '../../../query/esql/functions/functions.js';
import type { Expression, Pipeline } from '../../../query/esql/syntax.js';
import { childrenOf, pipelinesOf } from '../../../query/esql/walk.js';
import { append } from '../../../text/append.js';
import type { Span } from '../../../text/span.js';

/** A negative test that is null, and so not true, if a field has no value. */
export interface NullTrap {
  /** The span of the test, including a directly preceding NOT. */
  readonly span: Span;
  readonly field: string;
  /** The name of the field at this position. */
  readonly column: string;
  /** Whether the test is one of several below a NOT, so that it is written without one. */
  readonly isInGroup: boolean;
}

/**
 * Returns the negative tests of WHERE that drop rows in which a field has no value
 * (docs/semantics/esql.md#three-valued-logic), one for each field. Skips fields that the same rows must have
 * anyway.
 */
export function nullTraps(esql: ResolvedEsql): readonly NullTrap[] {
  const found = trapsIn(esql.tree, esql).sort((a, b) => a.span.start - b.span.start);
  const seen = new Set<string>();
  return found.filter(({ field }) => !seen.has(field) && seen.add(field));
}

function trapsIn({ commands }: Pipeline, esql: ResolvedEsql): NullTrap[] {
  const traps: NullTrap[] = [];
  const needed = new Set<string>();
  let segment: Expression[] = [];
  const finish = (): void => {
    for (const condition of segment)
      for (const field of fieldsNeeded(condition, false, esql)) needed.add(field);
    for (const condition of segment) addTraps(condition, undefined, false, needed, esql, traps);
    segment = [];
  };
  for (const command of commands) {
    for (const inner of pipelinesOf(command)) append(traps, trapsIn(inner, esql));
    if (command.kind === 'where') segment.push(command.condition);
    // After grouping it is unknown which events were in a group.
    else if (command.kind === 'stats' || command.kind === 'inline-stats') finish();
  }
  finish();
  return traps;
}

/** Adds the negative tests of a condition, or of the operand of NOT. */
function addTraps(
  condition: Expression,
  negation: Span | undefined,
  isNegated: boolean,
  needed: ReadonlySet<string>,
  esql: ResolvedEsql,
  traps: NullTrap[],
): void {
  switch (condition.kind) {
    case 'not':
      addTraps(condition.operand, condition.span, !isNegated, needed, esql, traps);
      return;
    case 'and':
    case 'or': {
      const { kind, operands } = condition;
      // Of several conditions below one NOT, a single false one keeps the row.
      if (kind === 'and' && isNegated) return;
      const own = operands.flatMap((operand) =>
        kind === 'or' && !isNegated
          ? fieldsAllowedToMiss(operand, esql)
          : [...fieldsNeeded(operand, isNegated, esql)],
      );
      const around = own.length > 0 ? new Set([...needed, ...own]) : needed;
      for (const operand of operands) addTraps(operand, undefined, isNegated, around, esql, traps);
      return;
    }
    default: {
      if (nullTestOf(condition)) return;
      if (isNegativeTest(condition) === isNegated) return;
      const [first] = [...fieldsOf(condition, esql)].filter(
        ([field]) => !needed.has(field) && !alwaysThere.has(field),
      );
      if (!first) return;
      const [field, column] = first;
      const isInGroup = isNegated && negation === undefined;
      traps.push({ span: negation ?? condition.span, field, column, isInGroup });
    }
  }
}

/** Fields that every event has. */
const alwaysThere: ReadonlySet<string> = new Set([
  '@timestamp',
  'agent.id',
  'agent.type',
  'data_stream.dataset',
  'data_stream.namespace',
  'data_stream.type',
  'ecs.version',
  'event.category',
  'event.dataset',
  'event.kind',
  'event.module',
  'kibana.alert.rule.name',
  'kibana.alert.rule.rule_id',
  'kibana.alert.rule.type',
]);

/**
 * Returns the null test of a condition, such as `IS NULL`, or LIKE with a pattern that matches everything.
 */
function nullTestOf(
  condition: Expression,
): { readonly operand: Expression; readonly isNegated: boolean } | undefined {
  if (condition.kind === 'is-null') return condition;
  return condition.kind === 'pattern' && alwaysMatches(condition)
    ? { operand: condition.value, isNegated: !condition.isNegated }
    : undefined;
}

/** Returns whether a test states what a value is not. */
function isNegativeTest(test: Expression): boolean {
  // A comparison with null has a separate finding.
  if (test.kind === 'comparison')
    return test.operator === '!=' && test.left.kind !== 'null' && test.right.kind !== 'null';
  return (test.kind === 'in' || test.kind === 'pattern') && test.isNegated;
}

/** Returns the fields that must have a value for a condition to be true, except by excluding a value. */
function fieldsNeeded(condition: Expression, isNegated: boolean, esql: ResolvedEsql): ReadonlySet<string> {
  const nullTest = nullTestOf(condition);
  if (nullTest)
    return nullTest.isNegated === isNegated ? new Set() : new Set(fieldsOf(nullTest.operand, esql).keys());
  switch (condition.kind) {
    case 'not':
      return fieldsNeeded(condition.operand, !isNegated, esql);
    case 'and':
    case 'or': {
      const each = condition.operands.map((operand) => fieldsNeeded(operand, isNegated, esql));
      if ((condition.kind === 'and') !== isNegated) return new Set(each.flatMap((fields) => [...fields]));
      const [first = new Set<string>(), ...others] = each;
      return new Set([...first].filter((field) => others.every((fields) => fields.has(field))));
    }
    case 'match':
      return isNegated ? new Set() : new Set(fieldsOf(condition.value, esql).keys());
    default:
      return isNegativeTest(condition) === isNegated ? new Set(fieldsOf(condition, esql).keys()) : new Set();
  }
}

/** Returns the field of a condition that accepts a missing value. */
function fieldsAllowedToMiss(condition: Expression, esql: ResolvedEsql): readonly string[] {
  const nullTest = nullTestOf(condition);
  if (!nullTest || nullTest.isNegated) return [];
  const { operand } = nullTest;
  const field = operand.kind === 'column' ? esql.expressions.get(operand)?.typed.column?.field : undefined;
  return field === undefined ? [] : [field];
}

/** Returns the fields without which an expression is null, with their names at this position. */
function fieldsOf(expression: Expression, esql: ResolvedEsql): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const visit = (node: Expression): void => {
    if (node.kind === 'column') {
      const column = esql.expressions.get(node)?.typed.column;
      if (column?.field !== undefined && column.origin !== 'metadata' && column.isNullable)
        fields.set(column.field, node.name);
      return;
    }
    if (node.kind === 'match' || node.kind === 'is-null' || node.kind === 'lambda') return;
    if (node.kind === 'call' && !passesNull(node.name)) return;
    for (const child of childrenOf(node)) visit(child);
  };
  visit(expression);
  return fields;
}

/** Functions that have a result even if an argument is null. */
const withoutNull: ReadonlySet<string> = new Set([
  'case',
  'coalesce',
  'mv_append',
  'mv_contains',
  'mv_intersects',
  'mv_like',
  'mv_rlike',
  'mv_union',
]);

function passesNull(name: string): boolean {
  return esqlFunction(name)?.kind === 'scalar' && !withoutNull.has(name);
}
