import { append } from '../text/append.js';
import type { Span } from '../text/span.js';
import type { Condition, FieldCondition, GroupCondition } from './condition.js';
import { isDisjoint, isSubset, pairsOf, sizeOf, type ValueSet, valuesOf } from './value-sets.js';

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

/**
 * Finds clauses of a plan that conflict with others that hold at the same time. Says only what is certain:
 * `holdsOneValue` tells the fields of which an event never has several values, since two values can satisfy two clauses
 * that one value cannot. In an exclusion of several clauses, `not (a and b)`, a clause that always holds is superfluous,
 * not impossible. One conflict for each clause.
 */
export function findConflicts(plan: Condition, holdsOneValue: (field: string) => boolean): Conflict[] {
  const conflicts: Conflict[] = [];
  /**
   * Worked out for the leaves that another one of the same field stands beside: most have none. By the field of a plan,
   * of which each leaf has its own; the opposite of a leaf is a copy with the same field and asks for the same values.
   */
  const valueSets = new Map<FieldCondition['field'], ValueSet | undefined>();
  /** By field, what comparisons of its clauses still may cost. */
  const allowances = new Map<string, number>();
  visit(plan, new Surroundings(), 0);
  // Where a field has too many clauses, it would be chance which of its conflicts were found.
  return firstOfEach(conflicts.filter(({ field }) => !isOverLimit(field)));

  /**
   * Whether the node can hold beside the leaves around it. Of these the first `outer` stand outside of the alternatives
   * that are looked at: what one of the alternatives implies, the others need not.
   */
  function visit(node: Condition, around: Surroundings, outer: number): boolean {
    switch (node.kind) {
      case 'field':
        return visitAll([node], around, outer);
      case 'all':
        return visitAll(node.children, around, outer);
      case 'any':
        return node.negated ? visitExcluded(node, around) : visitAny(node.children, around);
      case 'nested':
        // What is around it holds in the event, not in one object of it.
        return node.negated || visit(node.condition, new Surroundings(), 0);
      default:
        return true;
    }
  }

  function visitAll(children: readonly Condition[], around: Surroundings, outer: number): boolean {
    const before = around.size;
    let possible = true;
    for (const child of children) {
      if (child.kind !== 'field') continue;
      const found = conflictsOf(child, around, outer);
      append(conflicts, found);
      if (found[0]?.kind === 'contradiction') possible = false;
      else around.add(child);
    }
    for (const child of children) {
      if (child.kind !== 'field' && !visit(child, around, outer)) possible = false;
    }
    around.shrink(before);
    return possible;
  }

  function visitAny(children: readonly Condition[], around: Surroundings): boolean {
    let possible = false;
    const alternatives = new Surroundings();
    for (const child of children) {
      if (child.kind === 'field') {
        noteAlternative(child, alternatives);
        alternatives.add(child);
      }
      if (visit(child, around, around.size)) possible = true;
    }
    return possible;
  }

  function noteAlternative(leaf: FieldCondition, alternatives: Surroundings): void {
    const field = leaf.field.name;
    const { span } = leaf;
    const others = isComparable(leaf, alternatives) ? alternatives.of(field) : [];
    const cover = others.find(({ leaf: other }) => isCoveredBy(leaf, other))?.leaf;
    if (cover) conflicts.push({ kind: 'covered', field, span, other: cover.span });
    const rest = others.find(({ leaf: other }) => isExhaustive(leaf, other))?.leaf;
    if (!rest) return;
    const opposite = leaf.negated !== rest.negated ? { opposite: true as const } : {};
    conflicts.push({ kind: 'always', field, span, other: rest.span, ...opposite });
  }

  /** Its children are the opposites of what was written. */
  function visitExcluded(group: GroupCondition, around: Surroundings): boolean {
    const outer = around.size;
    let possible = false;
    let reason: Conflict | undefined;
    const inside: Conflict[] = [...contradictionsInside(group)];
    for (const child of group.children) {
      const found = child.kind === 'field' ? conflictsOf(child, around, outer) : [];
      const [first] = found;
      if (first?.kind === 'contradiction') {
        reason ??= first;
        inside.push({ ...first, kind: 'implied' });
        continue;
      }
      append(
        inside,
        found.filter(({ kind }) => kind !== 'implied'),
      );
      if (child.kind === 'field' || visit(child, around, outer)) possible = true;
    }
    if (possible || !reason) append(conflicts, inside);
    else conflicts.push({ ...reason, span: group.span });
    return possible;
  }

  /** Clauses of an exclusion that no event can satisfy together: it excludes nothing. */
  function contradictionsInside(group: GroupCondition): Conflict[] {
    const written = new Surroundings();
    for (const child of group.children) {
      if (child.kind !== 'field') continue;
      const opposite = { ...child, negated: !child.negated };
      const [conflict] = conflictsOf(opposite, written, 0);
      if (conflict?.kind === 'contradiction') return [{ ...conflict, excluded: true }];
      written.add(opposite);
    }
    return [];
  }

  /** A contradiction alone; else what is said of the leaf itself and of those that it makes superfluous. */
  function conflictsOf(leaf: FieldCondition, around: Surroundings, outer: number): Conflict[] {
    const field = leaf.field.name;
    const { span } = leaf;
    const found: Conflict[] = [];
    if (!isComparable(leaf, around)) return found;
    for (const { leaf: other, index } of around.of(field)) {
      if (isOverLimit(field)) break;
      const kind = relation(leaf, other);
      if (kind === 'contradiction') {
        const opposite = leaf.negated !== other.negated;
        return [{ kind, field, span, other: other.span, ...(opposite ? { opposite } : {}) }];
      }
      if (kind === 'implies' || kind === 'idles') {
        const superfluous = kind === 'implies' ? 'implied' : 'idle-exclusion';
        if (index >= outer) found.push({ kind: superfluous, field, span: other.span, other: span });
      } else if (kind) found.push({ kind, field, span, other: other.span });
    }
    return found;
  }

  /** How a clause stands to another of the same field that must hold too. */
  function relation(leaf: FieldCondition, other: FieldCondition): Relation | undefined {
    const compared = valuesOfBoth(leaf, other);
    if (!compared) return undefined;
    const [values, others] = compared;
    if (leaf.negated && other.negated) {
      if (isSubset(values, others)) return 'implied';
      return isSubset(others, values) ? 'implies' : undefined;
    }
    const oneValue = holdsOneValue(leaf.field.name);
    if (!leaf.negated && !other.negated) {
      if (isSubset(others, values)) return 'implied';
      if (isSubset(values, others)) return 'implies';
      return oneValue && isDisjoint(values, others) ? 'contradiction' : undefined;
    }
    const [asserted, excluded] = leaf.negated ? [others, values] : [values, others];
    if (isSubset(asserted, excluded)) return 'contradiction';
    if (oneValue && isDisjoint(asserted, excluded)) return leaf.negated ? 'idle-exclusion' : 'idles';
    return undefined;
  }

  /** Whether one of two alternatives finds all that the other does. */
  function isCoveredBy(leaf: FieldCondition, other: FieldCondition): boolean {
    if (leaf.field.name !== other.field.name || leaf.negated !== other.negated) return false;
    const compared = valuesOfBoth(leaf, other);
    if (!compared) return false;
    const [values, others] = compared;
    return leaf.negated ? isSubset(others, values) : isSubset(values, others);
  }

  /**
   * Whether every event satisfies one of two alternatives: an exclusion and what it excludes, or two exclusions that one
   * value cannot fall under both of. An event without the field satisfies an exclusion.
   */
  function isExhaustive(leaf: FieldCondition, other: FieldCondition): boolean {
    if (leaf.field.name !== other.field.name || !(leaf.negated || other.negated)) return false;
    const compared = valuesOfBoth(leaf, other);
    if (!compared) return false;
    const [values, others] = compared;
    if (leaf.negated && other.negated) return holdsOneValue(leaf.field.name) && isDisjoint(values, others);
    const [asserted, excluded] = leaf.negated ? [others, values] : [values, others];
    return isSubset(excluded, asserted);
  }

  /** Whether there are clauses of the field to compare with, and values to compare. */
  function isComparable(leaf: FieldCondition, around: Surroundings): boolean {
    const { name } = leaf.field;
    return around.of(name).length > 0 && !isOverLimit(name) && valuesFor(leaf) !== undefined;
  }

  /** Counts a comparison; undefined where values are not known, or comparisons of the field were too many. */
  function valuesOfBoth(leaf: FieldCondition, other: FieldCondition): [ValueSet, ValueSet] | undefined {
    const field = leaf.field.name;
    const [values, others] = [valuesFor(leaf), valuesFor(other)];
    const cost = values && others ? sizeOf(values) + sizeOf(others) + pairsOf(values, others) : 1;
    allowances.set(field, (allowances.get(field) ?? 0) - cost);
    return values && others && !isOverLimit(field) ? [values, others] : undefined;
  }

  function isOverLimit(field: string): boolean {
    return (allowances.get(field) ?? 0) + mostComparisons < 0;
  }

  /** What a leaf admits, or its opposite excludes; both have the same field. */
  function valuesFor({ field, test }: FieldCondition): ValueSet | undefined {
    let values = valueSets.get(field);
    if (!values && !valueSets.has(field)) {
      values = valuesOf(test, field.mapping);
      valueSets.set(field, values);
      // A list may be compared as a whole a few times, so that the limit grows with its length.
      if (values)
        allowances.set(field.name, (allowances.get(field.name) ?? 0) + sizeOf(values) * mostPerValue);
    }
    return values;
  }
}

/** More comparisons of values, in the clauses on one field, take longer than anyone waits while typing. */
const mostComparisons = 20_000;
/** Comparisons beyond these for each value of the field, so that time grows with the length of the query. */
const mostPerValue = 8;

/** The leaves that hold at the same time as those looked at, by their fields. */
class Surroundings {
  readonly #byField = new Map<string, { readonly leaf: FieldCondition; readonly index: number }[]>();
  readonly #fields: string[] = [];

  get size(): number {
    return this.#fields.length;
  }

  of(field: string): readonly { readonly leaf: FieldCondition; readonly index: number }[] {
    return this.#byField.get(field) ?? [];
  }

  add(leaf: FieldCondition): void {
    const { name } = leaf.field;
    const entry = { leaf, index: this.#fields.length };
    const others = this.#byField.get(name);
    if (others) others.push(entry);
    else this.#byField.set(name, [entry]);
    this.#fields.push(name);
  }

  /** Removes the latest leaves until so many are left. */
  shrink(size: number): void {
    while (this.#fields.length > size) this.#byField.get(this.#fields.pop()!)!.pop();
  }
}

type Relation = 'contradiction' | 'implied' | 'implies' | 'idle-exclusion' | 'idles';

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
