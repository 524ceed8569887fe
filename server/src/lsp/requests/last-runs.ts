import type { CaseOutcome } from '../../testing/run-test-file.js';
import type { LastRun } from '../messages.js';
import type { WorkspaceFile } from '../session/workspace.js';

/** What came of the cases of one test file, by their name, and the texts that they were run with. */
interface Remembered {
  readonly rule: string;
  readonly tests: string;
  readonly outcomes: Map<string, CaseOutcome>;
}

const runs = new Map<string, Remembered>();

/** Keeps what came of a case until the rule or its tests change and are run again. */
export function rememberOutcome(tests: WorkspaceFile, rule: string, outcome: CaseOutcome): void {
  let known = runs.get(tests.key);
  if (known?.rule !== rule || known.tests !== tests.text) {
    known = { rule, tests: tests.text, outcomes: new Map() };
    runs.set(tests.key, known);
  }
  known.outcomes.set(outcome.name, outcome);
}

/** How the last run of a test file ended, or undefined when it was not run yet. */
export function lastRunOf({ key, text }: WorkspaceFile, rule: string): LastRun | undefined {
  const known = runs.get(key);
  if (!known) return undefined;
  const count = (...wanted: CaseOutcome['status'][]) =>
    [...known.outcomes.values()].filter(({ status }) => wanted.includes(status)).length;
  return {
    passed: count('passed'),
    failed: count('failed', 'error'),
    todo: count('todo'),
    outdated: known.rule !== rule || known.tests !== text,
  };
}

/** What came of a case when the file was last run as it is now, or undefined. */
export function lastOutcomeOf(
  { key, text }: Pick<WorkspaceFile, 'key' | 'text'>,
  name: string,
): CaseOutcome | undefined {
  const known = runs.get(key);
  return known?.tests === text ? known.outcomes.get(name) : undefined;
}
