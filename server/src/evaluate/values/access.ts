/** An event as JSON.parse gives it; keys may be nested, dotted, or a mixture. */
export type EventObject = Readonly<Record<string, unknown>>;

/** Reads the values of one field from events. Nested objects, dotted keys and arrays of objects are united, as Elasticsearch does. */
export interface FieldAccess {
  readonly path: string;
  /** Set when the values of everything below the path count, too. */
  readonly whole?: true;
  /** Whether any value satisfies the test; null is passed on only when `nulls` was asked for. */
  some(event: EventObject, test: (value: unknown) => boolean): boolean;
  /** All values in the order of the document; null, `[]` and `[null]` are no value. */
  all(event: EventObject): unknown[];
}

/** Lists in lists deeper than this hold no values: no document has them, and the stack is finite. */
export const deepestList = 200;

/** One way to go on in a document from a part of a path. */
export interface Segment {
  readonly key: string;
  /** Index of the first path part behind this key. */
  readonly next: number;
  /** Whether plain property access would find something inherited, as for `constructor`. */
  readonly inherited: boolean;
}

/** For each part of a path the keys that can stand there: the part alone, or joined with those behind it. */
export function segmentsOf(path: string): readonly (readonly Segment[])[] {
  const parts = path.split('.');
  return parts.map((_, from) =>
    parts.slice(from).map((_part, length) => {
      const key = parts.slice(from, from + length + 1).join('.');
      return { key, next: from + length + 1, inherited: key in Object.prototype };
    }),
  );
}

/**
 * Compiles the access to a field. With `nulls`, explicit nulls count as values (for mappings with `null_value`).
 */
export function accessField(path: string, nulls = false): FieldAccess {
  // Compiled when first used: checks plan many queries that are never run.
  let compiled: FieldAccess | undefined;
  const access = (): FieldAccess => {
    compiled ??= compileAccess(path, nulls);
    return compiled;
  };
  return { path, some: (event, test) => access().some(event, test), all: (event) => access().all(event) };
}

function compileAccess(path: string, nulls: boolean): FieldAccess {
  const segments = segmentsOf(path);
  const depth = segments.length;

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
    for (const { key, next, inherited } of segments[from]!) {
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
