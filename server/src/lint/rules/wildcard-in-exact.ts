import type { Comparison, Expression, Membership, StringLiteral } from '../../query/eql/syntax.js';
import { filtersOf, walkExpression } from '../../query/eql/walk.js';
import type { Span } from '../../text/span.js';
import { defineLint } from '../lint.js';

export default defineLint({
  id: 'wildcard-in-exact',
  severity: 'warning',
  summary: 'Wildcard in a comparison that takes it literally',
  why: '`==`, `!=` and `in` do not expand wildcards: they look for the character itself, so the comparison hardly ever holds.',
  avoid: 'process where process.args in ("-o*", "--output*")',
  prefer: 'process where process.args like ("-o*", "--output*")',

  check({ eql, queryToDocument, queryFix }, report) {
    if (!eql?.tree) return;
    for (const filter of filtersOf(eql.tree)) {
      walkExpression(filter.condition, (node) => {
        const exact = exactComparison(node);
        if (!exact) return;
        const { operator, replacement } = exact;
        const literals = exact.literals.filter(hasWildcard);
        if (literals.length === 0) return;
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
      });
    }
  },
});

interface ExactComparison {
  readonly literals: readonly StringLiteral[];
  readonly operator: Span;
  /** The operator that expands wildcards; undefined where putting it in would change more than that. */
  readonly replacement: string | undefined;
}

function exactComparison(node: Expression): ExactComparison | undefined {
  if (node.kind === 'comparison') return ofComparison(node);
  return node.kind === 'membership' ? ofMembership(node) : undefined;
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
