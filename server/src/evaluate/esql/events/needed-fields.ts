import { alwaysMatches } from '../../../query/esql/always-matches.js';
import { esqlFunction } from '../../../query/esql/functions/functions.js';
import { metadataTypes } from '../../../query/esql/metadata-fields.js';
import { schemaOf } from '../../../query/esql/resolve/schema.js';
import type { ColumnReference, Expression } from '../../../query/esql/syntax.js';
import type { GroupNode, PlanNode } from '../../plan/plan.js';
import type { PlanContext } from '../../plan/plan-context.js';
import { accessField } from '../../values/access.js';
import { valueReader } from '../../values/read.js';
import { functionBodies } from '../functions/bodies.js';
import { namesOfColumn } from './multi-field.js';

/** Conditions that an event must satisfy for a derived column to be non-null, and to be true. */
export interface MadeColumn {
  readonly present: PlanNode;
  readonly holds: PlanNode;
}

export type MadeColumns = ReadonlyMap<string, MadeColumn>;

/**
 * Plans what every event satisfies for which an expression is not null: most operators and functions return
 * null for null, so the event must have the fields.
 */
export function neededFields(expression: Expression, made: MadeColumns, context: PlanContext): PlanNode {
  const { span } = expression;
  const all = (parts: readonly Expression[]): GroupNode => ({
    kind: 'all',
    children: parts.map((part) => neededFields(part, made, context)),
    span,
  });
  const nothing: PlanNode = { kind: 'constant', value: true, span };
  switch (expression.kind) {
    case 'column': {
      const own = made.get(expression.name);
      return own ? own.present : exists(expression, context);
    }
    case 'negative':
    case 'not':
      return neededFields(expression.operand, made, context);
    case 'comparison':
    case 'arithmetic':
      return all([expression.left, expression.right]);
    case 'pattern':
      return alwaysMatches(expression) ? nothing : neededFields(expression.value, made, context);
    case 'in':
      return expression.items.some(({ kind }) => kind === 'subquery')
        ? nothing
        : neededFields(expression.value, made, context);
    case 'cast':
      return neededFields(expression.value, made, context);
    case 'call': {
      const name = esqlFunction(expression.name)?.name ?? '';
      const { arguments: parts } = expression;
      const body = functionBodies[name];
      if (body && 'single' in body) return all(parts);
      if (body && 'each' in body) return all(parts.slice(0, 1));
      if (name === 'coalesce') return { kind: 'any', children: all(parts).children, span };
      return nothing;
    }
    default:
      return nothing;
  }
}

/** A point has no values to search for. */
function exists({ name, span }: ColumnReference, context: PlanContext): PlanNode {
  if (metadataTypes.has(name) || schemaOf(context).typeOf(name) === 'geo_point')
    return { kind: 'constant', value: true, span };
  const children = namesOfColumn(name).map((own): PlanNode => {
    const field = {
      name: own,
      mapping: undefined,
      access: accessField(own),
      read: valueReader(undefined),
      span,
    };
    return { kind: 'field', field, test: { kind: 'exists' }, negated: false, span };
  });
  return { kind: 'any', children, span };
}

/**
 * A plan with more conditions takes longer to test than it saves. Columns derived from each other could
 * double each time.
 */
const mostParts = 200;

/** Returns the plan, or one that always holds if it has too many conditions. */
export function limitedPlan(plan: PlanNode): PlanNode {
  return partsLeft(plan, mostParts) < 0 ? { kind: 'constant', value: true, span: plan.span } : plan;
}

/** Returns how much of a budget of conditions is left. Negative if there are too many. */
function partsLeft(node: PlanNode, left: number): number {
  let rest = left - 1;
  if ('children' in node) for (const child of node.children) if (rest >= 0) rest = partsLeft(child, rest);
  return rest;
}
