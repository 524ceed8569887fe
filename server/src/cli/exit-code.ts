import { internalErrorCode } from '../text/internal-error.js';
import type { FileFinding } from './findings.js';

/** Exit codes of the command line (docs/command-line.md#exit-codes). A higher one wins over a lower one. */
export const exitCodes = { done: 0, findings: 1, unusable: 2, internal: 3, interrupted: 130 } as const;

/**
 * Returns the exit code for what was reported: 3 when one of the problems is a bug of this program, 2 when input could not
 * be used, 1 when something needs fixing.
 */
export function exitCodeOf(
  problems: readonly Pick<FileFinding, 'code'>[],
  { unusable, findings = false }: { readonly unusable: boolean; readonly findings?: boolean },
): number {
  if (problems.some(({ code }) => code === internalErrorCode)) return exitCodes.internal;
  if (unusable) return exitCodes.unusable;
  return findings ? exitCodes.findings : exitCodes.done;
}
