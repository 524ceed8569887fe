/** An event as returned by JSON.parse. Keys may be nested, dotted, or a mixture. */
export type EventObject = Readonly<Record<string, unknown>>;

/**
 * Reads the values of one field from events. Nested objects, dotted keys and arrays of objects are merged, as
 * in Elasticsearch.
 */
export interface FieldAccess {
  readonly path: string;
  /** Set if the values of everything below the path count too. */
  readonly whole?: true;
  /** Returns whether any value satisfies the test. Null is only passed to it with `nulls`. */
  some(event: EventObject, test: (value: unknown) => boolean): boolean;
  /** Returns all values in document order. Null, `[]` and `[null]` have no value. */
  all(event: EventObject): unknown[];
}

/** Values in lists nested deeper than this are ignored: no document has them, and the stack is finite. */
export const deepestList = 200;

/** One way to continue in a document from a part of a path. */
export interface Segment {
  readonly key: string;
  /** The index of the first path part after this key. */
  readonly next: number;
  /** Whether plain property access would find something inherited, as for `constructor`. */
  readonly inherited: boolean;
}

/** The ways to continue in documents along a path. */
export interface PathSegments {
  /** The number of parts of the path. */
  readonly depth: number;
  /**
   * For each part, the keys that can be there: the part alone, or joined with those after it. Undefined for a
   * long path.
   */
  readonly table: readonly (readonly Segment[])[] | undefined;
  /** Returns the ways to continue from a part in an object. */
  from(part: number, object: object): readonly Segment[];
}

/** The table of a longer path is larger than the objects to search. */
const longestTable = 24;

/** Returns the ways to continue along a path. */
export function segmentsOf(path: string): PathSegments {
  const parts = path.split('.');
  if (parts.length > longestTable)
    return { depth: parts.length, table: undefined, from: ownSegments(path, parts) };
  const table = parts.map((_, from) =>
    parts.slice(from).map((_part, length): Segment => {
      const key = parts.slice(from, from + length + 1).join('.');
      return { key, next: from + length + 1, inherited: key in Object.prototype };
    }),
  );
  return { depth: parts.length, table, from: (part) => table[part] ?? [] };
}

/** Searches for the keys of an object in a path, rather than for parts of the path in an object. */
function ownSegments(path: string, parts: readonly string[]): PathSegments['from'] {
  const starts: number[] = [];
  let start = 0;
  for (const part of parts) {
    starts.push(start);
    start += part.length + 1;
  }
  return (part, object) => {
    const from = starts[part];
    if (from === undefined) return [];
    return Object.keys(object)
      .filter((key) => path.startsWith(key, from) && (path[from + key.length] ?? '.') === '.')
      .sort((a, b) => a.length - b.length)
      .map((key): Segment => ({ key, next: part + key.split('.').length, inherited: false }));
  };
}

/**
 * Compiles the access to a field. With `nulls`, explicit nulls count as values (for mappings with
 * `null_value`).
 */
export function accessField(path: string, nulls = false): FieldAccess {
  // Compiled on first use: checks plan many queries that never run.
  let compiled: FieldAccess | undefined;
  const access = (): FieldAccess => {
    compiled ??= compileAccess(path, nulls);
    return compiled;
  };
  return { path, some: (event, test) => access().some(event, test), all: (event) => access().all(event) };
}

function compileAccess(path: string, nulls: boolean): FieldAccess {
  const segments = segmentsOf(path);
  const { depth, table } = segments;

  const visit = (node: unknown, from: number, test: (value: unknown) => boolean, nesting = 0): boolean => {
    if (Array.isArray(node)) {
      if (nesting >= deepestList) return false;
      for (const element of node) if (visit(element, from, test, nesting + 1)) return true;
      return false;
    }
    if (from === depth) {
      if (node === null) return nulls && test(null);
      return typeof node !== 'object' && test(node);
    }
    if (typeof node !== 'object' || node === null) return false;
    const object = node as Record<string, unknown>;
    for (const { key, next, inherited } of table ? table[from]! : segments.from(from, object)) {
      const child = inherited && !Object.hasOwn(object, key) ? undefined : object[key];
      if (child !== undefined && visit(child, next, test)) return true;
    }
    return false;
  };

  return {
    path,
    some: (event, test) => visit(event, 0, test),
    all(event) {
      const values: unknown[] = [];
      visit(event, 0, (value) => {
        values.push(value);
        return false;
      });
      return values;
    },
  };
}
