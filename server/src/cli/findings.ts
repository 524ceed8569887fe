import { type Finding, toFinding } from '../text/finding.js';
import type { LineIndex } from '../text/lines.js';
import { pageUrl } from '../text/page-address.js';
import type { Problem, ProblemCode } from '../text/problem.js';

/** A finding with the file it is in: the argument as typed joined with the path below it. */
export interface FileFinding extends Finding {
  readonly path: string;
}

/** A problem of a file as a finding. */
export function toFileFinding(problem: Problem, path: string, lines: LineIndex): FileFinding {
  return { path, ...toFinding(problem, lines) };
}

/** A finding on a file as a whole. */
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
