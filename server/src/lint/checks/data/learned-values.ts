import type { Analysis } from '../../../analysis/analysis.js';
import { learnedView } from '../../../analysis/learned-view.js';
import { perAnalysis } from '../../../analysis/per-analysis.js';
import { resolvedEsql } from '../../../analysis/resolved-esql.js';
import type { FieldFacts } from '../../../fields/inventory/inventory.js';
import { otherCases, type SeenValue } from '../../../fields/inventory/other-case.js';
import type { Expression } from '../../../query/esql/syntax.js';
import { writtenString } from '../../../query/esql/written-string.js';
import { type ComparedValue, comparedValues } from '../query/compared-values.js';
import { evidence } from './evidence.js';

/** A value of a query that occurs in none of the events that were learned from. */
export interface UnseenValue extends ComparedValue {
  /** What occurs instead in another letter case, most frequent first; only where letter case counts. */
  readonly otherCases: readonly SeenValue[];
  /** What was learned of the field, where all of its values are known. */
  readonly allValues: FieldFacts | undefined;
}

/** The values of a query that no event has, for all checks about them. */
export const unseenValues = perAnalysis((analysis): readonly UnseenValue[] => {
  const view = learnedView(analysis);
  if (!view) return [];
  const sources = [...view.certain, ...view.possible];
  const isLearned = (field: string): boolean => (view.facts(field)?.documents ?? 0) > 0;
  return [...comparedValues(analysis, isLearned), ...esqlValues(analysis, isLearned)].flatMap(
    (compared): UnseenValue[] => {
      const { field, text, caseInsensitive } = compared;
      const facts = view.anyFacts(field);
      const ignoresCase = caseInsensitive || analysis.catalogue.get(field)?.mapping.normalizer !== undefined;
      if (!facts || text === '' || occurs(text, facts, ignoresCase)) return [];
      const others = ignoresCase ? [] : otherCases(field, text, sources);
      const seen = others.reduce((sum, { documents }) => sum + documents, 0);
      const isComplete = facts.allListed && facts.documents >= evidence.neverSeen;
      return [
        {
          ...compared,
          otherCases: seen >= evidence.otherCase ? others : [],
          allValues: isComplete ? facts : undefined,
        },
      ];
    },
  );
});

function occurs(text: string, { values }: FieldFacts, ignoresCase: boolean): boolean {
  if (values.has(text)) return true;
  if (!ignoresCase) return false;
  const folded = text.toLowerCase();
  return [...values.keys()].some((value) => value.toLowerCase() === folded);
}

/** The strings that a query in ES|QL compares with a field as a whole. */
function esqlValues(analysis: Analysis, isWanted: (field: string) => boolean): ComparedValue[] {
  const esql = resolvedEsql(analysis);
  if (!esql) return [];
  const found: ComparedValue[] = [];
  const note = (subject: Expression, values: readonly Expression[]): void => {
    const field = subject.kind === 'column' ? esql.expressions.get(subject)?.typed.column?.field : undefined;
    if (field === undefined || !isWanted(field)) return;
    for (const value of values)
      if (value.kind === 'string')
        found.push({
          field,
          text: value.value,
          span: value.span,
          caseInsensitive: false,
          write: writtenString,
        });
  };
  for (const expression of esql.expressions.keys()) {
    if (expression.kind === 'in') note(expression.value, expression.items);
    if (expression.kind !== 'comparison') continue;
    if (expression.operator !== '==' && expression.operator !== '!=') continue;
    note(expression.left, [expression.right]);
    note(expression.right, [expression.left]);
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}
