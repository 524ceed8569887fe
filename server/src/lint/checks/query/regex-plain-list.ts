import { eqlPredicates } from '../../../analysis/query-parts.js';
import { printString } from '../../../query/eql/print.js';
import type { PatternMatch } from '../../../query/eql/syntax.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'regex-plain-list',
  severity: 'hint',
  summary: 'Regular expression that is a list of strings',
  why: 'A list is easier to read and faster to search than a regular expression.',
  avoid: 'process where process.name regex "(cat|less|more)"',
  prefer: 'process where process.name in ("cat", "less", "more")',

  check(analysis, report) {
    const { queryToDocument, queryFix } = analysis;
    for (const predicate of eqlPredicates(analysis)) {
      if (predicate.kind !== 'pattern-match' || !predicate.operator.startsWith('regex')) continue;
      const texts = plainTexts(predicate);
      if (!texts) continue;
      const operator = predicate.operator === 'regex~' ? 'in~' : 'in';
      const list = `(${texts.map(printString).join(', ')})`;
      const replaced = { start: predicate.operatorSpan.start, end: predicate.span.end };
      const fix = queryFix({
        title: `Use "${operator}"`,
        edits: [{ span: replaced, text: `${operator} ${list}` }],
      });
      report({
        span: queryToDocument(predicate.operatorSpan),
        message: 'The regular expression is a list of strings.',
        help: `Write ${operator} ${list}.`,
        ...(fix ? { fix } : {}),
      });
    }
  },
});

/** Returns the strings of an alternation of literals, or undefined for any other regular expression. */
function plainTexts({ patterns, span, listed }: PatternMatch): string[] | undefined {
  const [pattern] = patterns;
  if (listed || patterns.length !== 1 || pattern?.kind !== 'string' || pattern.span.end !== span.end)
    return undefined;
  const [, before, inner, behind] = /^([^(|]*)\(([^()]*)\)([^(|]*)$/s.exec(pattern.value) ?? [
    '',
    '',
    pattern.value,
    '',
  ];
  const parts = inner!.split('|').map((part) => `${before}${part}${behind}`);
  return parts.every((part) => plainText.test(part))
    ? parts.map((part) => part.replace(/\\(?=[^\w\s])/g, ''))
    : undefined;
}

/** Literal characters, and others after a backslash. */
const plainText = /^(?:[\w\- /:@%,=]|\\[^\w\s*?])+$/;
