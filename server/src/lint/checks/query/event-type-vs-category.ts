import { type EqlPredicate, eqlFilters } from '../../../analysis/query-parts.js';
import { eqlLanguage } from '../../../query/eql/language.js';
import type { Expression, StringLiteral } from '../../../query/eql/syntax.js';
import { append } from '../../../text/append.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'event-type-vs-category',
  severity: 'information',
  summary: 'Event type that ECS does not expect in the category',
  why: 'Events of a category have only certain types, so the condition most likely never holds.',
  avoid: 'process where event.type == "connection"',
  prefer: 'network where event.type == "connection"',

  check(analysis, report) {
    const { catalogue, rule, queryToDocument } = analysis;
    const eql = analysis.parsed(eqlLanguage);
    if (!eql || rule.table.event_category_override !== undefined) return;
    const categories = catalogue.get('event.category')?.values?.values;
    const types = catalogue.get('event.type')?.values?.values;
    for (const { category, predicates } of eqlFilters(analysis)) {
      const expected = categories?.find(({ value }) => value === category.name)?.eventTypes;
      if (!expected || expected.length === 0) continue;
      for (const literal of typesIn(predicates)) {
        const listed = types?.find(({ value }) => value === literal.value);
        // Unlisted values are reported as such, and values that vendors use on purpose are fine.
        if (!listed || listed.origin === 'vendor' || expected.includes(literal.value)) continue;
        report({
          span: queryToDocument(literal.span),
          message: `Events of category "${category.name}" are not expected to have the type "${literal.value}".`,
          help: `ECS expects ${expected.map((value) => `"${value}"`).join(', ')}.`,
          related: [{ span: queryToDocument(category.span), message: 'The category is named here.' }],
        });
      }
    }
  },
});

function typesIn(predicates: readonly EqlPredicate[]): StringLiteral[] {
  const found: Expression[] = [];
  for (const node of predicates) {
    if (node.kind === 'comparison') {
      if (node.operator === '==' && isType(node.left)) found.push(node.right);
    } else if (node.kind === 'membership') {
      if (!node.negated && isType(node.subject)) append(found, node.items);
    } else if (node.kind === 'pattern-match' && isType(node.subject)) append(found, node.patterns);
  }
  return found.filter((side) => side.kind === 'string');
}

function isType(side: Expression): boolean {
  return side.kind === 'field' && side.name === 'event.type';
}
