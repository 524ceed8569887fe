import { parse } from 'lucene';
import type { ParsedQuery } from '../syntax.js';
import { findBrokenStructure, luceneError } from './check-structure.js';
import { maskLucene } from './mask.js';
import type { LuceneQuery } from './syntax.js';
import { type LibraryNode, luceneTree, SignBeforeValue } from './tree.js';

/**
 * Parses a query in Lucene's classic syntax, as `query_string` reads it with OR as the default operator.
 * Never throws: for a query that Elasticsearch rejects, returns no tree and one problem, code
 * `lucene-syntax`. A blank query matches everything.
 */
export function parseLucene(text: string): ParsedQuery<LuceneQuery> {
  const span = { start: 0, end: text.length };
  if (text.trim() === '') return { text, tree: { condition: undefined, span }, problems: [] };
  const failed = (problem: ReturnType<typeof luceneError>): ParsedQuery<LuceneQuery> => ({
    text,
    tree: undefined,
    problems: [problem],
  });
  const broken = findBrokenStructure(text);
  if (broken) return failed(broken);
  const masked = maskLucene(text);
  try {
    const node = parse(masked.text) as LibraryNode;
    return { text, tree: { condition: luceneTree(node, text, masked), span }, problems: [] };
  } catch (error) {
    if (error instanceof SignBeforeValue)
      return failed(
        luceneError(
          error.span,
          'a value cannot start with a sign',
          'write \\ before it, or put the value in quotes',
        ),
      );
    if (error instanceof RangeError) return failed(luceneError(span, 'the query has too many clauses'));
    const stumbled = offsetOf(error);
    if (stumbled === undefined) throw error;
    const start = strayBefore(masked.text, stumbled);
    const at = Math.min(masked.toOriginal(start), text.length);
    const character = text.slice(at, at + 1);
    const what = character === '' ? 'the query ends too early' : `unexpected "${character}"`;
    return failed(
      luceneError({ start: at, end: at + character.length }, what, 'escape a literal character with \\'),
    );
  }
}

/**
 * A slash or bracket inside a word begins an expression or a range there, whose end the library does not
 * find.
 */
function strayBefore(masked: string, end: number): number {
  const text = masked.replace(/"[^"]*"/g, (phrase) => ' '.repeat(phrase.length));
  const stray = /(?<=[^\s:(])\/(?![\s)]|$)|[[{][^\]}]*$/.exec(text)?.index;
  return stray !== undefined && stray < end ? stray : end;
}

/** Returns where the library failed, or undefined for any other error. */
function offsetOf(error: unknown): number | undefined {
  const location = (error as { location?: { start?: { offset?: unknown } } } | undefined)?.location;
  const offset = location?.start?.offset;
  return error instanceof Error && error.name === 'SyntaxError' && typeof offset === 'number'
    ? offset
    : undefined;
}
