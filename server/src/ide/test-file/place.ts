import { isMap, isPair, isScalar, isSeq, type Node, parseDocument, type Scalar, visit } from 'yaml';
import type { Span } from '../../text/span.js';

/** The position of an offset in a test file: in the key or the value at a path. */
export interface TestFilePlace {
  /** Keys and indexes from the top of the file; for a key, the key itself is last. */
  readonly path: readonly (string | number)[];
  readonly role: 'key' | 'value';
  /** The scalar without its quotes. */
  readonly span: Span;
  readonly quote: '"' | "'" | undefined;
  /**
   * The other keys of the map that contains the scalar as a key, or of the list element that may become a
   * map.
   */
  readonly siblings: readonly string[];
  /** Whether a colon already follows the key. */
  readonly hasValue: boolean;
  /** Whether a new key can start here: the scalar is the first on its line, or an element of a list. */
  readonly canBeKey: boolean;
}

/** A string that no test file contains. */
const marker = 'zqCursorqz';

/** Returns the scalar at an offset. */
export function testFilePlaceAt(text: string, offset: number): TestFilePlace | undefined {
  return findScalar(text, (scalar) => {
    const [start, end] = scalar.range ?? [0, 0];
    return start <= offset && offset < end;
  });
}

/** Returns the scalar at an offset, or the one that would be typed there. The text may be unfinished. */
export function typedPlaceAt(text: string, offset: number): TestFilePlace | undefined {
  const withMarker = text.slice(0, offset) + marker + text.slice(offset);
  const place = findScalar(withMarker, ({ range, source }) => {
    const written = range ? withMarker.slice(range[0], range[1]) : (source ?? '');
    return written.includes(marker);
  });
  if (!place) return undefined;
  const key = place.role === 'key' && !place.quote ? wordAt(text, offset) : undefined;
  const shift = (at: number): number => (at > offset ? Math.max(offset, at - marker.length) : at);
  return {
    ...place,
    path: place.path.map((step) => (typeof step === 'string' ? step.replace(marker, '') : step)),
    span: key ?? { start: shift(place.span.start), end: shift(place.span.end) },
    hasValue: key ? /^\s*:/.test(text.slice(key.end)) : place.hasValue,
  };
}

/**
 * Returns the word around an offset. A key typed before another one, still without a comma, is a separate
 * key.
 */
function wordAt(text: string, offset: number): Span {
  const before = /[^\s{}[\],:]*$/.exec(text.slice(0, offset))?.[0].length ?? 0;
  const behind = /^[^\s{}[\],:]*/.exec(text.slice(offset))?.[0].length ?? 0;
  return { start: offset - before, end: offset + behind };
}

function findScalar(text: string, isWanted: (scalar: Scalar) => boolean): TestFilePlace | undefined {
  const document = parseDocument(text, { strict: false, uniqueKeys: false, prettyErrors: false });
  let found: TestFilePlace | undefined;
  visit(document, {
    Scalar(role, scalar, ancestors) {
      if (!scalar.range || !isWanted(scalar)) return undefined;
      found = placeOf(text, scalar, role === 'key', ancestors as Node[]);
      return visit.BREAK;
    },
  });
  return found;
}

function placeOf(text: string, scalar: Scalar, isKey: boolean, ancestors: readonly unknown[]): TestFilePlace {
  const chain = [...ancestors, scalar];
  const path: (string | number)[] = [];
  chain.forEach((node, index) => {
    const next = chain[index + 1];
    if (isSeq(node)) path.push(node.items.indexOf(next as Node));
    else if (isPair(node)) path.push(keyText(node.key));
  });
  const pair = isKey ? ancestors.findLast(isPair) : undefined;
  const map = isKey ? ancestors.findLast(isMap) : undefined;
  const [start, end] = scalar.range!;
  const first = text[start];
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const quote = first === '"' || first === "'" ? first : undefined;
  const closed = quote !== undefined && end > start + 1 && text[end - 1] === quote;
  return {
    path,
    role: isKey ? 'key' : 'value',
    span: quote ? { start: start + 1, end: closed ? end - 1 : end } : { start, end },
    quote,
    siblings: (map?.items ?? []).filter((one) => one !== pair).map(({ key }) => keyText(key)),
    hasValue: isKey && /^\s*:/.test(text.slice(end)),
    canBeKey: isKey || before.trim() === '' || isSeq(ancestors.at(-1)),
  };
}

function keyText(key: unknown): string {
  // A nested key is not printed: keys in keys can repeat without end.
  if (!isScalar(key)) return '';
  return key.source ?? String(key.value);
}
