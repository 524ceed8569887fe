import type { FieldNode, PlanNode, PlannedField } from '../plan/plan.js';
import { accessField, type EventObject } from '../values/access.js';

/** Fields with few values that most rules test: what kind of event it is. */
const profileFields = [
  'event.category',
  'event.type',
  'event.kind',
  'event.action',
  'event.outcome',
  'event.dataset',
  'event.module',
  'event.provider',
  'data_stream.dataset',
  'host.os.type',
  'host.os.family',
] as const;

const known: ReadonlySet<string> = new Set(profileFields);

/** Returns whether the values of a field are part of an event's profile. Its subfields are not. */
export function isProfileField({ name, access }: PlannedField): boolean {
  return known.has(name) && !access.whole;
}

/** Returns the conditions of plans on profile fields. */
export function profileConditions(plans: readonly PlanNode[]): FieldNode[] {
  const conditions: FieldNode[] = [];
  const visit = (node: PlanNode): void => {
    if (node.kind === 'field' && isProfileField(node.field)) conditions.push(node);
    else if (node.kind === 'all' || node.kind === 'any') node.children.forEach(visit);
  };
  plans.forEach(visit);
  return conditions;
}

/**
 * Returns a function that returns the same string for events that have the same values in all fields of the
 * conditions.
 */
export function profileReader(conditions: readonly FieldNode[]): (event: EventObject) => string {
  const used = new Set(conditions.map(({ field }) => field.name));
  const accesses = profileFields.filter((field) => used.has(field)).map((field) => accessField(field, true));
  return (event) => {
    let text = '';
    for (const access of accesses) {
      access.some(event, (value) => {
        text += typeof value === 'string' ? value : `\u0001${typeof value}${String(value)}`;
        text += '\u0002';
        return false;
      });
      text += '\u0003';
    }
    return text;
  };
}

/**
 * Returns what is left of a plan for events of one profile. `holds` returns whether they satisfy a profile
 * condition.
 */
export function restOfPlan(node: PlanNode, holds: (condition: FieldNode) => boolean): PlanNode {
  switch (node.kind) {
    case 'field':
      return isProfileField(node.field) ? { kind: 'constant', value: holds(node), span: node.span } : node;
    case 'all':
    case 'any': {
      const deciding = node.kind === 'any';
      const children: PlanNode[] = [];
      for (const child of node.children) {
        const rest = restOfPlan(child, holds);
        if (rest.kind !== 'constant') children.push(rest);
        else if (rest.value === deciding) return rest;
      }
      const [only] = children;
      if (!only) return { kind: 'constant', value: !deciding, span: node.span };
      return children.length === 1 ? only : { ...node, children };
    }
    default:
      return node;
  }
}
