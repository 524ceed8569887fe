import type { AnyFieldNode, FieldNode, NestedNode, PlanNode, ScriptNode } from '../../evaluate/plan/plan.js';

/** A condition of a query that is evaluated on an event. */
export type Leaf = FieldNode | AnyFieldNode | NestedNode | ScriptNode;

/** A condition and whether it must hold, as in the plan: a negated one holds if nothing is excluded. */
export interface Requirement {
  readonly leaf: Leaf;
  readonly holds: boolean;
}

/**
 * Yields the ways in which a plan can be true or false, each as its required conditions, simple ones first.
 * Lazy, because a query with many alternatives has more ways than fit into memory.
 */
export function* waysOf(node: PlanNode, holds: boolean): Generator<readonly Requirement[]> {
  switch (node.kind) {
    case 'constant':
      if (node.value === holds) yield [];
      return;
    case 'all':
    case 'any':
      // All must hold or all must fail; otherwise a single one decides.
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

/** Returns a plan's conditions in text order. */
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
