import { isKnownField } from '../../../server/src/analysis/known-fields.js';
import type { Expression } from '../../../server/src/query/eql/syntax.js';
import { filtersOf, walkExpression } from '../../../server/src/query/eql/walk.js';
import type { KqlNode } from '../../../server/src/query/kql/syntax.js';
import type { Span } from '../../../server/src/text/span.js';
import { misspell } from '../edits.js';
import type { Mutant, MutationKind, Original } from '../mutant.js';
import type { Random } from '../random.js';
import { replaceIn } from './text-in-string.js';

/** Returns the rule with a span of its query replaced; spans are relative to the query. */
export function replaceInQuery(
  original: Original,
  span: Span,
  by: string,
  expected?: Span,
): Mutant | undefined {
  return replaceIn(original, ['rule', 'query'], span, by, expected);
}

/** Returns all expressions of an EQL query, or none for another language. */
export function expressionsOf({ eql }: Original): Expression[] {
  const found: Expression[] = [];
  if (eql?.tree)
    for (const { condition } of filtersOf(eql.tree)) walkExpression(condition, (node) => found.push(node));
  return found;
}

/** Returns all conditions of a KQL query, or none for another language. */
export function conditionsOf({ kql }: Original): KqlNode[] {
  const found: KqlNode[] = [];
  const visit = (node: KqlNode): void => {
    found.push(node);
    if (node.kind === 'and' || node.kind === 'or') node.operands.forEach(visit);
    else if (node.kind === 'not') visit(node.operand);
    else if (node.kind === 'nested') visit(node.condition);
  };
  if (kql?.tree?.condition) visit(kql.tree.condition);
  return found;
}

/** Returns a misspelling that is not a field in the rule's schemas. */
export function misspellField(name: string, original: Original, random: Random): string | undefined {
  const wrong = misspell(name, random);
  if (wrong === undefined || wrong.includes('..') || /^\.|\.$/.test(wrong)) return undefined;
  const { analysis } = original;
  return analysis.catalogue.knows(wrong) || isKnownField(wrong, analysis) ? undefined : wrong;
}

/** Returns the kind that changes one of the items that `find` returns for the query. */
export function queryKind<Item>(
  name: string,
  codes: readonly string[],
  find: (original: Original) => readonly Item[],
  mutate: (item: Item, original: Original, random: Random) => Mutant | undefined,
): MutationKind {
  return {
    name,
    codes,
    mutate(original, random) {
      const items = find(original);
      const item = random.pick(items);
      return items.length === 0 ? undefined : mutate(item!, original, random);
    },
  };
}

/** Returns the text of a query at a span. */
export function written({ analysis: { rule } }: Original, { start, end }: Span): string {
  return rule.query?.text.slice(start, end) ?? '';
}

/**
 * Extends a span by the following words or characters, or to the end of the query: where a reader notices
 * that something is missing.
 */
export function withNext({ analysis: { rule } }: Original, { start, end }: Span, words = 1): Span {
  const query = rule.query?.text ?? '';
  const step = (pattern: RegExp, from: number): number => {
    pattern.lastIndex = from;
    return from + (pattern.exec(query)?.[0].length ?? 0);
  };
  let reached = end;
  for (let left = words; left > 0; left--) reached = step(/\s*(?:[\w.?]+|"[^"\n]*"|\S)/y, reached);
  return { start, end: step(/\s*$/y, reached) };
}

/** Returns whether a value is in a field's list of values. */
export function isListed(field: string, value: string, { analysis: { catalogue } }: Original): boolean {
  return catalogue.get(field)?.values?.values.some((listed) => listed.value === value) ?? false;
}
