import { relationWords } from '../../prove/diff/describe-change.js';
import { eventText } from '../../prove/diff/event-text.js';
import type { Span } from '../../text/span.js';
import { type FileFinding, toFileFinding } from '../findings.js';
import { isQuiet } from './is-quiet.js';
import type { RuleDiff } from './rule-diff.js';

/**
 * Returns a finding at the query of each rule whose alerts change. Removed rules have no file for a finding.
 */
export function diffFindings(diff: RuleDiff): FileFinding[] {
  const { after, path } = diff;
  if (isQuiet(diff) || !after || diff.status === 'added') return [];
  const [gained] = diff.witnesses.gained;
  const [lost] = diff.witnesses.lost;
  const shown = [
    ...(gained ? [`raises an alert now: ${eventText(gained.case)}`] : []),
    ...(lost ? [`no longer raises an alert: ${eventText(lost.case)}`] : []),
    ...diff.tests.map(({ name, before, after: now }) => `test "${name}": ${before} → ${now}`),
  ];
  const span: Span = after.rule.query?.string()?.span ?? { start: 0, end: 0 };
  return [
    toFileFinding(
      {
        code: 'changed-alerts',
        severity: 'information',
        message: diff.problem === undefined ? relationWords[diff.logic] : `not compared: ${diff.problem}`,
        ...(shown.length > 0 && { help: shown.join('\n') }),
        span,
      },
      path,
      after.lines,
    ),
  ];
}
