import type { FieldNode, GroupNode, PlanNode } from '../../evaluate/plan.js';
import type { Span } from '../../text/span.js';
import { isDisjoint, isSubset, type ValueSet, valuesOf } from './value-sets.js';

/**
 * A clause that stands badly beside another. `contradiction`: no event satisfies both. `implied`: it holds whenever the
 * other does. `idle-exclusion`: it excludes nothing of what the other admits. `covered`: every event it finds is found
 * by the alternative beside it. `always`: every event satisfies it or the alternative beside it.
 */
export interface Conflict {
  readonly kind: 'contradiction' | 'implied' | 'idle-exclusion' | 'covered' | 'always';
  readonly field: string;
  readonly span: Span;
  readonly other: Span;
  /** Of `contradiction`: the clauses are parts of an exclusion, which excludes nothing since they contradict each other. */
  readonly excluded?: true;
  /** Of `contradiction` and `always`: one clause excludes what the other admits. */
  readonly opposite?: true;
}

/** A leaf with what it admits. */
interface Fact {
  readonly field: string;
  readonly negated: boolean;
  readonly values: ValueSet;
  readonly span: Span;
  /** It stands outside of the alternatives that are looked at: what one of them implies, the others need not. */
  readonly outer?: true;
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
  return firstOfEach(conflicts);

  /** Whether the node can hold beside the facts. */
  function visit(node: PlanNode, around: readonly Fact[]): boolean {
    switch (node.kind) {
      case 'field':
        return visitAll([node], around);
      case 'all':
        return visitAll(node.children, around);
      case 'any':
        return node.negated ? visitExcluded(node, around) : visitAny(node.children, around);
      case 'nested':
        // What is around it holds in the event, not in one object of it.
        return node.negated || visit(node.condition, []);
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
      const found = conflictsOf(fact, facts);
      conflicts.push(...found);
      if (found[0]?.kind === 'contradiction') possible = false;
      else facts.push(fact);
    }
    for (const child of children) {
      if (child.kind !== 'field' && !visit(child, facts)) possible = false;
    }
    return possible;
  }

  function visitAny(children: readonly PlanNode[], outside: readonly Fact[]): boolean {
    const around = outside.map((fact): Fact => ({ ...fact, outer: true }));
    let possible = false;
    const alternatives: Fact[] = [];
    for (const child of children) {
      const fact = child.kind === 'field' ? factOf(child) : undefined;
      const cover = fact && alternatives.find((other) => isCoveredBy(fact, other));
      if (fact && cover)
        conflicts.push({ kind: 'covered', field: fact.field, span: fact.span, other: cover.span });
      const rest = fact && alternatives.find((other) => isExhaustive(fact, other, holdsOneValue(fact.field)));
      if (fact && rest) {
        const opposite = fact.negated !== rest.negated ? { opposite: true as const } : {};
        conflicts.push({ kind: 'always', field: fact.field, span: fact.span, other: rest.span, ...opposite });
      }
      if (visit(child, around)) possible = true;
      if (fact) alternatives.push(fact);
    }
    return possible;
  }

  /** Its children are the opposites of what was written. */
  function visitExcluded(group: GroupNode, outside: readonly Fact[]): boolean {
    const around = outside.map((fact): Fact => ({ ...fact, outer: true }));
    let possible = false;
    let reason: Conflict | undefined;
    const inside: Conflict[] = [...contradictionsInside(group)];
    for (const child of group.children) {
      const fact = child.kind === 'field' ? factOf(child) : undefined;
      const found = fact ? conflictsOf(fact, around) : [];
      const [first] = found;
      if (first?.kind === 'contradiction') {
        reason ??= first;
        inside.push({ ...first, kind: 'implied' });
        continue;
      }
      inside.push(...found.filter(({ kind }) => kind !== 'implied'));
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
      const [conflict] = conflictsOf(opposite, written);
      if (conflict?.kind === 'contradiction') return [{ ...conflict, excluded: true }];
      written.push(opposite);
    }
    return [];
  }

  /** A contradiction alone; else what is said of the fact itself and of those that it makes superfluous. */
  function conflictsOf(fact: Fact, facts: readonly Fact[]): Conflict[] {
    const { field, span } = fact;
    const found: Conflict[] = [];
    for (const other of facts) {
      if (other.field !== field) continue;
      const kind = relation(fact, other, holdsOneValue(field));
      if (kind === 'contradiction') {
        const opposite = fact.negated !== other.negated;
        return [{ kind, field, span, other: other.span, ...(opposite ? { opposite } : {}) }];
      }
      if (kind === 'implies' || kind === 'idles') {
        const superfluous = kind === 'implies' ? 'implied' : 'idle-exclusion';
        if (!other.outer) found.push({ kind: superfluous, field, span: other.span, other: span });
      } else if (kind) found.push({ kind, field, span, other: other.span });
    }
    return found;
  }
}

/** Of several conflicts of one clause, the first. */
function firstOfEach(conflicts: readonly Conflict[]): Conflict[] {
  const seen = new Set<string>();
  return conflicts.filter(({ kind, span }) => {
    const clause = `${span.start}-${span.end}`;
    if (kind !== 'contradiction' && kind !== 'always' && seen.has(clause)) return false;
    seen.add(clause);
    return true;
  });
}

function factOf({ field, test, negated, span }: FieldNode): Fact | undefined {
  const values = valuesOf(test, field.mapping);
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

/**
 * Whether every event satisfies one of two alternatives: an exclusion and what it excludes, or two exclusions that one
 * value cannot fall under both of. An event without the field satisfies an exclusion.
 */
function isExhaustive(fact: Fact, other: Fact, oneValue: boolean): boolean {
  if (fact.field !== other.field || !(fact.negated || other.negated)) return false;
  if (fact.negated && other.negated) return oneValue && isDisjoint(fact.values, other.values);
  const [asserted, excluded] = fact.negated ? [other, fact] : [fact, other];
  return isSubset(excluded.values, asserted.values);
}
