import type { Comparison, Membership, StringLiteral } from '../../query/eql/syntax.js';
import type { Span } from '../../text/span.js';
import { defineLint } from '../lint.js';
import { type EqlPredicate, eqlPredicates } from '../query-parts.js';

export default defineLint({
  id: 'wildcard-in-exact',
  severity: 'warning',
  summary: 'Wildcard in a comparison that takes it literally',
  why: '`==`, `!=` and `in` do not expand wildcards: they look for the character itself, so the comparison hardly ever holds.',
  avoid: 'process where process.args in ("-o*", "--output*")',
  prefer: 'process where process.args like ("-o*", "--output*")',

  check(analysis, report) {
    const { eql, queryToDocument, queryFix } = analysis;
    if (!eql) return;
    for (const predicate of eqlPredicates(analysis)) {
      const exact = exactComparison(predicate);
      if (!exact) continue;
      const { operator, replacement } = exact;
      const literals = exact.literals.filter(hasWildcard);
      if (literals.length === 0) continue;
      const fix =
        replacement === undefined
          ? undefined
          : queryFix({
              title: `Use "${replacement}"`,
              edits: [{ span: operator, text: replacement }],
            });
      for (const literal of literals) {
        report({
          span: queryToDocument(literal.span),
          message: `"${eql.text.slice(operator.start, operator.end)}" does not expand the wildcard in "${literal.value}".`,
          help: `Use "like" or ":", or add a comment "// rulewright-ignore wildcard-in-exact" when the character itself is meant.`,
          ...(fix ? { fix } : {}),
        });
      }
    }
  },
});

interface ExactComparison {
  readonly literals: readonly StringLiteral[];
  readonly operator: Span;
  /** The operator that expands wildcards; undefined where putting it in would change more than that. */
  readonly replacement: string | undefined;
}

function exactComparison(predicate: EqlPredicate): ExactComparison | undefined {
  if (predicate.kind === 'comparison') return ofComparison(predicate);
  return predicate.kind === 'membership' ? ofMembership(predicate) : undefined;
}

function ofComparison({ operator, operatorSpan, left, right }: Comparison): ExactComparison | undefined {
  if (operator !== '==' && operator !== '!=') return undefined;
  const literals = [left, right].filter((side) => side.kind === 'string');
  const plain = operator === '==' && right.kind === 'string' && isOnlyStar(right);
  return { literals, operator: operatorSpan, replacement: plain ? 'like' : undefined };
}

function ofMembership({ operatorSpan, negated, caseInsensitive, items }: Membership): ExactComparison {
  const literals = items.filter((item) => item.kind === 'string');
  const plain = !negated && literals.length === items.length && literals.every(isOnlyStar);
  return {
    literals,
    operator: operatorSpan,
    replacement: plain ? (caseInsensitive ? 'like~' : 'like') : undefined,
  };
}

/** Windows itself writes the names of shares with a star in place of the host: `\\\\*\\ADMIN$`. */
function hasWildcard({ value }: StringLiteral): boolean {
  return value.includes('*') && !value.startsWith('\\\\*\\');
}

/** Whether `*` is the only character with a meaning in patterns. */
function isOnlyStar({ value }: StringLiteral): boolean {
  return !/[?\\]/.test(value);
}
