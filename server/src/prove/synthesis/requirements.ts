import type { AnyFieldNode, FieldNode, NestedNode, PlanNode, ScriptNode } from '../../evaluate/plan/plan.js';

/** A condition of a query that an event decides. */
export type Leaf = FieldNode | AnyFieldNode | NestedNode | ScriptNode;

/** A condition and whether it must hold, as it is in the plan: a negated one holds when nothing is excluded. */
export interface Requirement {
  readonly leaf: Leaf;
  readonly holds: boolean;
}

/**
 * Yields the ways in which a plan can be true or false, each as the conditions that it takes; the simple ones first. It is
 * lazy: a query of many alternatives has more ways than there is memory.
 */
export function* waysOf(node: PlanNode, holds: boolean): Generator<readonly Requirement[]> {
  switch (node.kind) {
    case 'constant':
      if (node.value === holds) yield [];
      return;
    case 'all':
    case 'any':
      // All must hold, or all must fail; else one of them decides.
      if ((node.kind === 'all') === holds) yield* together(node.children, holds, 0);
      else for (const child of node.children) yield* waysOf(child, holds);
      return;
    default:
      yield [{ leaf: node, holds }];
  }
}

function* together(
  children: readonly PlanNode[],
  holds: boolean,
  from: number,
): Generator<readonly Requirement[]> {
  const child = children[from];
  if (!child) {
    yield [];
    return;
  }
  for (const others of together(children, holds, from + 1))
    for (const own of waysOf(child, holds)) yield [...own, ...others];
}

/** The conditions of a plan in the order of the text. */
export function leavesOf(node: PlanNode): readonly Leaf[] {
  switch (node.kind) {
    case 'constant':
      return [];
    case 'all':
    case 'any':
      return node.children.flatMap(leavesOf);
    default:
      return [node];
  }
}
