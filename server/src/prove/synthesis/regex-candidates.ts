import type { RegexNode } from '../../query/patterns/lucene/nodes.js';
import { parseLuceneRegex } from '../../query/patterns/lucene/parse.js';

/** Limit of strings for one expression: more add no information. */
const mostTexts = 12;

/** Limit of nesting: deeper expressions would overflow the stack. */
const deepest = 2_000;

/** The preferred characters where an expression allows several. */
const plain = ['a', 'x', '1', '/', '-', ' ', 'A', '.'];

/**
 * Returns some strings that an expression probably matches, short ones first. The caller must verify them.
 */
export function textsOfRegex(pattern: string): readonly string[] {
  try {
    return textsOf(parseLuceneRegex(pattern, false).node, 0).slice(0, mostTexts);
  } catch {
    // A query cannot have such an expression: planning would have failed.
    return [];
  }
}

function textsOf(node: RegexNode, depth: number): readonly string[] {
  if (depth > deepest) return [];
  switch (node.kind) {
    case 'nothing':
      return [];
    case 'empty':
      return [''];
    case 'set':
      return charactersOf(node.points);
    case 'concat': {
      const firsts = textsOf(node.first, depth + 1);
      const rests = textsOf(node.rest, depth + 1);
      // All combinations would be too many, so the parts are paired.
      const length = firsts.length === 0 || rests.length === 0 ? 0 : Math.max(firsts.length, rests.length);
      return Array.from(
        { length: Math.min(length, mostTexts) },
        (_, index) => firsts[index % firsts.length]! + rests[index % rests.length]!,
      );
    }
    case 'either':
      return node.parts.flatMap((part) => textsOf(part, depth + 1).slice(0, 3)).slice(0, mostTexts);
    case 'both':
      return node.parts.flatMap((part) => textsOf(part, depth + 1));
    case 'not':
      return ['', 'x', 'other', '1'];
    case 'repeat': {
      const parts = textsOf(node.part, depth + 1);
      const counts = [...new Set([node.least, Math.min(node.most, node.least + 1)])];
      return counts.flatMap((count) => {
        if (count === 0) return [''];
        return parts.slice(0, 4).map((part) => (count > 5_000 ? '' : part.repeat(count)));
      });
    }
  }
}

function charactersOf(points: readonly number[]): readonly string[] {
  const has = (character: string): boolean => {
    const point = character.codePointAt(0)!;
    for (let index = 0; index < points.length; index += 2)
      if (points[index]! <= point && point <= points[index + 1]!) return true;
    return false;
  };
  const found = plain.filter(has).slice(0, 3);
  return found.length > 0 ? found : [String.fromCodePoint(points[0]!)];
}
