import type { RunProblem } from '../evaluate/prepare/unprepared.js';
import { isTomlFile } from '../files/file-names.js';
import { looksLikeRule } from '../rule/looks-like-rule.js';
import { type Rule, readRule } from '../rule/rule.js';
import { indexLines, type LineIndex } from '../text/lines.js';
import type { Span } from '../text/span.js';
import { parseToml } from '../toml/document.js';
import { discover } from './discover.js';
import { type FileFinding, fileFinding, toFileFinding } from './findings.js';
import type { Output } from './output.js';
import { readRuleText } from './read-rule.js';
import { exceptionFinding, type InputsRead } from './rule-inputs.js';

/** A rule from a file, with what is needed to show positions in it. */
export interface LoadedRule {
  /** The path as typed, or below a typed folder. */
  readonly path: string;
  readonly rule: Rule;
  readonly lines: LineIndex;
}

export interface LoadedRules {
  readonly rules: readonly LoadedRule[];
  readonly unreadable: readonly FileFinding[];
}

/** Reads the rules that the arguments name; for folders, reads all files that look like rules. */
export function loadRules(args: readonly string[], output: Pick<Output, 'message'>): LoadedRules {
  const { files, unreadable: missing } = discover(args, isTomlFile, output);
  const unreadable = missing.map(({ path, message }) => fileFinding(path, 'unreadable', message));
  const rules = files.flatMap(({ path, named }): LoadedRule[] => {
    const read = readRuleText(path, !named);
    if ('error' in read) {
      unreadable.push(fileFinding(path, 'unreadable', read.error));
      return [];
    }
    if (!named && !looksLikeRule(read.text)) return [];
    return [{ path, rule: readRule(parseToml(read.text)), lines: indexLines(read.text) }];
  });
  return { rules, unreadable };
}

/**
 * Converts a problem of an evaluated rule to a finding at its key or query in the rule file, or in the
 * exception's file.
 */
export function ruleFinding(
  problem: RunProblem,
  { path, rule, lines }: LoadedRule,
  exceptions: InputsRead['exceptions'],
): FileFinding {
  const { inFile, exception, ...rest } = problem;
  const placed = exception === undefined ? undefined : exceptions[exception];
  if (placed) return exceptionFinding(placed, problem);
  const span = inFile ?? spanInFile(problem.span, rule);
  return toFileFinding({ ...rest, span: span ?? { start: 0, end: 0 } }, path, lines);
}

/** Returns the range in the file for a span of the query, or undefined for a clause outside the query. */
export function spanInFile(span: Span, rule: Rule): Span | undefined {
  return rule.query?.place(span);
}
