import { fieldOfList } from '../../query/kql/clauses.js';
import type { KqlIs, KqlNode, KqlQuery, KqlRange, KqlValue } from '../../query/kql/syntax.js';
import type { Span } from '../../text/span.js';
import { EvaluationError, type FieldTest, type PlanNode } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import { accessObjects } from '../values/objects.js';
import { clauseEnd } from './clause-end.js';
import { fullName, leavesByName, planPresence, planScopedField, type Scope } from './fields.js';
import { eitherTest, freeValueTest, isStarAlone, rangeTest, valueTest } from './value-test.js';

/** The context of a node. */
interface Place extends Scope {
  /** Whether an enclosing `not` negates it. */
  readonly negated: boolean;
  /** The field whose list of values contains it. */
  readonly list: KqlValue | undefined;
  readonly text: string;
}

/**
 * Plans a KQL query with the source `text` (docs/semantics/kql.md#field-and-value). A list of alternative
 * values is one leaf. Throws an {@link EvaluationError} for an incomplete query.
 */
export function planKql({ condition, span }: KqlQuery, text: string, context: PlanContext): PlanNode {
  if (!condition) return { kind: 'constant', value: true, span };
  return planNode(condition, { context, path: '', negated: false, list: undefined, text });
}

function planNode(node: KqlNode, place: Place): PlanNode {
  switch (node.kind) {
    case 'and':
    case 'or':
      return planGroup(node, place);
    case 'not':
      return {
        ...planNode(node.operand, { ...place, negated: !place.negated }),
        span: { start: node.span.start, end: clauseEnd(place.text, node.span.start, node.span.end) },
      };
    case 'nested': {
      const path = fullName(node.path.text, place);
      return {
        kind: 'nested',
        path,
        objects: accessObjects(node.path.text),
        condition: planNode(node.condition, { ...place, path, negated: false, list: undefined }),
        negated: place.negated,
        span: node.span,
      };
    }
    case 'is':
      return planIs([node], spanOf(node, node.field, place), place);
    case 'range':
      return planRange(node, place);
    case 'missing':
      throw new EvaluationError('the query is not complete', node.span);
  }
}

function planGroup(node: Extract<KqlNode, { kind: 'and' | 'or' }>, place: Place): PlanNode {
  const { negated } = place;
  const field = fieldOfList(node);
  const span = spanOf(node, field, place);
  const alternatives = field && alternativesOf(node);
  if (alternatives) return planIs(alternatives, span, place);
  const inside = { ...place, list: field ?? place.list };
  const children = node.operands.map((operand) => planNode(operand, inside));
  const kind = (node.kind === 'and') !== negated ? 'all' : 'any';
  return { kind, children, ...(negated ? { negated } : {}), span };
}

/** Returns the values of a list if they are all alternatives. */
function alternativesOf(node: KqlNode): readonly KqlIs[] | undefined {
  if (node.kind === 'is') return [node];
  if (node.kind !== 'or') return undefined;
  const parts = node.operands.map(alternativesOf);
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? undefined : known.flat();
}

/** Returns the span of a clause: from its field to the end of its value, or only the value inside a list. */
function spanOf(node: KqlNode, field: KqlValue | undefined, { list, text }: Place): Span {
  if (!field || field === list) return node.span;
  return { start: field.span.start, end: clauseEnd(text, field.span.end, node.span.end) };
}

/** Plans `field: value` for one value, or for several alternatives. */
function planIs(values: readonly KqlIs[], span: Span, place: Place): PlanNode {
  const { negated } = place;
  const [{ field, value }] = values as [KqlIs];
  if ((!field || isStarAlone(field)) && isStarAlone(value))
    return { kind: 'constant', value: !negated, span };
  const testOf = (mapping: Parameters<typeof valueTest>[1]): FieldTest =>
    eitherTest(values.map((one) => (field ? valueTest : freeValueTest)(one.value, mapping)));
  if (!field || field.pieces) return planAnyField(field, testOf, span, place);
  const plan = values.some((one) => isStarAlone(one.value)) ? planPresence : planScopedField;
  const planned = plan(fullName(field.text, place), field.span, place);
  return { kind: 'field', field: planned, test: testOf(planned.mapping), negated, span };
}

function planRange(node: KqlRange, place: Place): PlanNode {
  const { field, operator, value } = node;
  const testOf = (mapping: Parameters<typeof rangeTest>[2]): FieldTest => rangeTest(operator, value, mapping);
  if (field.pieces) return planAnyField(field, testOf, node.span, place);
  const planned = planScopedField(fullName(field.text, place), field.span, place);
  return {
    kind: 'field',
    field: planned,
    test: testOf(planned.mapping),
    negated: place.negated,
    span: node.span,
  };
}

function planAnyField(
  pattern: KqlValue | undefined,
  testOf: Parameters<typeof leavesByName>[3],
  span: Span,
  place: Place,
): PlanNode {
  return {
    kind: 'any-field',
    label: pattern ? fullName(pattern.text, place) : 'any field',
    leavesOf: leavesByName(pattern, span, place, testOf),
    negated: place.negated,
    span,
  };
}
