import fc from 'fast-check';

/**
 * A second ES|QL evaluator, row by row and as naive as its description (docs/semantics/esql.md): values are
 * lists, and null is the empty list.
 */
export type Cell = readonly (number | string | boolean)[];
export type Row = Readonly<Record<string, Cell>>;

/** An expression as written, and its naive evaluation. */
export interface Written {
  readonly text: string;
  readonly of: (row: Row) => Cell;
}

const nothing: Cell = [];
const truth = (value: boolean | undefined): Cell => (value === undefined ? nothing : [value]);
/** Applies a function of single values to cells: null and lists give null. */
const single = (
  cells: readonly Cell[],
  apply: (...values: never[]) => number | string | boolean | undefined,
): Cell => {
  if (cells.some((cell) => cell.length !== 1)) return nothing;
  const value = apply(...(cells.map(([one]) => one) as never[]));
  return value === undefined ? nothing : [value];
};

/** Expressions of the integer columns `a` and `b`. */
export const numbers: fc.Arbitrary<Written> = fc.letrec<{ number: Written }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b').map((name): Written => ({ text: name, of: (row) => row[name]! })),
    fc.integer({ min: -3, max: 5 }).map((value): Written => ({ text: `${value}`, of: () => [value] })),
    fc.tuple(fc.constantFrom('+', '-', '*', '/', '%'), tie('number'), tie('number')).map(
      ([operator, x, y]): Written => ({
        text: `(${x.text} ${operator} ${y.text})`,
        of: (row) =>
          single([x.of(row), y.of(row)], (p: number, q: number) => {
            if ((operator === '/' || operator === '%') && q === 0) return undefined;
            const result = { '+': p + q, '-': p - q, '*': p * q, '/': Math.trunc(p / q), '%': p % q }[
              operator
            ]!;
            return result === 0 ? 0 : result;
          }),
      }),
    ),
    tie('number').map(
      (x): Written => ({
        text: `MV_MAX(${x.text})`,
        of: (row) => (x.of(row).length === 0 ? nothing : [Math.max(...(x.of(row) as number[]))]),
      }),
    ),
    fc.tuple(tie('number'), tie('number')).map(
      ([x, y]): Written => ({
        text: `COALESCE(${x.text}, ${y.text})`,
        of: (row) => (x.of(row).length > 0 ? x.of(row) : y.of(row)),
      }),
    ),
  ),
})).number;

/** Expressions of the string columns `s` and `t`. */
export const texts: fc.Arbitrary<Written> = fc.oneof(
  fc.constantFrom('s', 't').map((name): Written => ({ text: name, of: (row) => row[name]! })),
  fc
    .constantFrom('x', 'y', 'xy', '')
    .map((value): Written => ({ text: JSON.stringify(value), of: () => [value] })),
  fc.constantFrom('s', 't').map(
    (name): Written => ({
      text: `TO_UPPER(${name})`,
      of: (row) => row[name]!.map((value) => String(value).toUpperCase()),
    }),
  ),
  fc.constantFrom('s', 't').map(
    (name): Written => ({
      text: `CONCAT(${name}, "y")`,
      of: (row) => single([row[name]!], (value: string) => `${value}y`),
    }),
  ),
);

const compare: Readonly<Record<string, (x: number | string, y: number | string) => boolean>> = {
  '==': (x, y) => x === y,
  '!=': (x, y) => x !== y,
  '<': (x, y) => x < y,
  '<=': (x, y) => x <= y,
  '>': (x, y) => x > y,
  '>=': (x, y) => x >= y,
};

/** Conditions on all four columns. */
export const conditions: fc.Arbitrary<Written> = fc.letrec<{ condition: Written }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .tuple(
        fc.constantFrom(...Object.keys(compare)),
        fc.oneof(fc.tuple(numbers, numbers), fc.tuple(texts, texts)),
      )
      .map(
        ([operator, [x, y]]): Written => ({
          text: `${x.text} ${operator} ${y.text}`,
          of: (row) => single([x.of(row), y.of(row)], compare[operator]! as (...values: never[]) => boolean),
        }),
      ),
    fc.tuple(texts, fc.constantFrom('x*', '*y', '?', '*'), fc.boolean()).map(
      ([x, pattern, negated]): Written => ({
        text: `${x.text} ${negated ? 'NOT ' : ''}LIKE "${pattern}"`,
        // The single pattern * tests whether there is a value; lists have several.
        of: (row) =>
          pattern === '*'
            ? truth(x.of(row).length > 0 !== negated)
            : single(
                [x.of(row)],
                (value: string) =>
                  new RegExp(`^${pattern.replace('*', '.*').replace('?', '.')}$`).test(value) !== negated,
              ),
      }),
    ),
    fc
      .tuple(
        numbers,
        fc.array(fc.constantFrom('1', '2', 'null', 'a'), { minLength: 2, maxLength: 3 }),
        fc.boolean(),
      )
      .map(
        ([x, items, negated]): Written => ({
          text: `${x.text} ${negated ? 'NOT ' : ''}IN (${items.join(', ')})`,
          of(row) {
            const cell = x.of(row);
            if (cell.length !== 1) return nothing;
            const others = items.map(
              (item): Cell => (item === 'a' ? row.a! : item === 'null' ? nothing : [Number(item)]),
            );
            if (others.some((other) => other.length === 1 && other[0] === cell[0])) return [!negated];
            return others.some((other) => other.length !== 1) ? nothing : [negated];
          },
        }),
      ),
    fc.tuple(numbers, fc.boolean()).map(
      ([x, negated]): Written => ({
        text: `${x.text} IS ${negated ? 'NOT ' : ''}NULL`,
        of: (row) => [(x.of(row).length === 0) !== negated],
      }),
    ),
    tie('condition').map(
      (x): Written => ({
        text: `NOT (${x.text})`,
        of: (row) => truth(x.of(row).length === 1 ? !x.of(row)[0] : undefined),
      }),
    ),
    fc.tuple(fc.constantFrom('AND', 'OR'), tie('condition'), tie('condition')).map(
      ([operator, x, y]): Written => ({
        text: `(${x.text} ${operator} ${y.text})`,
        of(row) {
          const decides = operator === 'OR';
          const cells = [x.of(row), y.of(row)];
          if (cells.some(([value]) => value === decides)) return [decides];
          return cells.some((cell) => cell.length === 0) ? nothing : [!decides];
        },
      }),
    ),
  ),
})).condition;

const cell = <Value extends number | string>(values: readonly Value[]): fc.Arbitrary<Cell> =>
  fc.oneof(
    fc.constant(nothing),
    fc.constantFrom(...values).map((value): Cell => [value]),
    fc
      .subarray([...values], { minLength: 2 })
      .map((list): Cell => [...list].sort((x, y) => (x < y ? -1 : 1))),
  );
/** Rows with the four columns; each cell is null, a value or a list. */
export const rows = fc.array(
  fc.record({ a: cell([1, 2, 3]), b: cell([-1, 0, 7]), s: cell(['X', 'x', 'y']), t: cell(['x', 'xy', '']) }),
  { minLength: 1, maxLength: 8 },
);

/** The types of the columns. */
export const fields = { a: 'integer', b: 'integer', s: 'keyword', t: 'keyword' };
