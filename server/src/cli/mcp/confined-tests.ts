import { testFileOf } from '../../testing/files.js';
import type { ToolContext } from './tool.js';

/** Returns the real path of the test file beside a rule; undefined where there is none. Throws a `Refusal` where it is a link that leads out. */
export function confinedTests(rulePath: string, { files }: ToolContext): string | undefined {
  const path = testFileOf(rulePath);
  return path === undefined ? undefined : files.file(files.shown(path));
}
