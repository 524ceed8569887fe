import { defineLint } from '../../lint.js';
import { conflictFindings } from './conflict-findings.js';

export default defineLint({
  id: 'exclusion-idle',
  severity: 'information',
  echoes: ['clause-contradiction', 'kql-misread-value'],
  summary: 'Exclusion without effect',
  why: 'The excluded events never match anyway, so this is probably a misunderstanding or a typo.',
  avoid: 'process where process.name : ("cat", "less") and not process.name : "more"',
  prefer: 'process where process.name : ("c*", "less") and not process.name : "cp"',

  check(analysis, report) {
    const found = conflictFindings(
      analysis,
      'idle-exclusion',
      (other, field) => `This excludes nothing: \`${other}\` never allows this "${field}".`,
      'The condition that already decides.',
    );
    for (const finding of found) report(finding);
  },
});
