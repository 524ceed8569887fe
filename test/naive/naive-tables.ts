import fc from 'fast-check';
import { type Cell, conditions, numbers, type Row, rows, texts } from './naive-esql.js';

/** Columns and rows in a naive form: a missing column of a row is null. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** A command as written, and its naive implementation. */
export interface Step {
  readonly text: string;
  readonly of: (table: Table) => Table;
}

/** The data that a query reads: the rows of its index, and two lookup tables. */
export interface Data {
  readonly rows: readonly Row[];
  readonly byKey: Table;
  readonly byRange: Table;
}

/** A whole query as written, and its result. */
export interface Query {
  readonly text: string;
  readonly of: (data: Data) => Table;
}

const nothing: Cell = [];
const cellOf = (row: Row, name: string): Cell => row[name] ?? nothing;
const own = ['a', 'b', 's', 't'];

const where: fc.Arbitrary<Step> = conditions.map(({ text, of }) => ({
  text: `WHERE ${text}`,
  of: (table) => ({ ...table, rows: table.rows.filter((row) => of(row)[0] === true) }),
}));

const setColumn =
  (name: string, of: (row: Row) => Cell) =>
  ({ columns, rows: all }: Table): Table => ({
    columns: [...columns.filter((one) => one !== name), name],
    rows: all.map((row) => ({ ...row, [name]: of(row) })),
  });

const evaluation: fc.Arbitrary<Step> = fc.oneof(
  numbers.map(({ text, of }): Step => ({ text: `EVAL b = ${text}`, of: setColumn('b', of) })),
  texts.map(({ text, of }): Step => ({ text: `EVAL t = ${text}`, of: setColumn('t', of) })),
);

/** KEEP drops columns, which are null when the rows are appended to others. */
const projection: fc.Arbitrary<Step> = fc.subarray(own, { minLength: 1 }).map((names) => ({
  text: `KEEP ${names.join(', ')}`,
  of: ({ rows: all }) => ({
    columns: names,
    rows: all.map((row) => Object.fromEntries(names.map((name) => [name, cellOf(row, name)]))),
  }),
}));

const sequence = (steps: readonly Step[]): Step => ({
  text: steps.map(({ text }) => text).join(' | '),
  of: (table) => steps.reduce((current, step) => step.of(current), table),
});

const rowSteps = fc.array(fc.oneof(where, evaluation), { maxLength: 3 });

/** Appends the rows of all tables: a column that some of them do not have is null there. */
function stack(tables: readonly Table[]): Table {
  const columns = [...new Set(tables.flatMap((table) => table.columns))];
  const filled = (row: Row): Row => Object.fromEntries(columns.map((name) => [name, cellOf(row, name)]));
  return { columns, rows: tables.flatMap((table) => table.rows.map(filled)) };
}

const optional = fc.option(projection, { nil: undefined });

/** The first branch keeps all columns, so that later commands can name them. */
const branches = fc
  .array(fc.tuple(where, rowSteps, optional), { minLength: 1, maxLength: 3 })
  .map((all) =>
    all.map(([first, steps, last], index) =>
      sequence([first, ...steps, ...(last && index > 0 ? [last] : [])]),
    ),
  );

const fork: fc.Arbitrary<Step> = branches.map((steps) => ({
  text: `FORK ${steps.map(({ text }) => `(${text})`).join(' ')}`,
  of: (table) =>
    stack(steps.map((step, index) => setColumn('_fork', () => [`fork${index + 1}`])(step.of(table)))),
}));

/** Joins each row with the matching rows of a lookup table, or with nulls if there are none. */
function joined(
  { columns, rows: left }: Table,
  right: Table,
  keys: readonly string[],
  matches: (row: Row, other: Row) => boolean,
): Table {
  const added = right.columns.filter((name) => !keys.includes(name));
  return {
    columns: [...columns.filter((name) => !added.includes(name)), ...added],
    rows: left.flatMap((row) => {
      const found = right.rows.filter((other) => matches(row, other));
      return (found.length > 0 ? found : [{}]).map((other) => ({
        ...row,
        ...Object.fromEntries(added.map((name) => [name, cellOf(other, name)])),
      }));
    }),
  };
}

const equal = (x: Cell, y: Cell): boolean => x.length === 1 && y.length === 1 && x[0] === y[0];

const joinOnKeys = (data: () => Data): fc.Arbitrary<Step> =>
  fc.subarray(['a', 's'], { minLength: 1 }).map((keys) => ({
    text: `LOOKUP JOIN by_key ON ${keys.join(', ')}`,
    of: (table) =>
      joined(table, data().byKey, keys, (row, other) =>
        keys.every((key) => equal(cellOf(row, key), cellOf(other, key))),
      ),
  }));

const compare: Readonly<Record<string, (x: number | string, y: number | string) => boolean>> = {
  '==': (x, y) => x === y,
  '!=': (x, y) => x !== y,
  '<': (x, y) => x < y,
  '>=': (x, y) => x >= y,
};

const comparison = fc
  .tuple(
    fc.constantFrom(['a', 'low'], ['b', 'low'], ['s', 'word'], ['t', 'word']),
    fc.constantFrom(...Object.keys(compare)),
    fc.boolean(),
  )
  .map(([[left, right], operator, isTurned]) => ({
    text: isTurned ? `${right} ${operator} ${left}` : `${left} ${operator} ${right}`,
    left: left!,
    of(row: Row, other: Row): boolean {
      const cells = [cellOf(row, left!), cellOf(other, right!)];
      const [x, y] = isTurned ? cells.reverse() : cells;
      return x!.length === 1 && y!.length === 1 && compare[operator]!(x![0] as never, y![0] as never);
    },
  }));

/** A condition on only the lookup table. */
const filter = fc.constantFrom('note == "p"', 'NOT note == "p"', 'note IS NULL').map((text) => ({
  text,
  of(_: Row, other: Row): boolean {
    const [note] = cellOf(other, 'note');
    if (text.endsWith('NULL')) return note === undefined;
    return note !== undefined && (note === 'p') !== text.startsWith('NOT');
  },
}));

const joinOnCondition = (data: () => Data): fc.Arbitrary<Step> =>
  fc.tuple(comparison, fc.array(fc.oneof(comparison, filter), { maxLength: 2 })).map(([first, others]) => ({
    text: `LOOKUP JOIN by_range ON ${[first, ...others].map(({ text }) => text).join(' AND ')}`,
    of: (table) =>
      joined(table, data().byRange, [], (row, other) =>
        [first, ...others].every((one) => one.of(row, other)),
      ),
  }));

const single = <Value extends number | string>(...values: readonly Value[]): fc.Arbitrary<Cell> =>
  fc.oneof(
    fc.constant(nothing),
    fc.constantFrom(...values).map((value): Cell => [value]),
  );
const listed = <Value extends number | string>(...values: readonly Value[]): fc.Arbitrary<Cell> =>
  fc.oneof({ weight: 4, arbitrary: single(...values) }, { weight: 1, arbitrary: fc.constant<Cell>(values) });

/** The contents of the index and of the lookup tables, whose keys can be null and lists. */
export const data: fc.Arbitrary<Data> = fc
  .record({
    rows,
    byKey: fc.array(
      fc.record({ a: listed(1, 2), s: listed('x', 'y'), t: single('u', 'v'), w: single('m') }),
      {
        maxLength: 5,
      },
    ),
    byRange: fc.array(fc.record({ low: listed(-1, 2), word: listed('x', 'xy'), note: single('p', 'q') }), {
      maxLength: 5,
    }),
  })
  .map(({ rows: events, byKey, byRange }) => ({
    rows: events,
    byKey: { columns: ['a', 's', 't', 'w'], rows: byKey },
    byRange: { columns: ['low', 'word', 'note'], rows: byRange },
  }));

/**
 * FROM, with subqueries as well as the index or instead of it. Without the index, the first subquery keeps
 * all columns.
 */
const source: fc.Arbitrary<Query> = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(rowSteps, optional), { maxLength: 2 }))
  .map(([isBeside, parts]) => {
    const hasIndex = isBeside || parts.length === 0;
    const subqueries = parts.map(([steps, last], index) =>
      sequence([...steps, ...(last && (hasIndex || index > 0) ? [last] : [])]),
    );
    const texts = subqueries.map(({ text }) => `(FROM x${text && ` | ${text}`})`);
    return {
      text: `FROM ${[...(hasIndex ? ['x'] : []), ...texts].join(', ')}`,
      of({ rows: events }) {
        const index: Table = { columns: own, rows: events };
        return stack([...(hasIndex ? [index] : []), ...subqueries.map((query) => query.of(index))]);
      },
    };
  });

/** Queries that combine LOOKUP JOIN, FORK and subqueries. */
export const queries: fc.Arbitrary<Query> = fc.record({ source, isForked: fc.boolean() }).chain((start) => {
  let current: Data | undefined;
  const given = (): Data => current!;
  const steps = fc.array(fc.oneof(where, evaluation, joinOnKeys(given), joinOnCondition(given)), {
    maxLength: 3,
  });
  return fc.tuple(steps, fork, rowSteps).map(([before, forked, behind]): Query => {
    const all = [...before, ...(start.isForked ? [forked] : []), ...behind];
    return {
      text: [start.source, ...all].map(({ text }) => text).join(' | '),
      of(given) {
        current = given;
        return sequence(all).of(start.source.of(given));
      },
    };
  });
});
