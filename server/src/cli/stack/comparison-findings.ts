import type { VerdictComparison } from '../../stack/compare/compare-verdicts.js';
import { type FoundDocuments, mostHits } from '../../stack/search/event-search.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { plural } from '../report/source-lines.js';
import type { FetchedEvents } from './fetched-events.js';

/** Compared verdicts with the number of documents that both sides evaluated, or why nothing was compared. */
export type ComparisonOutcome =
  | { readonly comparison: VerdictComparison; readonly compared: number }
  | { readonly notCompared: string };

/** Returns why a window's documents are not compared if only some were fetched, or undefined if all were. */
export function tooMany({ total, documents }: FoundDocuments): string | undefined {
  return total > documents.length
    ? `the window has ${total} documents, but at most ${mostHits} can be compared; choose a shorter one with --last`
    : undefined;
}

/** Limit of differences to list individually. */
const shownDifferences = 10;

/**
 * Converts a comparison to findings on the rule: how much agrees, and each of the first differing verdicts.
 */
export function comparisonFindings(
  path: string,
  outcome: ComparisonOutcome,
  fetched: FetchedEvents,
): FileFinding[] {
  const note = (severity: FileFinding['severity'], message: string): FileFinding => ({
    ...fileFinding(path, 'stack', message),
    severity,
  });
  if ('notCompared' in outcome) return [note('warning', `Not compared: ${outcome.notCompared}.`)];
  const { comparison, compared } = outcome;
  const { agreed, differences } = comparison;
  const shown = differences.slice(0, shownDifferences).map(({ only, alert }) => {
    const places = alert.documents.map((one) => (one ? fetched.addressOf(fetched.add(one)) : '(missing)'));
    const what = places.length > 0 ? places.join(' → ') : JSON.stringify(alert.keys ?? alert.columns ?? {});
    const message =
      only === 'here'
        ? `Rulewright raises an alert that the stack does not: ${what}.`
        : `The stack raises an alert that Rulewright does not: ${what}.`;
    return fileFinding(
      path,
      'stack-verdict',
      message,
      'Save the documents with --save and report the difference with the rule.',
    );
  });
  const counts = `${plural(agreed, 'alert')} the same, ${differences.length} different`;
  return [note('information', `Compared on ${plural(compared, 'document')}: ${counts}.`), ...shown];
}
