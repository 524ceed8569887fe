import type { GroupNode, PlanNode } from '../../evaluate/plan/plan.js';

/**
 * Returns a plan in which a node planned from the same source is replaced, or removed if `change` returns
 * nothing. The position of the node can differ between plans for different events: requirements outside the
 * query are added around it, and optional fields that no event has are removed.
 */
export function changeNode(
  plan: PlanNode,
  target: PlanNode,
  change: (node: PlanNode) => PlanNode | undefined,
): PlanNode {
  return changed(plan, target, change) ?? { kind: 'constant', value: true, span: plan.span };
}

function changed(
  node: PlanNode,
  target: PlanNode,
  change: (node: PlanNode) => PlanNode | undefined,
): PlanNode | undefined {
  if (isSame(node, target)) return change(node);
  if (node.kind === 'nested') {
    const condition = changed(node.condition, target, change);
    return condition === node.condition || !condition ? node : { ...node, condition };
  }
  return 'children' in node ? changedGroup(node, target, change) : node;
}

function changedGroup(
  group: GroupNode,
  target: PlanNode,
  change: (node: PlanNode) => PlanNode | undefined,
): PlanNode {
  let isChanged = false;
  const children = group.children.flatMap((child): readonly PlanNode[] => {
    const own = changed(child, target, change);
    if (own === child) return [child];
    isChanged = true;
    return own ? [own] : [];
  });
  return isChanged ? { ...group, children } : group;
}

function isSame(node: PlanNode, target: PlanNode): boolean {
  return (
    node.kind === target.kind &&
    node.span.start === target.span.start &&
    node.span.end === target.span.end &&
    (node.kind !== 'field' || target.kind !== 'field' || node.field.name === target.field.name)
  );
}
