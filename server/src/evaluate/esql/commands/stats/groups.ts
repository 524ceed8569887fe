import type { Accumulator } from '../../aggregates.js';
import { SearchFailure } from '../../failure.js';
import type { Column } from '../../stage.js';
import { distinctValues, isList, keyOf, type Scalar, type Value, valuesOf } from '../../values/value.js';
import type { Plan } from './plan.js';

export interface Group {
  readonly keys: readonly Value[];
  readonly accumulators: readonly Accumulator[];
  /** The events of its rows, possibly with duplicates. */
  readonly sources: Scalar[] | undefined;
}

/** Groups of rows by their keys. */
export class Groups {
  readonly groups = new Map<string, Group>();
  /** The groups by value for a single key, which is what most queries have. */
  private readonly ofValue = new Map<unknown, readonly Group[]>();

  constructor(
    private readonly plan: Plan,
    private readonly source: Column | undefined,
  ) {
    // Without BY there is one group, even without rows.
    if (plan.keys.length === 0) this.groupOf([]);
  }

  private groupOf(keys: readonly Value[]): Group {
    const text = keyText(keys, this.plan);
    let group = this.groups.get(text);
    if (!group) {
      group = {
        keys,
        accumulators: this.plan.counted.map(({ create }) => create()),
        sources: this.source && [],
      };
      this.groups.set(text, group);
    }
    return group;
  }

  /**
   * Returns the groups of a row. A list counts with each of its distinct values, and several lists with all
   * combinations (docs/semantics/esql.md#groups).
   */
  membersOf(row: number): readonly Group[] {
    const [only, ...others] = this.plan.keys;
    if (!only || others.length > 0) return this.combinedGroups(row);
    const value = only.cell(row);
    if (isList(value)) return this.combinedGroups(row);
    const key = value === null ? null : keyOf(value as Scalar, only.type);
    let members = this.ofValue.get(key);
    if (!members) {
      members = [this.groupOf([value])];
      this.ofValue.set(key, members);
    }
    return members;
  }

  private combinedGroups(row: number): readonly Group[] {
    const cells = this.plan.keys.map(({ cell }) => cell(row));
    if (!cells.some(isList)) return [this.groupOf(cells)];
    let combinations: Value[][] = [[]];
    for (const [index, value] of cells.entries()) {
      const { type } = this.plan.keys[index]!;
      const values = isList(value) ? distinctValues(value, type) : [value];
      if (combinations.length * values.length > mostGroupsOfRow)
        throw new SearchFailure(`one row belongs to more than ${mostGroupsOfRow} groups`);
      combinations = combinations.flatMap((keys) => values.map((one) => [...keys, one]));
    }
    return combinations.map((keys) => this.groupOf(keys));
  }

  /** Adds a row to its groups. */
  add(row: number, members: readonly Group[]): void {
    this.plan.counted.forEach(({ arguments: cells, filter }, index) => {
      if (filter && filter(row) !== true) return;
      const values = cells.length === 0 ? nothing : cells.map((cell) => cell(row));
      for (const group of members) group.accumulators[index]!.add(values);
    });
    if (!this.source) return;
    for (const one of valuesOf(this.source.at(row)))
      for (const { sources } of members) if (sources!.at(-1) !== one) sources!.push(one);
  }
}

/** The arguments of COUNT(*). */
const nothing: readonly Value[] = [];

/** A row with more groups is hostile: it would fill the memory. */
const mostGroupsOfRow = 100_000;

/** Returns a string that is equal only for equal keys. */
function keyText(keys: readonly Value[], { keys: plans }: Plan): string {
  let text = '';
  keys.forEach((key, index) => {
    const own = key === null ? null : keyOf(key as Scalar, plans[index]!.type);
    text += own === null ? 'n;' : `${typeof own} ${String(own).length} ${String(own)};`;
  });
  return text;
}
