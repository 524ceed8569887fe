import type { FieldMapping } from '../fields/field-type.js';
import { languageOf } from '../query/languages.js';
import type { Rule } from '../rule/rule.js';
import { filterLanguages } from '../rule/schema/rule-types.js';
import type { Problem } from '../text/problem.js';
import { problemInFile } from './query-problems.js';

/**
 * Returns the problems in the indicator query of a `threat_match` rule, with spans in the file
 * (rule_validators, KQLValidator).
 */
export function threatQueryProblems(
  { type, threatQuery, table, deprecated }: Rule,
  mappingOf: (name: string) => FieldMapping | undefined,
): Problem[] {
  if (type !== 'threat_match' || !threatQuery || deprecated || threatQuery.text.trim() === '') return [];
  const { threat_language: id = filterLanguages[0] } = table;
  const language = filterLanguages.some((one) => one === id) ? languageOf(id) : undefined;
  if (!language) return [];
  const { text, problems, tree } = language.parse(threatQuery.text);
  const found =
    problems.length === 0 && tree ? (language.check?.(text, tree, { mappingOf }) ?? []) : problems;
  return found.map((problem) => problemInFile(problem, threatQuery));
}
