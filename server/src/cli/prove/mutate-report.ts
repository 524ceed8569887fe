import type { MutationReport } from '../../prove/mutation/mutate-rule.js';
import { builtCase } from '../../prove/synthesis/written-case.js';
import { visibleLine } from '../../text/visible.js';
import { type FileFinding, toFileFinding } from '../findings.js';
import { type LoadedRule, spanInFile } from '../load-rules.js';
import type { Output } from '../output.js';

/** A rule with the mutants that its tests notice. */
export interface RuleMutations {
  readonly loaded: LoadedRule;
  readonly report: MutationReport;
}

/** Returns the share of mutants that the tests of all rules notice, or undefined if there are no mutants. */
export function scoreOf(reports: readonly RuleMutations[]): number | undefined {
  const killed = reports.reduce((sum, { report }) => sum + report.killed, 0);
  const counted = killed + reports.reduce((sum, { report }) => sum + report.survivors.length, 0);
  return counted === 0 ? undefined : Math.floor((100 * killed) / counted);
}

/** Prints a rule's changes that no test notices. */
export function printMutations({ loaded: { path }, report }: RuleMutations, output: Output): void {
  const { problem, killed, survivors, equivalent, undecided, score, failing } = report;
  const shown = visibleLine(path);
  if (problem !== undefined) {
    output.write(`– ${shown}: ${visibleLine(problem)}\n`);
    return;
  }
  const uncounted = [
    equivalent === 0 ? [] : [`${equivalent} equivalent`],
    undecided.length === 0 ? [] : [`${undecided.length} undecided`],
  ].flat();
  const rest = uncounted.length === 0 ? '' : `; ${uncounted.join(', ')}`;
  output.write(
    `${survivors.length === 0 ? '✓' : '✗'} ${shown}: ${killed} of ${killed + survivors.length} changes are noticed (${score ?? 0} %)${rest}\n`,
  );
  for (const name of failing)
    output.write(`    the test "${visibleLine(name)}" fails on the unchanged rule, so it proves nothing\n`);
  for (const { description, killer } of survivors)
    output.write(
      `    no test notices a rule that ${visibleLine(description)}\n      a test that does: ${visibleLine(killer?.name ?? '')}\n`,
    );
}

/** Returns the reports as JSON (docs/proving-rules.md). */
export function mutationsJson(reports: readonly RuleMutations[], score: number | undefined): object {
  return {
    version: 1,
    rules: reports.map(({ loaded: { path }, report }) => ({
      rule: path,
      score: report.score ?? null,
      mutants: report.mutants,
      killed: report.killed,
      equivalent: report.equivalent,
      undecided: report.undecided.length,
      survivors: report.survivors.map(({ mutant, description, killer }) => ({
        operator: mutant.operator,
        span: mutant.span ?? null,
        description,
        ...(killer && { killingEvents: builtCase(killer).events }),
      })),
      ...(report.problem !== undefined && { problem: report.problem }),
    })),
    summary: {
      score: score ?? null,
      mutants: reports.reduce((sum, { report }) => sum + report.mutants, 0),
      killed: reports.reduce((sum, { report }) => sum + report.killed, 0),
      survivors: reports.reduce((sum, { report }) => sum + report.survivors.length, 0),
    },
  };
}

/** Returns a finding for each change that no test notices, at its condition or at the start of the rule. */
export function mutationFindings({ loaded: { path, rule, lines }, report }: RuleMutations): FileFinding[] {
  return report.survivors.map(({ mutant, description, killer }) =>
    toFileFinding(
      {
        code: 'unnoticed-change',
        severity: 'warning',
        message: `no test notices a rule that ${description}`,
        help: `add a test that does: ${killer?.name}`,
        span: (mutant.span && spanInFile(mutant.span, rule)) ?? { start: 0, end: 0 },
      },
      path,
      lines,
    ),
  );
}
