import { append } from '../text/append.js';
import type { Span } from '../text/span.js';
import type { Condition, FieldCondition, GroupCondition } from './condition.js';
import { isDisjoint, isSubset, pairsOf, sizeOf, type ValueSet, valuesOf } from './value-sets.js';

/**
 * A clause that conflicts with another. `contradiction`: no event satisfies both. `implied`: it holds
 * whenever the other does. `idle-exclusion`: it excludes nothing that the other accepts. `covered`: every
 * event it finds is also found by its alternative. `always`: every event satisfies it or its alternative.
 */
export interface Conflict {
  readonly kind: 'contradiction' | 'implied' | 'idle-exclusion' | 'covered' | 'always';
  readonly field: string;
  readonly span: Span;
  readonly other: Span;
  /**
   * For `contradiction`: the clauses are inside an exclusion, which excludes nothing because they contradict
   * each other.
   */
  readonly excluded?: true;
  /** For `contradiction` and `always`: one clause excludes what the other accepts. */
  readonly opposite?: true;
}

/**
 * Finds clauses of a plan that conflict with others that apply at the same time. Reports only what is
 * certain: `holdsOneValue` returns whether an event never has several values in a field, since two values can
 * satisfy two clauses that one value cannot. In an exclusion of several clauses, `not (a and b)`, a clause
 * that always holds is redundant, not impossible. Reports one conflict per clause.
 */
export function findConflicts(plan: Condition, holdsOneValue: (field: string) => boolean): Conflict[] {
  const conflicts: Conflict[] = [];
  /**
   * Computed only for leaves that have another one of the same field, which most do not. The key is the field
   * of a planned leaf, which is unique to it. The opposite of a leaf is a copy with the same field and value
   * set.
   */
  const valueSets = new Map<FieldCondition['field'], ValueSet | undefined>();
  /** For each field, the remaining budget for comparisons of its clauses. */
  const allowances = new Map<string, number>();
  visit(plan, new Surroundings(), 0);
  // If a field has too many clauses, it would be arbitrary which of its conflicts are found.
  return firstOfEach(conflicts.filter(({ field }) => !isOverLimit(field)));

  /**
   * Returns whether the node can hold together with the surrounding leaves. The first `outer` of these are
   * outside the current alternatives: what one alternative implies, the others need not.
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
        // The surrounding conditions apply to the event, not to one object of it.
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

  /** Its children are the opposites of the source. */
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

  /** Returns clauses of an exclusion that no event can satisfy together: the exclusion is idle. */
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

  /**
   * Returns a contradiction alone, or else the conflicts of the leaf itself and of those that it makes
   * redundant.
   */
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

  /** Returns how a clause relates to another of the same field that must hold too. */
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

  /** Returns whether one of two alternatives finds everything that the other does. */
  function isCoveredBy(leaf: FieldCondition, other: FieldCondition): boolean {
    if (leaf.field.name !== other.field.name || leaf.negated !== other.negated) return false;
    const compared = valuesOfBoth(leaf, other);
    if (!compared) return false;
    const [values, others] = compared;
    return leaf.negated ? isSubset(others, values) : isSubset(values, others);
  }

  /**
   * Returns whether every event satisfies one of two alternatives: an exclusion and what it excludes, or two
   * exclusions that cannot both apply to one value. An event with a missing field satisfies an exclusion.
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

  /** Returns whether there are clauses of the field and values to compare with. */
  function isComparable(leaf: FieldCondition, around: Surroundings): boolean {
    const { name } = leaf.field;
    return around.of(name).length > 0 && !isOverLimit(name) && valuesFor(leaf) !== undefined;
  }

  /** Counts a comparison. Returns undefined if values are unknown, or the field had too many comparisons. */
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

  /** Returns the values that a leaf accepts, or that its opposite excludes. Both have the same field. */
  function valuesFor({ field, test }: FieldCondition): ValueSet | undefined {
    let values = valueSets.get(field);
    if (!values && !valueSets.has(field)) {
      values = valuesOf(test, field.mapping);
      valueSets.set(field, values);
      // A list may be compared as a whole a few times, so the limit grows with its length.
      if (values)
        allowances.set(field.name, (allowances.get(field.name) ?? 0) + sizeOf(values) * mostPerValue);
    }
    return values;
  }
}

/** With more value comparisons in the clauses on one field, analysis takes too long while typing. */
const mostComparisons = 20_000;
/** Additional comparisons for each value of the field, so that time grows with the length of the query. */
const mostPerValue = 8;

/** The leaves that apply at the same time as the current ones, by field. */
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

  /** Removes the latest leaves until this many are left. */
  shrink(size: number): void {
    while (this.#fields.length > size) this.#byField.get(this.#fields.pop()!)!.pop();
  }
}

type Relation = 'contradiction' | 'implied' | 'implies' | 'idle-exclusion' | 'idles';

/** Returns the first of several conflicts of one clause. */
function firstOfEach(conflicts: readonly Conflict[]): Conflict[] {
  const seen = new Set<string>();
  return conflicts.filter(({ kind, span }) => {
    const clause = `${span.start}-${span.end}`;
    if (kind !== 'contradiction' && kind !== 'always' && seen.has(clause)) return false;
    seen.add(clause);
    return true;
  });
}
