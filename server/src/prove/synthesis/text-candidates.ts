import type { FieldTest } from '../../evaluate/plan/plan.js';

/** A string that a value must contain: at its start, at its end, or anywhere. */
export interface TextPiece {
  readonly text: string;
  readonly isAtStart: boolean;
  readonly isAtEnd: boolean;
}

/** Replacements for `*`: short ones first, then those that look like a part of a name or path. */
const fillers = ['', 'x', 'tmp', 'update1', ' -q '];

/** Returns the pieces that a string test matches, one for each alternative; empty for other tests. */
export function piecesOf(test: FieldTest): readonly TextPiece[] {
  switch (test.kind) {
    case 'wildcard':
      return test.patterns.map((pattern) =>
        pieceOf(pattern.split('*').map((part) => part.replaceAll('?', 'a'))),
      );
    case 'stars':
      return test.patterns.map(pieceOf);
    case 'affix':
      return [{ text: test.text, isAtStart: test.place === 'start', isAtEnd: test.place === 'end' }];
    case 'word-stars':
      return [{ text: test.pieces.join('x'), isAtStart: false, isAtEnd: false }];
    case 'words':
      return test.words.map((text) => ({ text, isAtStart: false, isAtEnd: false }));
    case 'phrase':
      return [{ text: test.words.join(' '), isAtStart: false, isAtEnd: false }];
    default:
      return [];
  }
}

/** Returns the piece for the texts between stars. */
function pieceOf(parts: readonly string[]): TextPiece {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const isAtStart = first !== '' || parts.length === 1;
  const isAtEnd = last !== '' || parts.length === 1;
  return {
    text: parts
      .filter((part, index) => part !== '' || index === 0)
      .join('x')
      .replace(/^x/, ''),
    isAtStart,
    isAtEnd,
  };
}

/** Yields strings that contain a piece. */
export function* textsWith({ text, isAtStart, isAtEnd }: TextPiece): Generator<string> {
  for (const filler of fillers) {
    yield `${isAtStart ? '' : filler}${text}${isAtEnd ? '' : filler}`;
    if (isAtStart && isAtEnd) return;
  }
}

/**
 * Yields strings that contain all pieces: a start piece first, an end piece last, with something between
 * them. If two pieces belong at one end, the longer one may contain the other.
 */
export function* textsWithAll(pieces: readonly TextPiece[]): Generator<string> {
  if (pieces.length < 2) return;
  const longest = (of: readonly TextPiece[]): string =>
    of.reduce((best, { text }) => (text.length > best.length ? text : best), '');
  const start = longest(pieces.filter(({ isAtStart }) => isAtStart));
  const end = longest(pieces.filter(({ isAtEnd }) => isAtEnd));
  const inside = pieces.filter(({ isAtStart, isAtEnd }) => !isAtStart && !isAtEnd).map(({ text }) => text);
  for (const between of [' ', '', '/', 'x'])
    yield [start, ...inside, end].filter((text) => text !== '').join(between);
}
