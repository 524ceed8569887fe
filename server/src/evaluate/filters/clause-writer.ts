import type { Span } from '../../text/span.js';

/**
 * Clauses from outside the query, appended to its text: their spans are offsets after its end, so
 * explanations show them like the query's own.
 */
export interface ClauseWriter {
  /** Appends a clause and returns its span. */
  write(text: string): Span;
  /** Returns the query and all clauses. */
  text(): string;
}

/** Creates a writer without any clauses. */
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

/** Returns the span from the first to the last clause, which is empty without clauses. */
export function spanOfAll(spans: readonly Span[], at: number): Span {
  return { start: spans[0]?.start ?? at, end: spans.at(-1)?.end ?? at };
}
