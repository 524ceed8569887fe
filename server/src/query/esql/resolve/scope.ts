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
  /** The preceding commands, in order. */
  readonly before: readonly Command[];
  readonly report: Report;
  /** Returns names to suggest for an unknown column, nearest first. */
  readonly suggest: (name: string, frame: Frame) => readonly string[];
  /** Whether aggregates are allowed here. */
  readonly allowsAggregates: boolean;
  /** Whether grouping functions are allowed here. */
  readonly allowsGrouping: boolean;
  /** Returns what is known about a nested expression. */
  readonly typeOf: (expression: Expression, scope: Scope) => Typed;
  /** Names of columns that the query has read so far, in any command. */
  readonly readBefore: ReadonlySet<string>;
  /** Receives the columns that are used, with their types. */
  readonly use: (expression: Expression, typed: Typed) => void;
  /** Resolves a query in parentheses. */
  readonly subquery: (pipeline: Pipeline) => Frame;
}

/** Returns an expression's source, shortened if it is long. */
export function writtenAs({ text }: Scope, { start, end }: Span): string {
  const written = text.slice(start, end).replace(/\s+/g, ' ');
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}
