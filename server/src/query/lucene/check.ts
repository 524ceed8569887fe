import type { FieldMapping } from '../../fields/field-type.js';
import type { Problem } from '../../text/problem.js';
import { type AskedValue, valueProblem } from '../value-problem.js';
import type { LuceneClause, LuceneNode, LuceneQuery, LuceneValue } from './syntax.js';

/**
 * Reports values that a field cannot contain, with the code `lucene-type`. They are not errors: a query over
 * all fields, as in a rule, ignores clauses that fail (docs/decisions/lucene-is-lenient.md). Skips values
 * without a field, and those for fields that a pattern names.
 */
export function checkLucene(
  { condition }: LuceneQuery,
  { mappingOf }: { readonly mappingOf: (name: string) => FieldMapping | undefined },
): Problem[] {
  const problems: Problem[] = [];
  for (const { field, value, span } of condition ? clausesOf(condition) : []) {
    if (!field || field.text.includes('*')) continue;
    const mapping = mappingOf(field.text);
    const found =
      mapping &&
      askedValues(value)
        .map((asked) => valueProblem(field.text, mapping, asked))
        .find((problem) => problem !== undefined);
    if (found) problems.push({ code: 'lucene-type', severity: 'warning', span, ...found });
  }
  return problems;
}

function clausesOf(node: LuceneNode): readonly LuceneClause[] {
  return node.kind === 'clause' ? [node] : node.clauses.flatMap((clause) => clausesOf(clause.node));
}

/** Returns the values of a clause. Empty for one that only tests whether the field exists. */
function askedValues(value: LuceneValue): readonly AskedValue[] {
  const plain = (text: string): AskedValue => ({ text, isPattern: false, isRange: false });
  switch (value.kind) {
    case 'word': {
      const { text, pattern } = value;
      if (pattern === '*') return [];
      return [{ ...plain(text), isPattern: pattern !== undefined }];
    }
    case 'phrase':
      return [plain(value.text)];
    case 'compare':
      return [{ ...plain(value.text), isRange: true }];
    case 'range':
      return [value.min, value.max]
        .filter((limit) => limit !== undefined)
        .map((limit) => ({ ...plain(limit), isRange: true }));
    case 'regex':
      return [{ ...plain(value.pattern), isPattern: true }];
    default:
      return [];
  }
}
