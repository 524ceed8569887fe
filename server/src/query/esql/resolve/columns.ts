import type { Span } from '../../../text/span.js';
import type { Command } from '../syntax.js';
import type { EsqlType } from '../types.js';

/** Whether a column can have several values in one row. `maybe` for fields, because mappings do not say. */
export type Lists = 'no' | 'maybe' | 'yes';

/** `unknown`: a column of an unknown table, or a field of the index of unknown type. */
export type ColumnOrigin = 'field' | 'metadata' | 'computed' | 'unknown';

/** A column between two commands. */
export interface Column {
  readonly name: string;
  readonly type: EsqlType;
  readonly origin: ColumnOrigin;
  readonly lists: Lists;
  /** The field of the index that it has the values of, for an unchanged field. */
  readonly field: string | undefined;
  /** Set for a field whose name an unknown table may have as well. */
  readonly mayBeOfTable?: true;
  /** For a computed column: the command that creates it, and the span of its name. */
  readonly command: Command | undefined;
  readonly nameSpan: Span | undefined;
  /** The constant string that it is in every row, if any. */
  readonly literal: string | undefined;
  /** Whether it is the same in every row. */
  readonly isConstant: boolean;
  /** Whether values can be missing. */
  readonly isNullable: boolean;
}

/** The columns before a command: the known ones by name, and the fields of the index that may exist. */
export interface Frame {
  readonly known: ReadonlyMap<string, Column>;
  /** Returns whether a field of the index still exists under its own name. Undefined if none does. */
  readonly isOpenFor: ((name: string) => boolean) | undefined;
  /** Whether a name that is not a known field can be a column of an unknown table. */
  readonly hasUnknown: boolean;
  /** Names that a command removed, with that command. */
  readonly gone: ReadonlyMap<string, Command>;
  /** The command after which only the named columns are left. */
  readonly closedBy: Command | undefined;
  /** The frame before that command. */
  readonly before: Frame | undefined;
}

export const emptyFrame: Frame = {
  known: new Map(),
  isOpenFor: undefined,
  hasUnknown: false,
  gone: new Map(),
  closedBy: undefined,
  before: undefined,
};

/** Returns a frame with additional columns. Those with the same name are replaced and move to the end. */
export function withColumns(frame: Frame, columns: readonly Column[]): Frame {
  if (columns.length === 0) return frame;
  const known = new Map(frame.known);
  const gone = new Map(frame.gone);
  for (const column of columns) {
    known.delete(column.name);
    known.set(column.name, column);
    gone.delete(column.name);
  }
  return { ...frame, known, gone };
}

/** Returns whether a frame has a column of this name, which may be a field of the index. */
export function hasField(frame: Frame, name: string): boolean {
  return frame.isOpenFor !== undefined && !frame.gone.has(name) && frame.isOpenFor(name);
}

/**
 * Returns a test for names that match a pattern, in which `*` matches any characters, including dots
 * (docs/semantics/esql.md#patterns).
 */
export function nameTest(pattern: string, literalStars: readonly number[]): (name: string) => boolean {
  const pieces: string[] = [];
  let piece = '';
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '*' && !literalStars.includes(at)) {
      pieces.push(piece);
      piece = '';
    } else piece += pattern[at];
  }
  pieces.push(piece);
  const [first = '', ...rest] = pieces;
  const last: string | undefined = rest.pop();
  if (last === undefined) return (name) => name === first;
  return (name) => {
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
      return false;
    const end = name.length - last.length;
    let at = first.length;
    for (const piece of rest) {
      const found = name.indexOf(piece, at);
      if (found < 0 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
}
