import { type EqlPredicate, eqlPredicates } from '../../../analysis/query-parts.js';
import { eqlLanguage } from '../../../query/eql/language.js';
import type { Comparison, Expression, Membership, StringLiteral } from '../../../query/eql/syntax.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'wildcard-in-exact',
  severity: 'warning',
  summary: 'Wildcard in an exact comparison',
  why: '`==`, `!=` and `in` do not expand wildcards: they compare the character itself, so the comparison hardly ever matches.',
  avoid: 'process where process.args in ("-o*", "--output*")',
  prefer: 'process where process.args like ("-o*", "--output*")',

  check(analysis, report) {
    const { queryToDocument, queryFix } = analysis;
    const eql = analysis.parsed(eqlLanguage);
    if (!eql) return;
    for (const predicate of eqlPredicates(analysis)) {
      if (!isExact(predicate)) continue;
      const literals = operandsOf(predicate).filter(hasWildcard);
      if (literals.length === 0) continue;
      const { operatorSpan: operator } = predicate;
      const replacement = replacementOf(predicate);
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
          help: `Use "like" or ":", or add a comment "// rulewright-ignore wildcard-in-exact" if you mean the character itself.`,
          ...(fix ? { fix } : {}),
        });
      }
    }
  },
});

type ExactComparison = Comparison | Membership;

function isExact(predicate: EqlPredicate): predicate is ExactComparison {
  if (predicate.kind === 'comparison') return predicate.operator === '==' || predicate.operator === '!=';
  return predicate.kind === 'membership';
}

function operandsOf(comparison: ExactComparison): readonly Expression[] {
  return comparison.kind === 'comparison' ? [comparison.left, comparison.right] : comparison.items;
}

/** Windows itself writes the names of shares with a star in place of the host: `\\\\*\\ADMIN$`. */
function hasWildcard(operand: Expression): operand is StringLiteral {
  return operand.kind === 'string' && operand.value.includes('*') && !operand.value.startsWith('\\\\*\\');
}

/** Returns the operator that expands wildcards, or undefined if replacing it would change more than that. */
function replacementOf(comparison: ExactComparison): string | undefined {
  if (comparison.kind === 'comparison')
    return comparison.operator === '==' && isOnlyStar(comparison.right) ? 'like' : undefined;
  const { negated, items, caseInsensitive } = comparison;
  if (negated || !items.every(isOnlyStar)) return undefined;
  return caseInsensitive ? 'like~' : 'like';
}

/** Returns whether an operand is a string in which `*` is the only character with a meaning in patterns. */
function isOnlyStar(operand: Expression): boolean {
  return operand.kind === 'string' && !/[?\\]/.test(operand.value);
}
