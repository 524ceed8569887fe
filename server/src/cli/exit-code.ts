import { internalErrorCode } from '../text/internal-error.js';
import type { FileFinding } from './findings.js';

/** Exit codes of the command line (docs/command-line.md#exit-codes). A higher code overrides a lower one. */
export const exitCodes = { done: 0, findings: 1, unusable: 2, internal: 3, interrupted: 130 } as const;

/**
 * Returns the exit code for the reported problems: 3 if one of them is a bug in this program, 2 if input
 * could not be used, 1 if something needs fixing.
 */
export function exitCodeOf(
  problems: readonly Pick<FileFinding, 'code'>[],
  { unusable, findings = false }: { readonly unusable: boolean; readonly findings?: boolean },
): number {
  if (problems.some(({ code }) => code === internalErrorCode)) return exitCodes.internal;
  if (unusable) return exitCodes.unusable;
  return findings ? exitCodes.findings : exitCodes.done;
}
