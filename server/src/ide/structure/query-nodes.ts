import type { Analysis } from '../../lint/analysis.js';
import { childrenOf, filtersOf, keysOf, stepsOf } from '../../query/eql/walk.js';
import type { KqlNode } from '../../query/kql/syntax.js';
import type { Span } from '../../text/span.js';

/** The spans of all parts of the query, in the file: steps, clauses, operands, commands. In no certain order. */
export function querySpans({ eql, kql, esql, queryToDocument }: Analysis): Span[] {
  const spans: Span[] = [];
  const add = (span: Span): void => {
    if (span.end > span.start) spans.push(queryToDocument(span));
  };
  const tree = eql?.tree;
  if (tree) {
    add(tree.span);
    for (const step of stepsOf(tree)) add(step.span);
    for (const key of keysOf(tree)) add(key.span);
    for (const filter of filtersOf(tree)) {
      add(filter.span);
      const visit = (expression: Parameters<typeof childrenOf>[0]): void => {
        add(expression.span);
        for (const child of childrenOf(expression)) visit(child);
      };
      visit(filter.condition);
    }
  }
  if (kql?.tree?.condition) visitKql(kql.tree.condition, add);
  for (const command of esql?.tree?.commands ?? []) {
    add(command.span);
    for (const token of command.tokens) add(token.span);
  }
  return spans;
}

function visitKql(node: KqlNode, add: (span: Span) => void): void {
  add(node.span);
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const operand of node.operands) visitKql(operand, add);
      break;
    case 'not':
      visitKql(node.operand, add);
      break;
    case 'nested':
      add(node.path.span);
      visitKql(node.condition, add);
      break;
    case 'is':
    case 'range':
      if (node.field) add(node.field.span);
      add(node.value.span);
      break;
    case 'missing':
      break;
  }
}
