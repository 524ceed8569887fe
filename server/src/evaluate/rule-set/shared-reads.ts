import type { FieldNode, PlanNode } from '../plan/plan.js';
import { readingKey } from '../run/reading-key.js';
import type { EventObject, FieldAccess } from '../values/access.js';

/**
 * Returns a function that makes plans share their access to a field, so its values are read once per event.
 * `eventNumber` returns the number of the current event, which differs for each.
 */
export function readsSharer(eventNumber: () => number): (plan: PlanNode) => PlanNode {
  const accesses = new Map<string, FieldAccess>();
  /** Plans share conditions, and a condition that is compiled once must remain a single node. */
  const nodes = new Map<FieldNode, FieldNode>();
  const shareField = (node: FieldNode): FieldNode => {
    const { field } = node;
    // Whether null is a value depends on the mapping of the field.
    if (field.mapping?.nullValue !== undefined) return node;
    const key = `${field.access.path} ${readingKey(field)}`;
    const access = accesses.get(key) ?? remembering(field.access, eventNumber);
    accesses.set(key, access);
    return { ...node, field: { ...field, access } };
  };
  const share = (node: PlanNode): PlanNode => {
    if ('children' in node) return { ...node, children: node.children.map(share) };
    if (node.kind !== 'field') return node;
    const shared = nodes.get(node) ?? shareField(node);
    nodes.set(node, shared);
    return shared;
  };
  return share;
}

function remembering(access: FieldAccess, eventNumber: () => number): FieldAccess {
  let number = Number.NaN;
  let values: unknown[] = [];
  const all = (event: EventObject): unknown[] => {
    if (number !== eventNumber()) {
      values = access.all(event);
      number = eventNumber();
    }
    return values;
  };
  return {
    ...access,
    all,
    some(event, test) {
      for (const value of all(event)) if (test(value)) return true;
      return false;
    },
  };
}
