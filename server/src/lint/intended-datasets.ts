import { clausesOf } from '../query/kql/walk.js';
import { editDistance } from '../text/nearest.js';
import type { Analysis } from './analysis.js';

/** Fields that hold the data set of an event. */
export const datasetFields: readonly string[] = ['event.dataset', 'data_stream.dataset'];

/** A name that something is compared with, and what it is compared with. */
const mention =
  /([A-Za-z_]+[._][A-Za-z_.]+)\s*(?::|={1,3}|\bis\b)\s*\(?\s*"?([\w.-]+(?:"?\s+or\s+"?[\w.-]+)*)/g;

/**
 * Data sets that are meant although the query does not say so as it should: the name of the field is misspelt, or the
 * comparison cannot be read. Without them all fields of their packages would seem unknown as well.
 */
export function intendedDatasets(analysis: Analysis): string[] {
  const unread = hasUnreadParts(analysis);
  return [...(analysis.rule.query?.text ?? '').matchAll(mention)].flatMap(([, name = '', texts = '']) =>
    (unread && datasetFields.includes(name)) || isMisspelt(name) ? texts.split(/"?\s+or\s+"?/) : [],
  );
}

/** Whether the query has syntax errors, or values without a field: a comparison that KQL does not know is one. */
export function hasUnreadParts({ eql, kql }: Analysis): boolean {
  if (((eql ?? kql)?.problems.length ?? 0) > 0) return true;
  return clausesOf(kql?.tree?.condition).some(({ field }) => field === undefined);
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
