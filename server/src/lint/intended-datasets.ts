import { editDistance } from '../text/nearest.js';
import type { Analysis } from './analysis.js';
import { perAnalysis } from './per-analysis.js';
import { eqlFilters, kqlClauses } from './query-parts.js';

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

/** Whether the query has syntax errors, or values without a field: a comparison that KQL does not know is one. */
export function hasUnreadParts(analysis: Analysis): boolean {
  const { eql, kql } = analysis;
  if (((eql ?? kql)?.problems.length ?? 0) > 0) return true;
  return kqlClauses(analysis).some(({ field }) => field === undefined);
}

/** Whether the query names a field that is nearly one of a data set. */
function namesMisspelt(analysis: Analysis): boolean {
  return (
    eqlFilters(analysis).some(({ fields }) => fields.some(({ name }) => isMisspelt(name))) ||
    kqlClauses(analysis).some(({ field }) => field !== undefined && isMisspelt(field))
  );
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
