import { countUpTo, type Span } from './span.js';

/** Items with spans, sorted so that those at an offset are found without a full scan. */
export interface SpanIndex<Item> {
  /**
   * Yields the items whose span touches an offset, latest start first, and for equal starts the later item
   * first. The end counts.
   */
  at(offset: number): Iterable<Item>;
  /** Returns whether the span of an item covers another span. */
  covers(span: Span): boolean;
}

/** Indexes items by their spans. */
export function indexSpans<Item>(items: readonly Item[], spanOf: (item: Item) => Span): SpanIndex<Item> {
  const entries = items.map((item) => ({ item, span: spanOf(item), furthest: 0 }));
  entries.sort((a, b) => a.span.start - b.span.start);
  /** The furthest end of an entry and all earlier ones. */
  let furthest = -1;
  for (const entry of entries) {
    furthest = Math.max(furthest, entry.span.end);
    entry.furthest = furthest;
  }
  const countFrom = (offset: number): number => countUpTo(entries, offset, ({ span }) => span.start);
  return {
    *at(offset) {
      for (let index = countFrom(offset) - 1; index >= 0; index--) {
        const { item, span, furthest: end } = entries[index]!;
        if (end < offset) return;
        if (offset <= span.end) yield item;
      }
    },
    covers: ({ start, end }) => (entries[countFrom(start) - 1]?.furthest ?? -1) >= end,
  };
}
