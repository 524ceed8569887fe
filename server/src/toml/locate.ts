import { countUpTo, type Span } from '../text/span.js';
import { indexSpans } from '../text/span-index.js';
import type { TomlPath } from './path.js';
import type { Place } from './places.js';

/**
 * What is at an offset. `between`: neither on a key nor on a value, in which case the path is that of the
 * surrounding table.
 */
export interface TomlLocation {
  readonly path: TomlPath;
  readonly part: 'key' | 'value' | 'header' | 'between';
  /** The path of the table whose entries can be written here. */
  readonly table: TomlPath;
}

/** Returns what is at an offset. */
export type Locator = (offset: number) => TomlLocation;

interface Part {
  readonly part: 'key' | 'value' | 'header';
  readonly span: Span;
  readonly place: Place;
  /** The position in document order. */
  readonly order: number;
}

/** Sorts the parts of all places by start, so that an offset is found without a full scan. */
export function locator(ordered: readonly Place[]): Locator {
  const parts: Part[] = [];
  const headers: Place[] = [];
  for (const place of ordered) {
    const add = (part: Part['part'], span: Span | undefined): void => {
      if (span) parts.push({ part, span, place, order: parts.length });
    };
    add('header', place.header);
    add('key', place.header ? undefined : place.key);
    add('value', place.value);
    if (place.header) headers.push(place);
  }
  headers.sort((a, b) => a.header!.start - b.header!.start);
  const index = indexSpans(parts, ({ span }) => span);

  return (offset) => {
    const table = headers[countUpTo(headers, offset, ({ header }) => header!.start) - 1]?.path ?? [];
    let best: Part | undefined;
    let smallest = Number.POSITIVE_INFINITY;
    for (const part of index.at(offset)) {
      const { start, end } = part.span;
      // No part that starts earlier can be smaller than the smallest one.
      if (offset - start > smallest) break;
      const size = end - start;
      if (size < smallest || (size === smallest && part.order > best!.order)) {
        best = part;
        smallest = size;
      }
    }
    if (!best) return { path: table, part: 'between', table };
    const { part, place } = best;
    const isAround = part === 'header' || (part === 'value' && place.kind === 'inline-table');
    return { path: place.path, part, table: isAround ? place.path : table };
  };
}
