import type { Analysis } from '../../../analysis/analysis.js';
import { learnedView } from '../../../analysis/learned-view.js';
import { perAnalysis } from '../../../analysis/per-analysis.js';
import { resolvedEsql } from '../../../analysis/resolved-esql.js';
import { evidence } from '../../../fields/inventory/evidence.js';
import type { FieldFacts } from '../../../fields/inventory/inventory.js';
import { otherCases, type SeenValue } from '../../../fields/inventory/other-case.js';
import type { Expression } from '../../../query/esql/syntax.js';
import { writtenString } from '../../../query/esql/written-string.js';
import { type ComparedValue, comparedValues } from '../query/compared-values.js';

/** A value of a query that occurs in none of the events that were learned from. */
export interface UnseenValue extends ComparedValue {
  /** The values that occur in another letter case, most frequent first. Only if letter case counts. */
  readonly otherCases: readonly SeenValue[];
  /** What was learned about the field, if all of its values are known. */
  readonly allValues: FieldFacts | undefined;
}

/** The values of a query, compared with the data. */
export interface LearnedValues {
  readonly unseen: readonly UnseenValue[];
  /** The keys of all values of learned fields, see {@link keyOf}. */
  readonly compared: ReadonlySet<string>;
}

/** Returns a key that identifies a value of a field. */
export function keyOf(field: string, value: string): string {
  return `${field} ${value}`;
}

/** The values of a query compared with the data, for all checks about them. */
export const learnedValues = perAnalysis((analysis): LearnedValues => {
  const view = learnedView(analysis);
  if (!view) return { unseen: [], compared: new Set() };
  const sources = [...view.certain, ...view.possible];
  const isLearned = (field: string): boolean => (view.facts(field)?.documents ?? 0) > 0;
  const values = [...comparedValues(analysis, isLearned), ...esqlValues(analysis, isLearned)];
  const judge = (compared: ComparedValue): UnseenValue[] => {
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
  };
  return {
    unseen: values.flatMap(judge),
    compared: new Set(values.map(({ field, text }) => keyOf(field, text))),
  };
});

function occurs(text: string, { values }: FieldFacts, ignoresCase: boolean): boolean {
  if (values.has(text)) return true;
  if (!ignoresCase) return false;
  const folded = text.toLowerCase();
  return [...values.keys()].some((value) => value.toLowerCase() === folded);
}

/** Returns the strings that an ES|QL query compares with a whole field. */
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
