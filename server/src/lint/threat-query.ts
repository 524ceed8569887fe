import type { FieldMapping } from '../fields/field-type.js';
import { checkKql } from '../query/kql/check.js';
import { parseKql } from '../query/kql/parse.js';
import { checkLucene } from '../query/lucene/check.js';
import { parseLucene } from '../query/lucene/parse.js';
import type { Rule } from '../rule/rule.js';
import type { Problem } from '../text/problem.js';
import { problemInFile } from './query-problems.js';

/** What is wrong with the query for the indicators of a `threat_match` rule, in the file (rule_validators, KQLValidator). */
export function threatQueryProblems(
  { type, threatQuery, table, deprecated }: Rule,
  mappingOf: (name: string) => FieldMapping | undefined,
): Problem[] {
  if (type !== 'threat_match' || !threatQuery || deprecated || threatQuery.text.trim() === '') return [];
  const { threat_language: language = 'kuery' } = table;
  const found =
    language === 'kuery'
      ? kqlProblems(threatQuery.text, mappingOf)
      : language === 'lucene'
        ? luceneProblems(threatQuery.text, mappingOf)
        : [];
  return found.map((problem) => problemInFile(problem, threatQuery));
}

function kqlProblems(
  text: string,
  mappingOf: (name: string) => FieldMapping | undefined,
): readonly Problem[] {
  const { problems, tree } = parseKql(text);
  return problems.length === 0 && tree ? checkKql(tree, { mappingOf }) : problems;
}

function luceneProblems(
  text: string,
  mappingOf: (name: string) => FieldMapping | undefined,
): readonly Problem[] {
  const { problems, tree } = parseLucene(text);
  return problems.length === 0 && tree ? checkLucene(tree, { mappingOf }) : problems;
}
