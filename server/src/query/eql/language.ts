import type { Span } from '../../text/span.js';
import {
  type ComparedValue,
  defineLanguage,
  type Language,
  type QueryPart,
  type QueryStep,
  type QueryString,
} from '../language.js';
import { checkEql } from './check.js';
import { formatEql } from './format.js';
import { parseEql } from './parse.js';
import type { EqlQuery, Expression, Step } from './syntax.js';
import { childrenOf, fieldsIn, filtersOf, keysOf, stepsOf, walkExpression } from './walk.js';

/** The Event Query Language. */
export const eqlLanguage = defineLanguage<EqlQuery>({
  name: 'EQL',
  syntaxCode: 'eql-syntax',
  lineComment: '//',
  parse: parseEql,
  check: checkEql,
  parts: partsOf,
  steps: namedSteps,
  strings: stringsOf,
  spans: spansOf,
  negations: negationsOf,
  format: formatEql,
});

function partsOf(tree: EqlQuery): readonly QueryPart[] {
  const steps = stepsOf(tree);
  const keysOfAll = tree.kind === 'event-query' ? [] : tree.keys;
  return filtersOf(tree).map(({ category, condition }, index) => ({
    fields: [...(index === 0 ? keysOfAll : []), ...fieldsIn(condition), ...(steps[index]?.keys ?? [])],
    values: () => valuesIn(condition),
    ...(category.any || category.name === '' ? {} : { category: category.name }),
  }));
}

function valuesIn(condition: Expression): readonly ComparedValue[] {
  const values: ComparedValue[] = [];
  const add = (subject: Expression, operator: string, others: readonly Expression[]): void => {
    if (subject.kind !== 'field') return;
    for (const other of others) {
      if (other.kind !== 'string' && other.kind !== 'number' && other.kind !== 'boolean') continue;
      const value = String(other.value);
      values.push({ field: subject.name, value, type: other.kind, operator, isPattern: /[*?]/.test(value) });
    }
  };
  walkExpression(condition, (node) => {
    if (node.kind === 'comparison') add(node.left, node.operator, [node.right]);
    else if (node.kind === 'membership') add(node.subject, 'in', node.items);
    else if (node.kind === 'pattern-match') add(node.subject, node.operator, node.patterns);
  });
  return values;
}

function namedSteps(tree: EqlQuery): ReturnType<NonNullable<Language<EqlQuery>['steps']>> {
  if (tree.kind !== 'sequence' && tree.kind !== 'sample') return undefined;
  const step = ({ span, filter }: Step, name: string): QueryStep => ({
    name,
    span,
    conditionSpan: filter.condition.span,
  });
  const steps = tree.steps.map((one, index) => step(one, `${index + 1}. ${one.filter.category.name}`));
  const until = tree.kind === 'sequence' ? tree.until : undefined;
  if (until) steps.push(step(until, `until ${until.filter.category.name}`));
  return { isSequence: tree.kind === 'sequence', steps };
}

function stringsOf(tree: EqlQuery): readonly QueryString[] {
  const strings: QueryString[] = [];
  for (const { condition } of filtersOf(tree))
    walkExpression(condition, (node) => {
      if (node.kind === 'string') strings.push({ text: node.value, span: node.span, escaped: !node.raw });
    });
  return strings;
}

function spansOf(tree: EqlQuery): readonly Span[] {
  const spans: Span[] = [tree.span];
  for (const { span } of [...stepsOf(tree), ...keysOf(tree)]) spans.push(span);
  const visit = (expression: Expression): void => {
    spans.push(expression.span);
    for (const child of childrenOf(expression)) visit(child);
  };
  for (const { span, condition } of filtersOf(tree)) {
    spans.push(span);
    visit(condition);
  }
  return spans;
}

function negationsOf(tree: EqlQuery): readonly Span[] {
  const negated: Span[] = [];
  for (const { condition } of filtersOf(tree))
    walkExpression(condition, (node) => {
      if (node.kind === 'not') negated.push(node.operand.span);
    });
  return negated;
}
