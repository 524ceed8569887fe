import type { EsqlType } from '../../../query/esql/types.js';
import { compileLuceneRegex } from '../../../query/patterns/lucene/match.js';
import { likeTest } from '../expressions/like.js';
import { badArgument, Failure, SearchFailure } from '../failure.js';
import { calculateWhole, finite } from '../values/numbers.js';
import {
  cellOf,
  compareScalars,
  distinctValues,
  keyOf,
  type Scalar,
  type Value,
  valuesOf,
  whole,
} from '../values/value.js';
import type { CallInfo, FunctionBodies, FunctionBody } from './body.js';

type Cell = (row: number) => Value;

/** Returns a function of one list that is not null. */
const ofList = (make: (info: CallInfo) => (values: readonly Scalar[]) => Value): FunctionBody => ({
  aware: ([cell], info) => {
    const apply = make(info);
    return (row) => {
      const values = valuesOf(cell!(row));
      if (values.length === 0) return null;
      try {
        return apply(values);
      } catch (error) {
        if (error instanceof Failure) return info.fail(error);
        throw error;
      }
    };
  },
});

const extreme = (sign: 1 | -1): FunctionBody =>
  ofList(({ types }) => {
    const compare = compareScalars(types[0]!);
    return (values) => values.reduce((found, value) => (sign * compare(value, found) > 0 ? value : found));
  });

const sumOf = (values: readonly Scalar[], type: EsqlType): Scalar =>
  type === 'double'
    ? finite(values.reduce<number>((sum, value) => sum + Number(value), 0))
    : values.reduce<number | bigint>(
        (sum, value) => calculateWhole('+', sum, value as number | bigint, type),
        0,
      );

const median = ofList(({ types }) => {
  const compare = compareScalars(types[0]!);
  return (values) => {
    const sorted = values.slice().sort(compare);
    const middle = sorted.length >> 1;
    if (sorted.length % 2 === 1) return sorted[middle]!;
    const [a, b] = [sorted[middle - 1]!, sorted[middle]!];
    if (types[0] === 'double') return (Number(a) + Number(b)) / 2;
    const sum = BigInt(a as number) + BigInt(b as number);
    return whole(sum >> 1n);
  };
});

const sort: FunctionBody = {
  aware: ([cell, order], { types }) => {
    const compare = compareScalars(types[0]!);
    return (row) => {
      const sign = String(order?.(row) ?? 'asc').toLowerCase() === 'desc' ? -1 : 1;
      return cellOf(
        valuesOf(cell!(row))
          .slice()
          .sort((a, b) => sign * compare(a, b)),
      );
    };
  },
};

const slice: FunctionBody = {
  aware:
    ([cell, start, end], { fail }) =>
    (row) => {
      const values = valuesOf(cell!(row));
      const from = start!(row);
      const to = end ? end(row) : from;
      if (values.length === 0 || from === null || to === null) return null;
      const [first, last] = [Number(from), Number(to)];
      if (first > last) return fail(badArgument(`Start offset is greater than end offset`));
      if (first < 0 && last >= 0) return fail(badArgument(`Start and end offset have different signs`));
      const size = values.length;
      const begin = first < 0 ? Math.max(0, size + first) : first;
      const stop = last < 0 ? size + last : Math.min(size - 1, last);
      return cellOf(values.slice(begin, Math.max(begin, stop + 1)));
    },
};

const concat: FunctionBody = {
  aware:
    ([cell, delimiter]) =>
    (row) => {
      const values = valuesOf(cell!(row));
      const between = delimiter!(row);
      if (values.length === 0 || between === null || typeof between !== 'string') return null;
      return values.join(between);
    },
};

/** Doubling a list a few times would fill the memory. */
const longestList = 1_000_000;

const append: FunctionBody = {
  aware:
    ([first, second]) =>
    (row) => {
      const [a, b] = [first!(row), second!(row)];
      if (a === null || b === null) return null;
      const values = [...valuesOf(a), ...valuesOf(b)];
      if (values.length > longestList)
        throw new SearchFailure(`MV_APPEND: more than ${longestList} values in one row`);
      return cellOf(values);
    },
};

const zip: FunctionBody = {
  aware:
    ([first, second, delimiter]) =>
    (row) => {
      const [a, b] = [valuesOf(first!(row)), valuesOf(second!(row))];
      const between = delimiter ? delimiter(row) : ',';
      if (typeof between !== 'string') return null;
      const zipped = Array.from({ length: Math.max(a.length, b.length) }, (_, index) =>
        index >= a.length ? b[index]! : index >= b.length ? a[index]! : `${a[index]}${between}${b[index]}`,
      );
      return cellOf(zipped);
    },
};

/** Returns a function of two lists as sets. It receives the keys of the second. */
const withKeys = (
  make: (
    values: readonly Scalar[],
    others: ReadonlySet<unknown>,
    info: CallInfo,
    both: readonly Scalar[],
  ) => Value,
): FunctionBody => ({
  aware: ([first, second], info) => {
    const type = info.types[0] === 'null' ? info.types[1]! : info.types[0]!;
    return (row) => {
      const [a, b] = [valuesOf(first!(row)), valuesOf(second!(row))];
      return make(a, new Set(b.map((value) => keyOf(value, type))), { ...info, type }, b);
    };
  },
});

const matches =
  (compile: (pattern: string) => (text: string) => boolean) =>
  ([cell, pattern]: readonly Cell[]): Cell => {
    const tests = new Map<string, (text: string) => boolean>();
    return (row) => {
      const wanted = String(pattern!(row));
      let test = tests.get(wanted);
      if (!test) {
        test = compile(wanted);
        tests.set(wanted, test);
      }
      return valuesOf(cell!(row)).some((value) => test(String(value)));
    };
  };

export const listBodies: FunctionBodies = {
  mv_count: ofList(() => (values) => values.length),
  mv_first: ofList(() => (values) => values[0]!),
  mv_last: ofList(() => (values) => values.at(-1)!),
  mv_min: extreme(-1),
  mv_max: extreme(1),
  mv_sum: ofList(
    ({ types }) =>
      (values) =>
        sumOf(values, types[0]!),
  ),
  mv_avg: ofList(
    () => (values) => finite(values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length),
  ),
  mv_median: median,
  mv_percentile: {
    aware:
      ([cell, percentile], { types }) =>
      (row) => {
        const values = valuesOf(cell!(row));
        const share = percentile!(row);
        if (values.length === 0 || share === null) return null;
        const sorted = values.map(Number).sort((a, b) => a - b);
        const at = (Number(share) / 100) * (sorted.length - 1);
        const low = Math.floor(at);
        const value = sorted[low]! + (at - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
        return types[0] === 'double' ? value : Math.trunc(value);
      },
  },
  mv_median_absolute_deviation: ofList(({ types }) => (values) => {
    const middle = (numbers: readonly number[]): number => {
      const sorted = numbers.slice().sort((a, b) => a - b);
      const half = sorted.length >> 1;
      return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
    };
    const numbers = values.map(Number);
    const center = middle(numbers);
    const deviation = middle(numbers.map((number) => Math.abs(number - center)));
    return types[0] === 'double' ? deviation : Math.floor(deviation);
  }),
  mv_dedupe: ofList(
    ({ types }) =>
      (values) =>
        cellOf(distinctValues(values, types[0]!)),
  ),
  mv_sort: sort,
  mv_slice: slice,
  mv_concat: concat,
  mv_append: append,
  mv_zip: zip,
  mv_contains: withKeys((values, others, { type }) => {
    const own = new Set<unknown>(values.map((value) => keyOf(value, type)));
    return [...others].every((key) => own.has(key));
  }),
  mv_intersects: withKeys((values, others, { type }) =>
    values.some((value) => others.has(keyOf(value, type))),
  ),
  mv_intersection: withKeys((values, others, { type }) =>
    cellOf(
      distinctValues(
        values.filter((value) => others.has(keyOf(value, type))),
        type,
      ),
    ),
  ),
  mv_union: withKeys((values, _, { type }, both) => cellOf(distinctValues([...values, ...both], type))),
  mv_difference: withKeys((values, others, { type }) =>
    cellOf(
      distinctValues(
        values.filter((value) => !others.has(keyOf(value, type))),
        type,
      ),
    ),
  ),
  mv_like: { aware: matches(likeTest) },
  mv_rlike: { aware: matches((pattern) => compileLuceneRegex(pattern, false)) },
};
