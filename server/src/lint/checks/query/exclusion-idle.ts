import { defineLint } from '../../lint.js';
import { conflictFindings } from './conflict-findings.js';

export default defineLint({
  id: 'exclusion-idle',
  severity: 'information',
  echoes: ['clause-contradiction', 'kql-misread-value'],
  summary: 'Exclusion without effect',
  why: 'The events that it excludes never match anyway, so it hides a misunderstanding or a typo.',
  avoid: 'process where process.name : ("cat", "less") and not process.name : "more"',
  prefer: 'process where process.name : ("c*", "less") and not process.name : "cp"',

  check(analysis, report) {
    const found = conflictFindings(
      analysis,
      'idle-exclusion',
      (other, field) => `This excludes nothing: \`${other}\` admits no such "${field}".`,
      'The clause that decides already.',
    );
    for (const finding of found) report(finding);
  },
});
