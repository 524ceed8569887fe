import { type EqlPredicate, eqlFilters } from '../../../analysis/query-parts.js';
import { eqlLanguage } from '../../../query/eql/language.js';
import type { Call, Expression } from '../../../query/eql/syntax.js';
import { walkExpression } from '../../../query/eql/walk.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'eql-two-fields',
  severity: 'hint',
  language: eqlLanguage,
  off: true,
  summary: 'Function of two fields, one of which can be missing',
  why: 'If a field has no value, a function such as `endsWith` returns none: the condition fails, and its negation holds, so a condition with `not` matches events without the field. `stringContains` and `between` make the whole search fail if any field but the first has no value (elastic/elasticsearch#155300).',
  avoid: 'any where not endsWith(user.domain, host.domain)',
  prefer: 'any where user.domain != null and host.domain != null and not endsWith(user.domain, host.domain)',

  check(analysis, report) {
    for (const { predicates } of eqlFilters(analysis)) {
      const present = new Set(predicates.flatMap(testedForPresence));
      for (const predicate of predicates) {
        if (!isComparison(predicate)) continue;
        const [first, ...others] = predicate.arguments.map((argument) => fieldsIn(argument));
        const missing = [...(first ?? []), ...others.flat()].filter((name) => !present.has(name));
        if (!first?.length || others.every((names) => names.length === 0) || missing.length === 0) continue;
        const failing = failsWithoutText.has(predicate.name.toLowerCase())
          ? others.flat().find((name) => !present.has(name))
          : undefined;
        report({
          span: analysis.queryToDocument(predicate.span),
          message:
            failing === undefined
              ? `On an event without "${missing[0]}" the function returns no value, so the condition fails and its negation holds.`
              : `The search fails on an event without "${failing}".`,
          help: `Add "${failing ?? missing[0]} != null and" to exclude such events.`,
        });
      }
    }
  },
});

const comparing = new Set(['startswith', 'endswith', 'stringcontains', 'indexof', 'between']);
const failsWithoutText = new Set(['stringcontains', 'between']);

function isComparison(predicate: EqlPredicate): predicate is Call {
  return predicate.kind === 'call' && comparing.has(predicate.name.toLowerCase());
}

/** Returns the field of a test such as `user.domain != null`. */
function testedForPresence(predicate: EqlPredicate): string[] {
  if (predicate.kind !== 'comparison' || predicate.operator !== '!=') return [];
  const { left, right } = predicate;
  return left.kind === 'field' && right.kind === 'null' ? [left.name] : [];
}

function fieldsIn(expression: Expression): string[] {
  const names: string[] = [];
  walkExpression(expression, (node) => {
    if (node.kind === 'field') names.push(node.name);
  });
  return names;
}
