import type { LineIndex } from './lines.js';
import { pageUrl } from './page-address.js';
import type { Problem, ProblemCode, Severity } from './problem.js';
import type { Span } from './span.js';

/** A position in a file: one-based line and column, with columns in UTF-16 code units. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}

export interface FileRange {
  readonly start: FilePosition;
  /** Exclusive. */
  readonly end: FilePosition;
}

/** A problem with lines and columns, as every report shows it (docs/command-line.md#findings). */
export interface Finding {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  /** The address of the code's page on the web. */
  readonly url?: string;
  readonly range: FileRange;
  readonly fix?: {
    readonly title: string;
    readonly edits: readonly { readonly range: FileRange; readonly text: string }[];
    /** Whether a person must decide. `--fix` skips these. */
    readonly manual?: boolean;
  };
}

/** Returns the range of a span. */
export function rangeOf(span: Span, lines: LineIndex): FileRange {
  const position = (offset: number): FilePosition => {
    const { line, column } = lines.positionAt(offset);
    return { line: line + 1, column: column + 1 };
  };
  return { start: position(span.start), end: position(span.end) };
}

/** Converts a problem to a finding in a text with these lines. `address` is that of the repository. */
export function toFinding(problem: Problem, lines: LineIndex, address?: string): Finding {
  const { code, severity, message, help, fix, span } = problem;
  const url = pageUrl(code, address);
  return {
    code,
    severity,
    message,
    ...(help === undefined ? {} : { help }),
    ...(url === undefined ? {} : { url }),
    range: rangeOf(span, lines),
    ...(fix === undefined
      ? {}
      : {
          fix: {
            title: fix.title,
            edits: fix.edits.map((edit) => ({ range: rangeOf(edit.span, lines), text: edit.text })),
            ...(fix.manual ? { manual: true } : {}),
          },
        }),
  };
}
