import type { Span } from '../../text/span.js';
import { defineLanguage, type NamedField, type QueryPart, type QueryString } from '../language.js';
import { checkKql } from './check.js';
import { parseKql } from './parse.js';
import type { KqlNode, KqlQuery } from './syntax.js';
import { clausesOf, nestedPathsOf, walkKql } from './walk.js';

/** The Kibana Query Language, which has no comments. */
export const kqlLanguage = defineLanguage<KqlQuery>({
  name: 'KQL',
  syntaxCode: 'kql-syntax',
  parse: parseKql,
  check: (_, tree, context) => checkKql(tree, context),
  parts: partsOf,
  strings: stringsOf,
  spans: spansOf,
  negations: negationsOf,
});

function partsOf({ condition }: KqlQuery): readonly QueryPart[] {
  if (!condition) return [];
  const fields: NamedField[] = nestedPathsOf(condition).map((path) => ({
    ...path,
    optional: false,
    isPath: true,
  }));
  const clauses = clausesOf(condition);
  let last: Span | undefined;
  for (const { node, field } of clauses) {
    if (field === undefined || !node.field) continue;
    // The tree expands a list of values, so its field is repeated.
    if (node.field.span.start !== last?.start)
      fields.push({ name: field, optional: false, span: node.field.span });
    last = node.field.span;
  }
  const values = () =>
    clauses.flatMap(({ node, field }) =>
      node.kind === 'is' && field !== undefined
        ? [
            {
              field,
              value: node.value.text,
              type: 'string' as const,
              operator: ':',
              isPattern: node.value.pieces !== undefined,
            },
          ]
        : [],
    );
  return [{ fields, values, hasBareValues: clauses.some(({ field }) => field === undefined) }];
}

function stringsOf({ condition }: KqlQuery): readonly QueryString[] {
  return clausesOf(condition).flatMap(({ node: { value } }) =>
    value.constant === undefined ? [{ text: value.text, span: value.span, escaped: true }] : [],
  );
}

function spansOf({ condition }: KqlQuery): readonly Span[] {
  const spans: Span[] = [];
  if (!condition) return spans;
  walkKql(condition, (node: KqlNode) => {
    spans.push(node.span);
    if (node.kind === 'nested') spans.push(node.path.span);
    if (node.kind !== 'is' && node.kind !== 'range') return;
    if (node.field) spans.push(node.field.span);
    spans.push(node.value.span);
  });
  return spans;
}

function negationsOf({ condition }: KqlQuery): readonly Span[] {
  const negated: Span[] = [];
  if (condition)
    walkKql(condition, (node) => {
      if (node.kind === 'not') negated.push(node.operand.span);
    });
  return negated;
}
