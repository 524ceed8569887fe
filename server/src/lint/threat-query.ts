import type { FieldMapping } from '../fields/field-type.js';
import { checkKql } from '../query/kql/check.js';
import { parseKql } from '../query/kql/parse.js';
import type { Rule } from '../rule/rule.js';
import type { Problem } from '../text/problem.js';
import { problemInFile } from './query-problems.js';

/** What is wrong with the query for the indicators of a `threat_match` rule, in the file (rule_validators, KQLValidator). */
export function threatQueryProblems(
  { type, threatQuery, table, deprecated }: Rule,
  mappingOf: (name: string) => FieldMapping | undefined,
): Problem[] {
  const isKql = table.threat_language === undefined || table.threat_language === 'kuery';
  if (type !== 'threat_match' || !threatQuery || !isKql || deprecated || threatQuery.text.trim() === '')
    return [];
  const { problems, tree } = parseKql(threatQuery.text);
  const found = problems.length === 0 && tree ? checkKql(tree, { mappingOf }) : problems;
  return found.map((problem) => problemInFile(problem, threatQuery));
}
