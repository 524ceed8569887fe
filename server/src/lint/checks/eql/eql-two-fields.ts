import { type EqlPredicate, eqlFilters } from '../../../analysis/query-parts.js';
import type { Call, Expression } from '../../../query/eql/syntax.js';
import { walkExpression } from '../../../query/eql/walk.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'eql-two-fields',
  severity: 'hint',
  off: true,
  summary: 'Function of two fields, one of which can be missing',
  why: 'Where a field has no value, a function such as `endsWith` has none either: the condition fails, and under `not` it holds, so that events without the field match. `stringContains` and `between` make the whole search fail when a field other than the first has no value (elastic/elasticsearch#155300).',
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
              ? `On an event without "${missing[0]}" the function has no value, so the condition fails, and "not" of it holds.`
              : `The search fails on an event without "${failing}".`,
          help: `Add "${failing ?? missing[0]} != null and" where such events are not meant.`,
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
