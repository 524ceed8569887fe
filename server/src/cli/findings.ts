import { type Finding, toFinding } from '../text/finding.js';
import type { LineIndex } from '../text/lines.js';
import { pageUrl } from '../text/page-address.js';
import type { Problem, ProblemCode } from '../text/problem.js';

/** A finding with its file: the argument as typed, joined with the path below it. */
export interface FileFinding extends Finding {
  readonly path: string;
}

/** Converts a problem of a file to a finding. */
export function toFileFinding(problem: Problem, path: string, lines: LineIndex): FileFinding {
  return { path, ...toFinding(problem, lines) };
}

/** Creates a finding for a whole file. */
export function fileFinding(path: string, code: ProblemCode, message: string, help?: string): FileFinding {
  const start = { line: 1, column: 1 };
  const url = pageUrl(code);
  return {
    path,
    code,
    severity: 'error',
    message,
    ...(help === undefined ? {} : { help }),
    ...(url === undefined ? {} : { url }),
    range: { start, end: start },
  };
}
