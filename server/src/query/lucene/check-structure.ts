import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';

/** Deeper nesting is rejected: the parser recurses once per level. */
const maximumDepth = 500;

const tokens =
  /(?<=[\s:(]|^)\/(?:\\[\s\S]|[^/\\])+\/|"(?:\\[\s\S]|[^"\\])*("?)|\(|\)|&&|\|\||(?:\\[\s\S]|[^\s()"\\&|]|&(?!&)|\|(?!\|))+/g;

/**
 * Returns the first operator without an operand, or unmatched quote or parenthesis, if any. Elasticsearch
 * rejects such a query, but the library overlooks some of them and reports the rest in its own words.
 */
export function findBrokenStructure(query: string): Problem | undefined {
  const open: Span[] = [];
  /** The operator that an operand must follow. */
  let waiting: { readonly text: string; readonly span: Span } | undefined;
  let isFirst = true;
  for (const match of query.matchAll(tokens)) {
    const [text, closing] = match;
    const span = { start: match.index, end: match.index + text.length };
    const isJoin = /^(?:AND|OR|&&|\|\|)$/.test(text);
    if (closing === '')
      return luceneError(span, 'the quotes are not closed', 'write " at the end of the phrase');
    if (text === ')') {
      if (open.length === 0) return luceneError(span, 'unmatched parenthesis', 'remove it');
      if (waiting) return missingOperand(waiting);
      if (isFirst) return luceneError(span, 'the parentheses are empty');
      open.pop();
    } else if (isJoin && isFirst) {
      return luceneError(span, `nothing precedes ${text}`, quoted);
    } else if (waiting && (isJoin || (text === 'NOT' && waiting.text === 'NOT'))) {
      return missingOperand(waiting);
    }
    if (text === '(') open.push(span);
    if (open.length > maximumDepth)
      return luceneError(span, `the query is nested more than ${maximumDepth} levels deep`);
    waiting = isJoin || text === 'NOT' ? { text, span } : undefined;
    isFirst = text === '(';
  }
  if (waiting) return missingOperand(waiting);
  const unclosed = open.at(-1);
  return unclosed && luceneError(unclosed, 'this parenthesis is not closed', 'write ) where the group ends');
}

const quoted = 'put it in quotes to search for the word';

function missingOperand({ text, span }: { readonly text: string; readonly span: Span }): Problem {
  return luceneError(span, `nothing follows ${text}`, quoted);
}

/** Creates a syntax problem. */
export function luceneError(span: Span, message: string, help?: string): Problem {
  return {
    code: 'lucene-syntax',
    severity: 'error',
    message,
    span,
    ...(help === undefined ? {} : { help }),
  };
}
