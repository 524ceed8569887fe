import { parseTestFile } from '../../testing/parse-test-file.js';
import type { TestFile } from '../../testing/test-file.js';
import { visibleLine } from '../../text/visible.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';

/** Reads a test file. Prints a message and returns undefined if it cannot be read. */
export function readTests(path: string, output: Pick<Output, 'message'>): TestFile | undefined {
  const read = readRuleText(path);
  if (!('error' in read)) return parseTestFile(read.text);
  output.message(visibleLine(`rulewright: ${path}: ${read.error}`));
  return undefined;
}
