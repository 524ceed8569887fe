import type { VerdictComparison } from '../../stack/compare/compare-verdicts.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { plural } from '../report/source-lines.js';
import type { FetchedEvents } from './fetched-events.js';

/** Verdicts that were compared, or why not. */
export interface ComparisonOutcome {
  readonly comparison: VerdictComparison;
  /** Documents that both sides looked at. */
  readonly compared?: number;
  readonly notCompared?: string;
}

/** Differences that are named one by one. */
const shownDifferences = 10;

/** Returns a comparison as findings on the rule: how much agrees, and each of the first verdicts that differ. */
export function comparisonFindings(
  path: string,
  { comparison, compared = 0, notCompared }: ComparisonOutcome,
  fetched: FetchedEvents,
): FileFinding[] {
  const note = (severity: FileFinding['severity'], message: string): FileFinding => ({
    ...fileFinding(path, 'stack', message),
    severity,
  });
  if (notCompared !== undefined) return [note('warning', `Not compared: ${notCompared}.`)];
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
