import type { Accumulator } from '../../aggregates.js';
import type { Column } from '../../stage.js';
import { keyOf, type Scalar, type Value, valuesOf } from '../../values/value.js';
import type { Plan } from './plan.js';

export interface Group {
  readonly keys: readonly Value[];
  readonly accumulators: readonly Accumulator[];
  readonly sources: Set<Scalar> | undefined;
}

/** The groups of rows, by their keys. */
export class Groups {
  readonly groups = new Map<string, Group>();

  constructor(
    private readonly plan: Plan,
    private readonly source: Column | undefined,
  ) {
    // Without BY there is one group, even without rows.
    if (plan.keys.length === 0) this.groupOf([]);
  }

  groupOf(keys: readonly Value[]): Group {
    const text = keyText(keys, this.plan);
    let group = this.groups.get(text);
    if (!group) {
      group = {
        keys,
        accumulators: this.plan.counted.map(({ create }) => create()),
        sources: this.source && new Set(),
      };
      this.groups.set(text, group);
    }
    return group;
  }

  /**
   * Returns the keys of the groups of a row. A list counts with each of its values, several lists with all
   * combinations.
   */
  combinations(row: number): readonly (readonly Value[])[] {
    let combinations: Value[][] = [[]];
    for (const { cell } of this.plan.keys) {
      const value = cell(row);
      const values = value === null ? [null] : valuesOf(value);
      combinations = combinations.flatMap((keys) => values.map((one) => [...keys, one]));
    }
    return combinations;
  }

  add(rows: number): void {
    const { counted } = this.plan;
    for (let row = 0; row < rows; row++) {
      const members = this.combinations(row).map((keys) => this.groupOf(keys));
      counted.forEach(({ arguments: cells, filter }, index) => {
        if (filter && filter(row) !== true) return;
        const values = cells.map((cell) => cell(row));
        for (const group of members) group.accumulators[index]!.add(values);
      });
      if (this.source)
        for (const one of valuesOf(this.source.at(row))) for (const { sources } of members) sources!.add(one);
    }
  }
}

/** Returns a string that is equal for equal keys only. */
export function keyText(keys: readonly Value[], { keys: plans }: Plan): string {
  let text = '';
  keys.forEach((key, index) => {
    const own = key === null ? null : keyOf(key as Scalar, plans[index]!.type);
    text += own === null ? 'n;' : `${typeof own} ${String(own).length} ${String(own)};`;
  });
  return text;
}
