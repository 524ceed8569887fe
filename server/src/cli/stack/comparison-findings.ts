import type { VerdictComparison } from '../../stack/compare/compare-verdicts.js';
import { type FoundDocuments, mostHits } from '../../stack/search/event-search.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { plural } from '../report/source-lines.js';
import type { FetchedEvents } from './fetched-events.js';

/** Verdicts that were compared, with the number of documents that both sides looked at, or why none were. */
export type ComparisonOutcome =
  | { readonly comparison: VerdictComparison; readonly compared: number }
  | { readonly notCompared: string };

/** Returns why documents of a window are not compared when only some were fetched; undefined when all were. */
export function tooMany({ total, documents }: FoundDocuments): string | undefined {
  return total > documents.length
    ? `the window has ${total} documents, and ${mostHits} can be compared; choose a shorter one with --last`
    : undefined;
}

/** Differences that are named one by one. */
const shownDifferences = 10;

/** Returns a comparison as findings on the rule: how much agrees, and each of the first verdicts that differ. */
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
