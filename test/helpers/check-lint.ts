import { describe, expect, test } from 'vitest';
import { analyse } from '../../server/src/analysis/analyse.js';
import type { Analysis } from '../../server/src/analysis/analysis.js';
import { readExample } from '../../server/src/lint/examples.js';
import type { Lint } from '../../server/src/lint/lint.js';
import { lint } from '../../server/src/lint/run.js';
import { applyEdits } from '../../server/src/text/edits.js';
import type { Problem } from '../../server/src/text/problem.js';
import { dedent, readMarkers, writeMarkers } from './markers.js';

/**
 * Runs one lint on each text of the table, by name of the case. `^^^^ message` lines give the expected
 * findings and their positions; no others may occur. A text is an EQL query, keys of a rule, tables below
 * `[rule]`, a whole file, or several files as in `readExample`.
 */
export function checkLint(checked: Lint, table: Readonly<Record<string, string>>): void {
  describe(checked.id, () => {
    for (const [name, written] of Object.entries(table)) {
      test(name, () => {
        const { text, marks } = readMarkers(written);
        const { problems, start, text: own } = runLint(checked, text);
        const before = text.indexOf(own);
        const found = problems.map(({ span, message }) => ({
          span: { start: span.start - start + before, end: span.end - start + before },
          message,
        }));
        expect(writeMarkers(text, found)).toBe(writeMarkers(text, marks));
      });
    }
  });
}

/**
 * Checks that the lint's fixes turn one text into the other. Texts are as for {@link checkLint}, without
 * markers; for several files, the second text is only the first file, fixed.
 */
export function checkFix(
  checked: Lint,
  table: Readonly<Record<string, readonly [before: string, after: string]>>,
): void {
  describe(`${checked.id}: fixes`, () => {
    for (const [name, [before, after]] of Object.entries(table)) {
      test(name, () => {
        const text = dedent(before);
        const { problems, start, text: own, analysis } = runLint(checked, text);
        const edits = problems.flatMap(({ fix }) => fix?.edits ?? []);
        const length = analysis.text.length - own.length - start;
        const fixed = applyEdits(analysis.text, edits);
        expect(fixed.slice(start, fixed.length - length)).toBe(dedent(after));
      });
    }
  });
}

/** Returns the findings of one lint in a text, in the lint's profile, even if the lint is off by default. */
export function runLint(
  checked: Lint,
  written: string,
): { problems: readonly Problem[]; start: number; text: string; analysis: Analysis } {
  const { text, start, written: own, ...around } = readExample(written);
  const analysis = analyse(text, around);
  const checks = checked.off ? { [checked.id]: checked.severity } : {};
  const configuration = { profile: checked.profile ?? 'default', checks, overrides: [], ignore: [] };
  // Whether a suppression is used is only known after all other lints have run.
  const all = 'forwards' in checked && checked.forwards === 'suppression';
  const problems = all
    ? lint(analysis, configuration).filter(({ code }) => code === checked.id)
    : lint(analysis, configuration, [checked]);
  return { problems, start, text: own, analysis };
}

/**
 * Returns the lint's `avoid` example with markers as {@link checkLint} reads them: each message at the last
 * occurrence of its excerpt.
 */
export function avoided({ avoid }: Lint, messages: Readonly<Record<string, string>>): string {
  const text = dedent(avoid);
  const marks = Object.entries(messages).map(([excerpt, message]) => {
    const start = text.lastIndexOf(excerpt);
    if (start < 0) throw new Error(`the example has no ${excerpt}`);
    return { span: { start, end: start + excerpt.length }, message };
  });
  return writeMarkers(text, marks);
}

/**
 * Returns the lint's `avoid` and `prefer` examples for {@link checkFix}: the fix turns one into the other.
 */
export function examples({ avoid, prefer }: Lint): readonly [before: string, after: string] {
  return [avoid, prefer];
}

/** Returns a rule with an ES|QL query as a text for the functions above; the query may have markers. */
export function esql(query: string, keys = ''): string {
  return `type = "esql"\nlanguage = "esql"\n${keys}query = '''\n${dedent(query)}\n'''`;
}

/** Returns a rule with a KQL query as a text for the functions above; the query may have markers. */
export function kuery(query: string): string {
  return `type = "query"\nlanguage = "kuery"\nquery = '''\n${dedent(query)}\n'''`;
}
