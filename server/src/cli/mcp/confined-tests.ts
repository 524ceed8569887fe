import { testFileOf } from '../../testing/files.js';
import type { ToolContext } from './tool.js';

/**
 * Returns the real path of the test file beside a rule, or undefined. Throws a `Refusal` if it is a link that
 * leads out of the folder.
 */
export function confinedTests(rulePath: string, { files }: ToolContext): string | undefined {
  const path = testFileOf(rulePath);
  return path === undefined ? undefined : files.file(files.shown(path));
}
