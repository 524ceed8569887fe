import { defineLint } from '../../lint.js';
import { conflictFindings } from './conflict-findings.js';

export default defineLint({
  id: 'clause-always-true',
  severity: 'warning',
  summary: 'Alternatives that together match every event',
  why: 'Exclusions joined with "or" exclude nothing: an event that one of them excludes satisfies the other, so the condition holds for every event.',
  avoid: 'process where process.name != "cat" or process.name != "less"',
  prefer: 'process where process.name != "cat" and process.name != "less"',

  check(analysis, report) {
    const found = conflictFindings(
      analysis,
      'always',
      (other, field) =>
        analysis.rule.language === 'esql'
          ? `Every event with one value of "${field}" satisfies this or \`${other}\`.`
          : `Every event satisfies this or \`${other}\`.`,
      'The other alternative.',
      ({ opposite }) => (opposite ? 'Remove one of the two.' : 'To exclude both, join them with "and".'),
    );
    for (const finding of found) report(finding);
  },
});
