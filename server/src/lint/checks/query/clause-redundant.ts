import { defineLint } from '../../lint.js';
import { conflictFindings } from './conflict-findings.js';

export default defineLint({
  id: 'clause-redundant',
  severity: 'hint',
  summary: 'Redundant condition',
  why: 'It costs time in every search, and readers look for a meaning that does not exist.',
  avoid: 'process where process.name : "cat*" and process.name : "c*"',
  prefer: 'process where process.name : "cat*"',

  check(analysis, report) {
    const implied = conflictFindings(
      analysis,
      'implied',
      (other, _, turned) => {
        const { clause, other: otherTurned } = turned();
        return clause && otherTurned
          ? `\`${other}\` excludes every event that this excludes.`
          : `This holds for every event that satisfies \`${other}\`.`;
      },
      'The condition that excludes more.',
    );
    const covered = conflictFindings(
      analysis,
      'covered',
      (other) => `\`${other}\` finds every event that this finds.`,
      'The alternative that matches more.',
    );
    for (const finding of [...implied, ...covered]) report(finding);
  },
});
