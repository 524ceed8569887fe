import { createTermHistory, type TermHistory } from '../../evaluate/new-terms/term-history.js';
import { type FileAlerts, mostRaised, type RuleAlerts } from '../../testing/backtest/outcome.js';
import { append } from '../../text/append.js';
import type { FileFinding } from '../findings.js';
import { distinct, failedSearch } from '../run/report.js';
import type { Subject } from '../run/subjects.js';
import type { RuleSlice, Slice } from './slice.js';

/** Combined results of all files. */
export interface CombinedSlices {
  readonly rules: readonly RuleAlerts[];
  readonly problems: readonly FileFinding[];
}

/**
 * Combines the results of files in the order of the rules and files, regardless of the order in which they
 * arrived.
 */
export function combineSlices(
  subjects: readonly Subject[],
  files: readonly string[],
  slices: readonly (Slice | undefined)[],
): CombinedSlices {
  const byRule = new Map<string, { readonly path: string; readonly slice: RuleSlice }[]>();
  const problems: FileFinding[] = [];
  slices.forEach((slice, file) => {
    append(problems, slice?.problems ?? []);
    for (const one of slice?.rules ?? []) {
      const known = byRule.get(one.rule);
      const entry = { path: files[file]!, slice: one };
      if (known) known.push(entry);
      else byRule.set(one.rule, [entry]);
    }
  });
  const rules = subjects.map((subject): RuleAlerts => {
    const own = byRule.get(subject.path ?? '') ?? [];
    const history = historyOf(own.map(({ slice }) => slice));
    const found = own.map(({ path, slice }): FileAlerts => ({ path, ...alertsOf(slice, history) }));
    const withAlerts = found.filter(({ alerts }) => alerts > 0);
    append(
      problems,
      problemsOf(
        subject,
        own.map(({ slice }) => slice),
      ),
    );
    const { loaded, prepared } = subject;
    return {
      rule: subject.path ?? '',
      id: textOf(loaded?.rule.table.rule_id),
      name: textOf(loaded?.rule.table.name),
      notRun: prepared.ok ? undefined : (prepared.problems[0]?.message ?? 'unknown'),
      alerts: withAlerts.reduce((sum, { alerts }) => sum + alerts, 0),
      files: withAlerts,
    };
  });
  return { rules, problems: distinct(problems) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Returns the values of all files, for new_terms. */
function historyOf(slices: readonly RuleSlice[]): TermHistory {
  const history = createTermHistory();
  for (const { seen } of slices) if (seen) history.add(seen);
  return history;
}

function alertsOf({ alerts, raised, seen }: RuleSlice, history: TermHistory): Omit<FileAlerts, 'path'> {
  if (!seen) return { alerts, raised };
  const events = history.newIn(seen);
  return { alerts: events.length, raised: events.slice(0, mostRaised).map((event) => [event]) };
}

/**
 * Returns the problems of a rule: why it did not run, or why its search failed. Files with the same failure
 * share one finding.
 */
function problemsOf({ prepared, find }: Subject, slices: readonly RuleSlice[]): FileFinding[] {
  const problems = prepared.ok ? [] : prepared.problems.map(find);
  const failures = new Map<string, { finding: FileFinding; address: string | undefined; files: number }>();
  for (const { failure } of slices) {
    if (!failure) continue;
    const { problem, address } = failure;
    const known = failures.get(problem.message);
    if (known) known.files++;
    else failures.set(problem.message, { finding: find(problem), address, files: 1 });
  }
  for (const { finding, address, files } of failures.values()) {
    const more = files > 1 ? ` (and in ${files - 1} more ${files === 2 ? 'file' : 'files'})` : '';
    const message = address === undefined ? finding.message : failedSearch(finding.message, address);
    problems.push({ ...finding, message: `${message}${more}` });
  }
  return problems;
}
