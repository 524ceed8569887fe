import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeError, isSystemError } from '../../files/describe-error.js';
import { visibleLine } from '../../text/visible.js';
import { exitCodes } from '../exit-code.js';
import type { Output } from '../output.js';

/** A file to create. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes files that do not exist yet, and reports the result for each. Existing files are never overwritten;
 * with `keep` this is not an error. Returns the exit code.
 */
export function writeNewFiles(
  files: readonly NewFile[],
  output: Output,
  { keep }: { readonly keep: boolean },
): number {
  let code: number = exitCodes.done;
  for (const { path, text } of files) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: 'wx' });
      output.write(`created ${visibleLine(path)}\n`);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      const exists = error.code === 'EEXIST';
      if (exists && keep) output.write(`kept ${visibleLine(path)}, which exists\n`);
      else {
        const reason = exists ? 'the file exists and was not changed' : describeError(error);
        output.message(visibleLine(`rulewright: ${path}: ${reason}`));
        code = exitCodes.unusable;
      }
    }
  }
  return code;
}
