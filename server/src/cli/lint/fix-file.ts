import { lint } from '../../lint/run.js';
import { type FileRange, rangeOf } from '../../text/finding.js';
import { applyFixes } from '../../text/fixes.js';
import { internalErrorCode, isolated } from '../../text/internal-error.js';
import { indexLines } from '../../text/lines.js';
import type { Problem, ProblemCode } from '../../text/problem.js';
import type { TomlDocument } from '../../toml/document.js';
import type { LintedFile } from './collect.js';

/** A fix can reveal the next one; a longer chain than this is a bug in Rulewright. */
const mostRounds = 10;

/** A file with its problems. */
export interface Linted {
  readonly file: LintedFile;
  /** The current text. */
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** Lints a file again after other files have changed. */
export function lintAgain({ file, text }: Linted): Linted {
  return { file, text, problems: problemsOf(file, text) };
}

/** Returns the problems of a file's text, which may already have been read. */
export function problemsOf(
  { rule, check, configuration }: LintedFile,
  text: string,
  document?: TomlDocument,
): readonly Problem[] {
  return isolated(
    () => (rule ? lint(rule.analyse(document ?? rule.read(text)), configuration) : (check?.(text) ?? [])),
    { start: 0, end: 0 },
    (problem) => [problem],
  );
}

/** An applied fix, with its problem's position in the text before the fix. */
export interface AppliedFix {
  readonly path: string;
  readonly code: ProblemCode;
  readonly title: string;
  readonly range: FileRange;
}

/** A file after its fixes. */
export interface Fixed {
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly applied: readonly AppliedFix[];
  /** Whether fixes were dropped because they would have made the file unreadable. */
  readonly broken: boolean;
}

/**
 * Applies the fixes of the wanted problems until none are left. Each round starts from the result of the
 * previous one.
 */
export function fixFile(
  file: LintedFile,
  found: readonly Problem[],
  isWanted: (problem: Problem) => boolean,
): Fixed {
  let { text } = file;
  let problems = found;
  const applied: AppliedFix[] = [];
  for (let round = 0; round < mostRounds && problems.some(({ fix }) => fix); round++) {
    const result = applyFixes(text, problems.filter(isWanted));
    if (result.fixed.length === 0 || result.text === text) break;
    const next = problemsOf(file, result.text);
    // Fixing one syntax error can reveal others.
    if (!problems.some(isSyntaxError) && next.some(isSyntaxError)) {
      file.rule?.read(text);
      return { text, problems, applied, broken: true };
    }
    const lines = indexLines(text);
    for (const { code, fix, span } of result.fixed)
      applied.push({ path: file.path, code, title: fix.title, range: rangeOf(span, lines) });
    text = result.text;
    problems = next;
  }
  return { text, problems, applied, broken: false };
}

/** Codes of rules that cannot be read as TOML. */
const syntaxCodes: ReadonlySet<string> = new Set(['toml-syntax', 'toml-duplicate-key', internalErrorCode]);

function isSyntaxError({ code }: Problem): boolean {
  return syntaxCodes.has(code);
}
