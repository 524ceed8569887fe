import type { EsqlTokenKind } from '../tokens.js';
import { isBreak, type Piece } from './pieces.js';

/** A bracket with everything up to the closing one. */
export interface Bracket extends Piece {
  readonly inner: readonly Item[];
  /** Undefined if the bracket is not closed. */
  readonly close: Piece | undefined;
  /** Whether it spans several lines or has comments: the author has laid it out. */
  readonly isLaidOut: boolean;
}

export type Item = Piece | Bracket;

/** Where lines can be split: after commas, before the others. */
export type Separator = ',' | '|' | 'or' | 'and';

const closing: Readonly<Partial<Record<EsqlTokenKind, EsqlTokenKind>>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  'pipeline-start': 'pipeline-end',
};

/** Groups brackets with their content. */
export function nest(pieces: readonly Piece[]): readonly Item[] {
  let at = 0;
  const itemsUntil = (end: EsqlTokenKind | undefined): Item[] => {
    const items: Item[] = [];
    for (; at < pieces.length && pieces[at]!.kind !== end; ) {
      const piece = pieces[at++]!;
      const close = closing[piece.kind];
      if (close === undefined) {
        items.push(piece);
        continue;
      }
      const inner = itemsUntil(close);
      const last = pieces[at++];
      const all = last ? [...inner, last] : inner;
      items.push({ ...piece, inner, close: last, isLaidOut: all.some(isDivided) });
    }
    return items;
  };
  return itemsUntil(undefined);
}

function isDivided(item: Item): boolean {
  return item.isComment || isBreak(item.gap) || ('inner' in item && item.isLaidOut);
}

/** Items on one line. */
export function flat(items: readonly Item[]): string {
  return items
    .map((item) => {
      const own = item.gap + item.text;
      return 'inner' in item
        ? own + flat(item.inner) + (item.close ? item.close.gap + item.close.text : '')
        : own;
    })
    .join('');
}

/** Returns the first of these separators that occurs. */
export function separatorOf(items: readonly Item[], separators: readonly Separator[]): Separator | undefined {
  return separators.find((separator) => items.some(({ kind }) => kind === separator));
}

/** Splits items after commas, or before a word or pipe. */
export function divided(items: readonly Item[], separator: Separator): readonly (readonly Item[])[] {
  const parts: Item[][] = [[]];
  for (const item of items) {
    const isSeparator = item.kind === separator;
    if (isSeparator && separator !== ',') parts.push([]);
    parts.at(-1)!.push(item);
    if (isSeparator && separator === ',') parts.push([]);
  }
  return parts.filter((part) => part.length > 0);
}
