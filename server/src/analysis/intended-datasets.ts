import { editDistance } from '../text/nearest.js';
import type { Analysis } from './analysis.js';
import { queryParts } from './parsed-query.js';
import { perAnalysis } from './per-analysis.js';

/** Fields that hold the data set of an event. */
export const datasetFields: readonly string[] = ['event.dataset', 'data_stream.dataset'];

/** A name that something is compared with, and what it is compared with. */
const mention =
  /([A-Za-z_]+[._][A-Za-z_.]+)\s*(?::|={1,3}|\bis\b)\s*\(?\s*"?([\w.-]+(?:"?\s+or\s+"?[\w.-]+)*)/g;

/**
 * Data sets that are meant although the query does not say so as it should: the name of the field is misspelt, or the
 * comparison cannot be read. Without them all fields of their packages would seem unknown as well.
 */
export const intendedDatasets = perAnalysis((analysis): readonly string[] => {
  const unread = hasUnreadParts(analysis);
  // In a query that was read to the end every name is known, and the text need not be searched for them.
  if (!unread && !namesMisspelt(analysis)) return [];
  return [...(analysis.rule.query?.text ?? '').matchAll(mention)].flatMap(([, name = '', texts = '']) =>
    (unread && datasetFields.includes(name)) || isMisspelt(name) ? texts.split(/"?\s+or\s+"?/) : [],
  );
});

/** Whether the query has syntax errors, or values without a field. */
export function hasUnreadParts(analysis: Analysis): boolean {
  const { query } = analysis;
  if (query?.language.parts && query.parsed.problems.length > 0) return true;
  return queryParts(analysis).some(({ hasBareValues }) => hasBareValues);
}

/** Whether the query names a field that is nearly one of a data set. */
function namesMisspelt(analysis: Analysis): boolean {
  return queryParts(analysis).some(({ fields }) => fields.some(({ name }) => isMisspelt(name)));
}

/** Queries name the same fields again and again. */
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
