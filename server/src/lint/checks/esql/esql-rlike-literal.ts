import type { Analysis } from '../../../analysis/analysis.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import { spanWithin } from '../../../query/esql/structure/grok.js';
import type { StringLiteral } from '../../../query/esql/syntax.js';
import { eachExpression } from '../../../query/esql/walk.js';
import type { Fix } from '../../../text/problem.js';
import { defineLint } from '../../lint.js';
import { type RlikeTrap, rlikeTraps } from './rlike-traps.js';

export default defineLint({
  id: 'esql-rlike-literal',
  severity: 'warning',
  language: esqlLanguage,
  summary: 'Unescaped operator in an RLIKE pattern',
  why: 'RLIKE uses Lucene regular expressions: `&`, `@`, `~`, `#` and `"` are operators, and the expression must match the whole value. A pattern written for another engine matches something else, or nothing.',
  avoid: `type = "esql"
language = "esql"
query = '''from logs-* metadata _id | where user.name rlike """.*@example\\.org"""'''`,
  prefer: `type = "esql"
language = "esql"
query = '''from logs-* metadata _id | where user.name rlike """.*\\@example\\.org"""'''`,

  check(analysis, report) {
    const tree = analysis.parsed(esqlLanguage)?.tree;
    if (!tree) return;
    eachExpression(tree, (expression) => {
      if (expression.kind !== 'pattern' || expression.operator !== 'rlike') return;
      for (const pattern of expression.patterns) {
        if (pattern.kind !== 'string') continue;
        for (const trap of rlikeTraps(pattern.value)) {
          const fix = trap.kind === 'operator' ? escapeFix(analysis, pattern, trap) : undefined;
          report({
            span: analysis.queryToDocument(spanWithin(pattern, trap.start, trap.end)),
            ...wordsOf(trap),
            ...(fix ? { fix } : {}),
          });
        }
      }
    });
  },
});

/** The meanings of the operators. */
const meanings: Readonly<Record<string, string>> = {
  '&': 'requires that both sides match the whole value',
  '@': 'matches any string',
  '~': 'matches anything except what follows',
  '#': 'matches nothing',
  '"': 'makes everything up to the next one literal',
};

function wordsOf(trap: RlikeTrap): { readonly message: string; readonly help: string } {
  switch (trap.kind) {
    case 'operator':
      return {
        message: `In RLIKE "${trap.character}" is an operator: it ${meanings[trap.character]}.`,
        help: 'Write a backslash before it if you mean the character itself.',
      };
    case 'empty-alternative':
      return {
        message: '"||" contains an empty alternative, which matches the empty string.',
        help: 'Write one "|", or escape both if you mean the characters themselves.',
      };
    case 'bare-alternative':
      return {
        message: `The alternative "${trap.text}" must match the whole value: ".*" belongs only to the first and last alternatives.`,
        help: 'Put parentheses around all alternatives: ".*(a|b).*".',
      };
  }
}

function escapeFix(
  { queryFix }: Analysis,
  literal: StringLiteral,
  { start, end }: RlikeTrap,
): Fix | undefined {
  const span = spanWithin(literal, start, end);
  // If escapes shift the offsets, the span is that of the string.
  if (span.end - span.start !== end - start) return undefined;
  const escaped = `${literal.isRaw ? '\\' : '\\\\'}${literal.value.slice(start, end)}`;
  return queryFix({ title: `Write ${escaped}`, edits: [{ span, text: escaped }], manual: true });
}
