import type { EmbeddedQuery } from '../rule/rule.js';
import type { Fix, Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { fixInString } from './string-fix.js';

/** Converts a span of an embedded query to a span of the file. */
export function spanInFile(span: Span, query: EmbeddedQuery | undefined): Span {
  const string = query?.string();
  return string ? string.spanToDocument(span) : span;
}

/**
 * Converts a fix of an embedded query to a fix of the file. Returns undefined if the string that contains the
 * query cannot contain the new text.
 */
export function fixInFile(fix: Fix, query: EmbeddedQuery | undefined): Fix | undefined {
  const string = query?.string();
  return string && fixInString(string, fix);
}

/** Converts a problem of an embedded query to a problem of the file. */
export function problemInFile(
  { fix, related, ...written }: Problem,
  query: EmbeddedQuery | undefined,
): Problem {
  const problem = { ...written, ...helpInFile(written, query) };
  const translated = fix && fixInFile(fix, query);
  return {
    ...problem,
    span: spanInFile(problem.span, query),
    ...(translated ? { fix: translated } : {}),
    ...(related
      ? { related: related.map((place) => ({ ...place, span: spanInFile(place.span, query) })) }
      : {}),
  };
}

/** Advice about a backslash in the query must be adapted to the file, where TOML reads two of them as one. */
function helpInFile({ help }: Problem, query: EmbeddedQuery | undefined): { readonly help?: string } {
  if (!help?.includes('write \\\\ for a backslash') || !query?.string()?.style.endsWith('basic')) return {};
  return {
    help: "TOML reads \\\\ as one backslash and the query needs two: write \\\\\\\\ in the file, or put the query in three single quotes [''']",
  };
}
