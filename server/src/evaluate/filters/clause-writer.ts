import type { Span } from '../../text/span.js';

/**
 * Clauses that stand outside of the query, written as text behind it: their spans are offsets behind its end, and
 * explanations show them like those of the query.
 */
export interface ClauseWriter {
  /** Writes a clause and gives its place. */
  write(text: string): Span;
  /** The query and all clauses. */
  text(): string;
}

/** A writer that has written nothing yet. */
export function writeBehind(query: string): ClauseWriter {
  let written = query;
  return {
    write(text) {
      const start = written.length + 1;
      written += `\n${text}`;
      return { start, end: written.length };
    },
    text: () => written,
  };
}

/** The span from the first to the last of some clauses; empty without any. */
export function spanOfAll(spans: readonly Span[], at: number): Span {
  return { start: spans[0]?.start ?? at, end: spans.at(-1)?.end ?? at };
}
