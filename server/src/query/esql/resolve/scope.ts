import type { Span } from '../../../text/span.js';
import type { Command, Expression, Pipeline } from '../syntax.js';
import type { Frame } from './columns.js';
import type { Report } from './messages.js';
import type { EsqlSchema } from './schema.js';
import type { Typed } from './typed.js';

/** The context of an expression. */
export interface Scope {
  readonly text: string;
  readonly schema: EsqlSchema;
  readonly frame: Frame;
  readonly command: Command;
  /** The commands before, in order. */
  readonly before: readonly Command[];
  readonly report: Report;
  /** Returns names to suggest for an unknown column, nearest first. */
  readonly suggest: (name: string, frame: Frame) => readonly string[];
  /** Whether aggregates are allowed here. */
  readonly allowsAggregates: boolean;
  /** Whether grouping functions are allowed here. */
  readonly allowsGrouping: boolean;
  /** Works out an expression within this one. */
  readonly typeOf: (expression: Expression, scope: Scope) => Typed;
  /** Names of columns that the query read before, in any command. */
  readonly readBefore: ReadonlySet<string>;
  /** Takes the columns that are used, with their types. */
  readonly use: (expression: Expression, typed: Typed) => void;
  /** Works out a query in parentheses. */
  readonly subquery: (pipeline: Pipeline) => Frame;
}

/** An expression as it is written, shortened where it is long. */
export function writtenAs({ text }: Scope, { start, end }: Span): string {
  const written = text.slice(start, end).replace(/\s+/g, ' ');
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}
