import type { EventsReader } from '../../testing/case-events.js';
import { fileEventsReader } from '../../testing/files.js';
import { confinedTests } from './confined-tests.js';
import { type GivenRule, longestText, textOf } from './given-rule.js';
import type { Schemas } from './packages.js';
import type { Input, ToolContext } from './tool.js';

/** The tests that a call passes, or those beside its rule. */
export interface GivenTests {
  /** YAML; undefined if there are no tests. */
  readonly text: string | undefined;
  /** Reads events that the tests name, only inside the folder. */
  readonly readEvents: EventsReader;
}

/** Returns the input key for tests. */
export const testInput = (z: Schemas) => ({
  tests: z
    .string()
    .max(longestText)
    .optional()
    .describe('the YAML of a test file, instead of the one next to the rule'),
});

/** Returns the tests for a rule. Throws a `Refusal` if those beside it cannot be read. */
export function givenTests(input: Input, { path }: GivenRule, context: ToolContext): GivenTests {
  const beside = path === undefined ? undefined : confinedTests(path, context);
  const { tests } = input;
  return {
    text: typeof tests === 'string' ? tests : beside && textOf(beside, context.files.shown(beside)),
    readEvents: beside
      ? fileEventsReader(beside, context.files.folder)
      : () => ({ ok: false, error: 'a rule passed as text has no event files next to it' }),
  };
}
