import { filtersOf, walkExpression } from '../query/eql/walk.js';
import type { Span } from '../text/span.js';
import type { Analysis } from './analysis.js';
import { kqlClauses } from './query-parts.js';

/** A text in a query. */
export interface QueryText {
  readonly text: string;
  /** In the query. */
  readonly span: Span;
  /** Whether it is quoted, but not as a raw string: backslashes escape. */
  readonly escaped: boolean;
}

/** All texts of a query in EQL or KQL, wherever they stand, in the order of the text. */
export function queryTexts(analysis: Analysis): QueryText[] {
  const { eql } = analysis;
  const texts: QueryText[] = [];
  for (const filter of eql?.tree ? filtersOf(eql.tree) : []) {
    walkExpression(filter.condition, (node) => {
      if (node.kind === 'string') texts.push({ text: node.value, span: node.span, escaped: !node.raw });
    });
  }
  for (const { node } of kqlClauses(analysis)) {
    const { text, span, constant } = node.value;
    if (constant === undefined) texts.push({ text, span, escaped: true });
  }
  return texts;
}
