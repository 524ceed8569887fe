import { editDistance } from '../text/nearest.js';
import type { Analysis } from './analysis.js';
import { queryParts } from './parsed-query.js';
import { perAnalysis } from './per-analysis.js';

/** Fields that contain the data set of an event. */
export const datasetFields: readonly string[] = ['event.dataset', 'data_stream.dataset'];

/** A name in a comparison, and what it is compared with. */
const mention =
  /([A-Za-z_]+[._][A-Za-z_.]+)\s*(?::|={1,3}|\bis\b)\s*\(?\s*"?([\w.-]+(?:"?\s+or\s+"?[\w.-]+)*)/g;

/**
 * Data sets that the query is meant to name but does not: the field name is misspelt, or the comparison
 * cannot be parsed. Without them, all fields of their packages would seem unknown as well.
 */
export const intendedDatasets = perAnalysis((analysis): readonly string[] => {
  const unread = hasUnreadParts(analysis);
  // If a query was parsed completely, every name is known, and there is no need to search the source for
  // them.
  if (!unread && !namesMisspelt(analysis)) return [];
  return [...(analysis.rule.query?.text ?? '').matchAll(mention)].flatMap(([, name = '', texts = '']) =>
    (unread && datasetFields.includes(name)) || isMisspelt(name) ? texts.split(/"?\s+or\s+"?/) : [],
  );
});

/** Returns whether the query has syntax errors, or values without a field. */
export function hasUnreadParts(analysis: Analysis): boolean {
  const { query } = analysis;
  if (query?.language.parts && query.parsed.problems.length > 0) return true;
  return queryParts(analysis).some(({ hasBareValues }) => hasBareValues);
}

/** Returns whether the query names a field that is nearly one of a data set. */
function namesMisspelt(analysis: Analysis): boolean {
  return queryParts(analysis).some(({ fields }) => fields.some(({ name }) => isMisspelt(name)));
}

/** Queries name the same fields over and over. */
const misspelt = new Map<string, boolean>();
const mostRemembered = 10_000;

function isMisspelt(name: string): boolean {
  let answer = misspelt.get(name);
  if (answer === undefined) {
    answer =
      !datasetFields.includes(name) && datasetFields.some((field) => editDistance(name, field, 2) <= 2);
    if (misspelt.size >= mostRemembered) misspelt.clear();
    misspelt.set(name, answer);
  }
  return answer;
}
