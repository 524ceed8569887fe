import type { CaseOutcome } from '../../testing/run-test-file.js';
import type { LastRun } from '../messages.js';

/** A test file as the user sees it. */
interface TestText {
  readonly key: string;
  readonly text: string;
}

/** What came of the cases of one test file, by their name, and the texts that they were run with. */
interface Remembered {
  readonly rule: string;
  readonly tests: string;
  readonly outcomes: Map<string, CaseOutcome>;
}

/** How the test files of a session ended when they were last run. */
export interface LastRuns {
  /** Keeps what came of a case until the rule or its tests change and are run again. */
  remember(tests: TestText, rule: string, outcome: CaseOutcome): void;
  /** How the last run of a test file ended, or undefined when it was not run yet. */
  of(tests: TestText, rule: string): LastRun | undefined;
  /** What came of a case when the file was last run as it is now, or undefined. */
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
