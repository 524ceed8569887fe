import { lint } from '../../lint/run.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { applyFixes } from '../../text/fixes.js';
import type { Problem } from '../../text/problem.js';
import type { LintedFile } from './collect.js';

/** A fix can uncover the next one; a chain longer than this is a mistake of ours. */
const mostRounds = 10;

/** A file with what was found in it. */
export interface Linted {
  readonly file: LintedFile;
  /** As it is now. */
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** What is found now that other files have changed. */
export function lintAgain({ file, text }: Linted): Linted {
  return { file, text, problems: problemsOf(file, text) };
}

/** What is found in a text of a file, which may have been read already. */
export function problemsOf(
  { rule, configuration }: LintedFile,
  text: string,
  document = rule?.read(text),
): readonly Problem[] {
  return rule && document ? lint(rule.analyse(document), configuration) : parseTestFile(text).problems;
}

/** Applies fixes until there are none left, each round to the text that the last one left. */
export function fixFile(
  file: LintedFile,
  found: readonly Problem[],
): { text: string; problems: readonly Problem[]; applied: number } {
  let { text } = file;
  let problems = found;
  let applied = 0;
  for (let round = 0; round < mostRounds && problems.some(({ fix }) => fix); round++) {
    const result = applyFixes(text, problems);
    if (result.applied === 0 || result.text === text) break;
    text = result.text;
    applied += result.applied;
    problems = problemsOf(file, text);
  }
  return { text, problems, applied };
}
