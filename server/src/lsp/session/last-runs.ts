import type { CaseOutcome } from '../../testing/run-test-file.js';
import type { LastRun } from '../messages.js';

/** A test file as the user sees it. */
interface TestText {
  readonly key: string;
  readonly text: string;
}

/** The outcomes of one test file's cases, by name, and the texts that they were run with. */
interface Remembered {
  readonly rule: string;
  readonly tests: string;
  readonly outcomes: Map<string, CaseOutcome>;
}

/** The results of a session's last test runs. */
export interface LastRuns {
  /** Keeps a case's outcome until the rule or its tests change and are run again. */
  remember(tests: TestText, rule: string, outcome: CaseOutcome): void;
  /** Returns the result of a test file's last run, or undefined if it was not run yet. */
  of(tests: TestText, rule: string): LastRun | undefined;
  /** Returns a case's outcome in the last run of the current file, or undefined. */
  outcomeOf(tests: TestText, name: string): CaseOutcome | undefined;
}

export function createLastRuns(): LastRuns {
  const runs = new Map<string, Remembered>();
  return {
    remember(tests, rule, outcome) {
      let known = runs.get(tests.key);
      if (known?.rule !== rule || known.tests !== tests.text) {
        known = { rule, tests: tests.text, outcomes: new Map() };
        runs.set(tests.key, known);
      }
      known.outcomes.set(outcome.name, outcome);
    },
    of({ key, text }, rule) {
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
    },
    outcomeOf({ key, text }, name) {
      const known = runs.get(key);
      return known?.tests === text ? known.outcomes.get(name) : undefined;
    },
  };
}
