import { countUpTo, type Span } from '../text/span.js';
import { isTable, type TomlTableValue, type TomlValue } from '../toml/path.js';
import { tomlToJson } from '../toml/to-json.js';

/**
 * The text of a guide with the entries of `[transform]` instead of `$osquery_0`, as detection-rules builds
 * it.
 */
export interface ExpandedGuide {
  readonly text: string;
  /** Returns the span of the source for a span of the expanded text. */
  toSource(span: Span): Span;
}

interface Piece {
  readonly start: number;
  readonly length: number;
  readonly written: Span;
}

/** Returns a text in which nothing is replaced. */
export function unexpanded(text: string): ExpandedGuide {
  return { text, toSource: (span) => span };
}

/**
 * Expands the entries of `[transform]` in a guide. Names without an entry are unchanged, and "$$" becomes
 * "$".
 */
export function expandGuide(written: string, transform: TomlTableValue): ExpandedGuide {
  if (!written.includes('$') || Object.keys(transform).length === 0) return unexpanded(written);
  const pieces: Piece[] = [];
  let text = '';
  let from = 0;
  for (const match of written.matchAll(/\$(?:\$|([_a-z]\w*)|\{([_a-z]\w*)\})/gi)) {
    const name = match[1] ?? match[2];
    const entry = name === undefined ? undefined : entryOf(transform, name);
    const replacement = name === undefined ? '$' : entry;
    if (replacement === undefined) continue;
    const end = match.index + match[0].length;
    text += written.slice(from, match.index);
    pieces.push({
      start: text.length,
      length: replacement.length,
      written: { start: match.index, end },
    });
    text += replacement;
    from = end;
  }
  text += written.slice(from);
  const toSource = (offset: number, isEnd: boolean): number => {
    const count = countUpTo(pieces, isEnd ? offset - 1 : offset, ({ start }) => start);
    const piece = pieces[count - 1];
    if (!piece) return offset;
    const beyond = offset - piece.start - piece.length;
    if (beyond >= 0) return piece.written.end + beyond;
    return isEnd ? piece.written.end : piece.written.start;
  };
  return {
    text,
    toSource: ({ start, end }) => {
      const first = toSource(start, false);
      return { start: first, end: end > start ? Math.max(first, toSource(end, true)) : first };
    },
  };
}

function entryOf(transform: TomlTableValue, name: string): string | undefined {
  const match = /^(osquery|investigate)_(0|[1-9]\d*)$/.exec(name);
  const entries = match && transform[match[1]!];
  const entry: unknown = Array.isArray(entries) ? entries[Number(match![2])] : undefined;
  return isTable(entry) ? `!{${match![1]}${tomlToJson(sorted(entry))}}` : undefined;
}

/** Sorts the keys as detection-rules does. */
function sorted(value: TomlValue): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isTable(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key]!)]),
  );
}
