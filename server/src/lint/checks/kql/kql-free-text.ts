import type { Analysis } from '../../../analysis/analysis.js';
import { kqlClauses } from '../../../analysis/query-parts.js';
import { kqlLanguage } from '../../../query/kql/language.js';
import { languageOf } from '../../../query/kql/misreadings.js';
import type { KqlValue } from '../../../query/kql/syntax.js';
import type { Fix } from '../../../text/problem.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'kql-free-text',
  severity: 'warning',
  language: kqlLanguage,
  summary: 'Value of a KQL query without a field',
  why: 'It is searched for in all fields, which is slow and imprecise. Usually a colon is missing.',
  avoid: `type = "query"
language = "kuery"
query = 'process.name cmd.exe'`,
  prefer: `type = "query"
language = "kuery"
query = 'process.name: cmd.exe'`,

  check(analysis, report) {
    const { queryToDocument } = analysis;
    const kql = analysis.parsed(kqlLanguage);
    // The remains of a syntax error are not a value that anybody wrote.
    if (!kql?.tree || kql.problems.length > 0) return;
    let other: ReturnType<typeof languageOf>;
    for (const { node } of kqlClauses(analysis)) {
      // Text after a comment belongs to the comment.
      if (node.field || isCommented(kql.text, node.span.start)) continue;
      other ??= languageOf(kql.text);
      const clause = intendedClause(node.value, analysis);
      report({
        span: queryToDocument(node.span),
        message: `"${node.value.text}" is searched for in all fields.`,
        help: other
          ? `It looks like ${other.name}: set "language" and "type".`
          : clause
            ? `Write ${clause.text}`
            : 'Write a field and a colon before it.',
        ...(clause?.fix ? { fix: clause.fix } : {}),
      });
    }
  },
});

function isCommented(query: string, offset: number): boolean {
  return /(?:^|\s)\/\/\s/.test(query.slice(query.lastIndexOf('\n', offset - 1) + 1, offset));
}

/**
 * Returns the intended clause for `field value` and `field = value`, if the field is known and not negated.
 */
function intendedClause(
  { text, span, quoted }: KqlValue,
  analysis: Analysis,
): { readonly text: string; readonly fix: Fix | undefined } | undefined {
  const { catalogue, queryFix } = analysis;
  const kql = analysis.parsed(kqlLanguage);
  const match = quoted
    ? null
    : /^([\w.@]+)(\s+(?:={1,3}\s*|(?:is|equals)\s+)?|={1,3}\s*)(?![=\s]|not\s)/i.exec(text);
  if (!match || !catalogue.get(match[1]!) || match[0] === text) return undefined;
  const rest = text.slice(match[0].length);
  const start = span.start + match[1]!.length;
  const end = span.start + match[0].length;
  // If escapes precede the value, positions in the string differ from those in the query.
  const fix = kql?.text.startsWith(match[0], span.start)
    ? queryFix({ title: `Write ":" after "${match[1]}"`, edits: [{ span: { start, end }, text: ': ' }] })
    : undefined;
  return { text: `${match[1]}: ${rest}`, fix };
}
