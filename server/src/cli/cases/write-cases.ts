import { existsSync } from 'node:fs';
import { describeError } from '../../files/describe-error.js';
import { replaceFile } from '../../files/write-atomically.js';
import { addCase, type WrittenCase } from '../../testing/add-case.js';
import { newTestFileOf, testFileOf } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { applyEdits } from '../../text/edits.js';
import { visibleLine } from '../../text/visible.js';
import { exitCodes } from '../exit-code.js';
import { writeNewFiles } from '../new/write-new-files.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';

/** What to do with a case whose name the test file already uses: skip it or rename it. */
export type SameName = 'skip' | 'rename';

/** Returns the text of a test file with added cases. */
export function withCases(
  text: string,
  cases: readonly WrittenCase[],
  sameName: SameName = 'skip',
): { readonly text: string; readonly added: number; readonly error?: string } {
  const known = new Set(parseTestFile(text).cases.map(({ name }) => name));
  let added = 0;
  let changed = text;
  for (const one of cases) {
    if (sameName === 'skip' && known.has(one.name)) continue;
    const result = addCase(changed, one);
    if (!result.ok) return { text: changed, added, error: result.error };
    changed = applyEdits(changed, [result.edit]);
    added++;
  }
  return { text: changed, added };
}

/** Adds cases to a rule's test file, which is created if missing. Returns the exit code. */
export function writeCases(
  rulePath: string,
  cases: readonly WrittenCase[],
  output: Output,
  sameName: SameName = 'skip',
): number {
  if (cases.length === 0) return exitCodes.done;
  const path = testFileOf(rulePath) ?? newTestFileOf(rulePath);
  const fail = (reason: string): number => {
    output.message(visibleLine(`rulewright: ${path}: ${reason}`));
    return exitCodes.unusable;
  };
  if (!existsSync(path)) {
    const { text, error } = withCases('', cases, sameName);
    return error === undefined ? writeNewFiles([{ path, text }], output, { keep: false }) : fail(error);
  }
  try {
    const read = readRuleText(path);
    if ('error' in read) return fail(read.error);
    const { text, added, error } = withCases(read.text, cases, sameName);
    const failed = error ?? (added > 0 ? replaceFile(path, read.text, text) : undefined);
    if (failed !== undefined) return fail(failed);
    output.write(`${visibleLine(path)}: ${added === 1 ? '1 case' : `${added} cases`} added\n`);
    return exitCodes.done;
  } catch (error) {
    return fail(describeError(error));
  }
}
