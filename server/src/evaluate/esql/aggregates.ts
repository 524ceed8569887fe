import type { EsqlType } from '../../query/esql/types.js';
import { Failure } from './failure.js';
import { calculateWhole, finite } from './values/numbers.js';
import { cellOf, compareScalars, isList, keyOf, type Scalar, type Value, valuesOf } from './values/value.js';

/** The state of an aggregate for one group. */
export interface Accumulator {
  /** Adds the arguments of a row. */
  add(values: readonly Value[]): void;
  /** Throws a {@link Failure} if there is no value. */
  result(): Value;
}

/** The details of its call that an aggregate needs. */
export interface AggregateInfo {
  readonly types: readonly EsqlType[];
  readonly type: EsqlType;
  readonly isStar: boolean;
}

type AggregateBody = (info: AggregateInfo) => Accumulator;

/** Returns an aggregate that takes each value of its first argument separately. */
const ofValues =
  (make: (info: AggregateInfo) => { take(value: Scalar): void; result(): Value }): AggregateBody =>
  (info) => {
    const { take, result } = make(info);
    return {
      add: ([value = null]) => {
        if (isList(value)) for (const one of value) take(one);
        else if (value !== null) take(value);
      },
      result,
    };
  };

const count: AggregateBody = ({ isStar, types }) => {
  let total = 0;
  const rows = isStar || types.length === 0;
  return {
    add: ([value = null]) => {
      total += rows ? 1 : valuesOf(value).length;
    },
    result: () => total,
  };
};

/**
 * Collects the values of its first argument without duplicates. There can be a group for each event, and most
 * groups see one value: a class without a Map takes a tenth of the memory of closures with one.
 */
abstract class DistinctValues implements Accumulator {
  private first: Scalar | undefined = undefined;
  private others: Map<unknown, Scalar> | undefined = undefined;

  constructor(private readonly type: EsqlType) {}

  add([value = null]: readonly Value[]): void {
    if (isList(value)) for (const one of value) this.take(one);
    else if (value !== null) this.take(value);
  }

  private take(value: Scalar): void {
    if (this.first === undefined) {
      this.first = value;
      return;
    }
    const key = keyOf(value, this.type);
    if (key === keyOf(this.first, this.type) || this.others?.has(key)) return;
    this.others ??= new Map();
    this.others.set(key, value);
  }

  protected count(): number {
    return this.first === undefined ? 0 : 1 + (this.others?.size ?? 0);
  }

  protected list(): readonly Scalar[] {
    return this.first === undefined ? [] : [this.first, ...(this.others?.values() ?? [])];
  }

  abstract result(): Value;
}

class CountDistinct extends DistinctValues {
  result(): Value {
    return this.count();
  }
}

class ValuesOfGroup extends DistinctValues {
  result(): Value {
    return cellOf(this.list());
  }
}

const countDistinct: AggregateBody = ({ types }) => new CountDistinct(types[0]!);

const values: AggregateBody = ({ types }) => new ValuesOfGroup(types[0]!);

const extreme = (sign: 1 | -1): AggregateBody =>
  ofValues(({ types }) => {
    const compare = compareScalars(types[0]!);
    let found: Scalar | undefined;
    return {
      take: (value) => {
        if (found === undefined || sign * compare(value, found) > 0) found = value;
      },
      result: () => found ?? null,
    };
  });

/** Adds doubles without accumulating rounding errors (Kahan). */
function kahan(): { add(value: number): void; sum(): number } {
  let sum = 0;
  let rest = 0;
  return {
    add(value) {
      const corrected = value - rest;
      const next = sum + corrected;
      rest = next - sum - corrected;
      sum = next;
    },
    sum: () => sum,
  };
}

const sum = ofValues(({ types }) => {
  let any = false;
  if (types[0] === 'double') {
    const total = kahan();
    return {
      take: (value) => {
        any = true;
        total.add(value as number);
      },
      result: () => (any ? finite(total.sum()) : null),
    };
  }
  let total: number | bigint = 0;
  let overflow: Failure | undefined;
  return {
    take: (value) => {
      any = true;
      try {
        if (!overflow) total = calculateWhole('+', total, value as number | bigint, 'long');
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        overflow = error;
      }
    },
    result: () => {
      if (overflow) throw overflow;
      return any ? total : null;
    },
  };
});

const average = ofValues(() => {
  const total = kahan();
  let number = 0;
  return {
    take: (value) => {
      total.add(Number(value));
      number++;
    },
    result: () => (number === 0 ? null : finite(total.sum() / number)),
  };
});

const numbers = (calculate: (sorted: readonly number[]) => number): AggregateBody =>
  ofValues(() => {
    const all: number[] = [];
    return {
      take: (value) => void all.push(Number(value)),
      result: () => (all.length === 0 ? null : finite(calculate(all.slice().sort((a, b) => a - b)))),
    };
  });

function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const next = sorted[low + 1] ?? sorted[low]!;
  return sorted[low]! + (at - low) * (next - sorted[low]!);
}

function variance(sorted: readonly number[]): number {
  const mean = sorted.reduce((total, value) => total + value, 0) / sorted.length;
  return sorted.reduce((total, value) => total + (value - mean) ** 2, 0) / sorted.length;
}

const percentile: AggregateBody = () => {
  const all: number[] = [];
  let share = 0;
  return {
    add: ([value = null, wanted = null]) => {
      share = Number(valuesOf(wanted)[0] ?? 0) / 100;
      for (const one of valuesOf(value)) all.push(Number(one));
    },
    result: () =>
      all.length === 0
        ? null
        : quantile(
            all.slice().sort((a, b) => a - b),
            share,
          ),
  };
};

const weightedAverage: AggregateBody = () => {
  let [total, weights] = [0, 0];
  let any = false;
  return {
    add: ([value = null, weight = null]) => {
      for (const one of valuesOf(value))
        for (const own of valuesOf(weight)) {
          any = true;
          total += Number(one) * Number(own);
          weights += Number(own);
        }
    },
    result: () => (any ? finite(total / weights) : null),
  };
};

/** TOP: the smallest or largest values, or those of another expression if one is given. */
const top: AggregateBody = ({ types }) => {
  const compare = compareScalars(types[0]!);
  const all: { readonly value: Scalar; readonly output: Value }[] = [];
  let limit = 0;
  let sign = 1;
  return {
    add: ([value = null, wanted = null, order = null, output]) => {
      limit = Number(valuesOf(wanted)[0] ?? 0);
      sign = String(valuesOf(order)[0] ?? 'asc').toLowerCase() === 'desc' ? -1 : 1;
      for (const one of valuesOf(value))
        all.push({ value: one, output: output === undefined ? one : output });
    },
    result: () => {
      const sorted = all
        .slice()
        .sort((a, b) => sign * compare(a.value, b.value))
        .slice(0, limit);
      return cellOf(sorted.flatMap(({ output }) => valuesOf(output)));
    },
  };
};

/** FIRST and LAST: the value of the row that sorts first or last. Rows that cannot be sorted come last. */
const edge =
  (sign: 1 | -1): AggregateBody =>
  ({ types }) => {
    const compare = compareScalars(types[1] ?? 'long');
    let found: Value = null;
    let best: Scalar | null | undefined;
    return {
      add: ([value = null, sort = null]) => {
        const candidates = valuesOf(sort);
        const own =
          candidates.length === 0 ? null : candidates.reduce((a, b) => (sign * compare(b, a) < 0 ? b : a));
        const isBetter =
          best === undefined ||
          (best === null ? own !== null : own !== null && sign * compare(own, best) < 0);
        if (!isBetter) return;
        best = own;
        found = value;
      },
      result: () => found,
    };
  };

const present =
  (wanted: boolean): AggregateBody =>
  () => {
    let any = false;
    return {
      add: ([value = null]) => {
        if (value !== null) any = true;
      },
      result: () => any === wanted,
    };
  };

/** Aggregates by their lower-case names. Those without a body are not evaluated. */
export const aggregateBodies: Readonly<Record<string, AggregateBody>> = {
  count,
  count_distinct: countDistinct,
  values,
  min: extreme(-1),
  max: extreme(1),
  sum,
  avg: average,
  median: numbers((sorted) => quantile(sorted, 0.5)),
  median_absolute_deviation: numbers((sorted) => {
    const middle = quantile(sorted, 0.5);
    return quantile(
      sorted.map((value) => Math.abs(value - middle)).sort((a, b) => a - b),
      0.5,
    );
  }),
  percentile,
  std_dev: numbers((sorted) => Math.sqrt(variance(sorted))),
  variance: numbers(variance),
  weighted_avg: weightedAverage,
  top,
  first: edge(1),
  last: edge(-1),
  present: present(true),
  absent: present(false),
};
