import { defineLint } from '../../lint.js';
import { conflictFindings, type Turned } from './conflict-findings.js';

export default defineLint({
  id: 'clause-contradiction',
  severity: 'warning',
  summary: 'Conditions that contradict each other',
  why: 'The rule, or this alternative in it, never raises an alert.',
  avoid: 'process where process.name == "cat" and process.name == "less"',
  prefer: 'process where process.name in ("cat", "less")',

  check(analysis, report) {
    const found = conflictFindings(
      analysis,
      'contradiction',
      (other, _, turned) => describe(`\`${other}\``, turned()),
      'The clause that it contradicts.',
      ({ opposite }, turned) => remedy(opposite === true, turned()),
    );
    for (const finding of found) report(finding);
  },
});

/** Describes what an event cannot satisfy, in the words of the clauses as written. */
function describe(other: string, turned: Turned): string {
  if (turned.clause && turned.other) return `Every event satisfies this or ${other}, and both are excluded.`;
  if (turned.clause) return `This excludes every event that satisfies ${other}.`;
  if (turned.other) return `Every event that satisfies this also satisfies ${other}, which is excluded.`;
  return `No event can satisfy this and ${other}.`;
}

function remedy(opposite: boolean, { clause, other }: Turned): string {
  if (opposite || clause !== other) return 'Remove one of the two.';
  return `Remove one of the two, or join them with "${clause ? 'and' : 'or'}".`;
}
