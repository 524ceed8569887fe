import { defineLint } from '../lint.js';
import { conflictFindings } from '../logic/query-conflicts.js';

export default defineLint({
  id: 'clause-contradiction',
  severity: 'warning',
  summary: 'Clause that can never hold beside another',
  why: 'The rule, or this alternative of it, never raises an alert.',
  avoid: 'process where process.name == "cat" and process.name == "less"',
  prefer: 'process where process.name in ("cat", "less")',

  check(analysis, report) {
    const found = conflictFindings(
      analysis,
      'contradiction',
      (other) => `No event can satisfy this and \`${other}\`.`,
      'The clause that it contradicts.',
      ({ opposite }) =>
        opposite ? 'Remove one of the two.' : 'Remove one of the two, or join them with "or".',
    );
    for (const finding of found) report(finding);
  },
});
