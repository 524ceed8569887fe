import type { FieldNode, GroupNode, PlanNode } from '../../evaluate/plan.js';
import type { Span } from '../../text/span.js';
import { isDisjoint, isSubset, type ValueSet, valuesOf } from './value-sets.js';

/**
 * A clause that stands badly beside another. `contradiction`: no event satisfies both. `implied`: it holds whenever the
 * other does. `idle-exclusion`: it excludes nothing of what the other admits. `covered`: every event it finds is found
 * by the alternative beside it.
 */
export interface Conflict {
  readonly kind: 'contradiction' | 'implied' | 'idle-exclusion' | 'covered';
  readonly field: string;
  readonly span: Span;
  readonly other: Span;
}

/** A leaf with what it admits. */
interface Fact {
  readonly field: string;
  readonly negated: boolean;
  readonly values: ValueSet;
  readonly span: Span;
}

/**
 * Finds clauses of a plan that conflict with others that hold at the same time. Says only what is certain:
 * `holdsOneValue` tells the fields of which an event never has several values, since two values can satisfy two clauses
 * that one value cannot. In an exclusion of several clauses, `not (a and b)`, a clause that always holds is superfluous,
 * not impossible. One conflict for each clause.
 */
export function findConflicts(plan: PlanNode, holdsOneValue: (field: string) => boolean): Conflict[] {
  const conflicts: Conflict[] = [];
  visit(plan, []);
  return conflicts;

  /** Whether the node can hold beside the facts. */
  function visit(node: PlanNode, around: readonly Fact[]): boolean {
    switch (node.kind) {
      case 'field':
        return visitAll([node], around);
      case 'all':
        return visitAll(node.children, around);
      case 'any':
        return node.negated ? visitExcluded(node, around) : visitAny(node.children, around);
      default:
        return true;
    }
  }

  function visitAll(children: readonly PlanNode[], around: readonly Fact[]): boolean {
    const facts = [...around];
    let possible = true;
    for (const child of children) {
      const fact = child.kind === 'field' ? factOf(child) : undefined;
      if (!fact) continue;
      const conflict = conflictOf(fact, facts);
      if (conflict) conflicts.push(conflict);
      if (conflict?.kind === 'contradiction') possible = false;
      else facts.push(fact);
    }
    for (const child of children) {
      if (child.kind !== 'field' && !visit(child, facts)) possible = false;
    }
    return possible;
  }

  function visitAny(children: readonly PlanNode[], around: readonly Fact[]): boolean {
    let possible = false;
    const alternatives: Fact[] = [];
    for (const child of children) {
      const fact = child.kind === 'field' ? factOf(child) : undefined;
      const cover = fact && alternatives.find((other) => isCoveredBy(fact, other));
      if (fact && cover)
        conflicts.push({ kind: 'covered', field: fact.field, span: fact.span, other: cover.span });
      if (visit(child, around)) possible = true;
      if (fact) alternatives.push(fact);
    }
    return possible;
  }

  /** Its children are the opposites of what was written. */
  function visitExcluded(group: GroupNode, around: readonly Fact[]): boolean {
    let possible = false;
    let reason: Conflict | undefined;
    const inside: Conflict[] = [...contradictionsInside(group)];
    for (const child of group.children) {
      const fact = child.kind === 'field' ? factOf(child) : undefined;
      const conflict = fact && conflictOf(fact, around);
      if (conflict?.kind === 'contradiction') {
        reason ??= conflict;
        inside.push({ ...conflict, kind: 'implied' });
        continue;
      }
      if (conflict && conflict.kind !== 'implied') inside.push(conflict);
      if (fact || visit(child, around)) possible = true;
    }
    if (possible || !reason) conflicts.push(...inside);
    else conflicts.push({ ...reason, span: group.span });
    return possible;
  }

  /** Clauses of an exclusion that no event can satisfy together: it excludes nothing. */
  function contradictionsInside(group: GroupNode): Conflict[] {
    const written: Fact[] = [];
    for (const child of group.children) {
      const fact = child.kind === 'field' ? factOf(child) : undefined;
      if (!fact) continue;
      const opposite = { ...fact, negated: !fact.negated };
      const conflict = conflictOf(opposite, written);
      if (conflict?.kind === 'contradiction') return [conflict];
      written.push(opposite);
    }
    return [];
  }

  function conflictOf(fact: Fact, facts: readonly Fact[]): Conflict | undefined {
    const { field, span } = fact;
    let found: Conflict | undefined;
    for (const other of facts) {
      if (other.field !== field) continue;
      const kind = relation(fact, other, holdsOneValue(field));
      if (!kind) continue;
      // Of a clause and one that it makes superfluous, the superfluous one is reported.
      const conflict =
        kind === 'implies' || kind === 'idles'
          ? {
              kind: kind === 'implies' ? ('implied' as const) : ('idle-exclusion' as const),
              field,
              span: other.span,
              other: span,
            }
          : { kind, field, span, other: other.span };
      if (conflict.kind === 'contradiction') return conflict;
      found ??= conflict;
    }
    return found;
  }
}

function factOf({ field, test, negated, span }: FieldNode): Fact | undefined {
  const values = valuesOf(test);
  return values && { field: field.name, negated, values, span };
}

type Relation = 'contradiction' | 'implied' | 'implies' | 'idle-exclusion' | 'idles';

/** How a clause stands to another of the same field that must hold too. */
function relation(fact: Fact, other: Fact, oneValue: boolean): Relation | undefined {
  if (fact.negated && other.negated) {
    if (isSubset(fact.values, other.values)) return 'implied';
    return isSubset(other.values, fact.values) ? 'implies' : undefined;
  }
  if (!fact.negated && !other.negated) {
    if (isSubset(other.values, fact.values)) return 'implied';
    if (isSubset(fact.values, other.values)) return 'implies';
    return oneValue && isDisjoint(fact.values, other.values) ? 'contradiction' : undefined;
  }
  const [asserted, excluded] = fact.negated ? [other, fact] : [fact, other];
  if (isSubset(asserted.values, excluded.values)) return 'contradiction';
  if (oneValue && isDisjoint(asserted.values, excluded.values))
    return fact.negated ? 'idle-exclusion' : 'idles';
  return undefined;
}

/** Whether one of two alternatives finds all that the other does. */
function isCoveredBy(fact: Fact, other: Fact): boolean {
  if (fact.field !== other.field || fact.negated !== other.negated) return false;
  return fact.negated ? isSubset(other.values, fact.values) : isSubset(fact.values, other.values);
}
