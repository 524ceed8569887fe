import { createTwoFilesPatch } from 'diff';
import type { Analysis } from '../../lint/analysis.js';
import { lints } from '../../lint/registry.generated.js';
import { lint } from '../../lint/run.js';
import { switchedOffBy } from '../../lint/severity.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { append } from '../../text/append.js';
import { applyFixes } from '../../text/fixes.js';
import { indexLines, type LineIndex } from '../../text/lines.js';
import type { Problem } from '../../text/problem.js';
import { type FileFinding, fileFinding, toFileFinding } from '../findings.js';
import type { Output } from '../output.js';
import { type Collection, type CollectOptions, collect, type LintedFile } from './collect.js';
import { writeAtomically } from './write-file.js';

export interface LintResult {
  readonly findings: readonly FileFinding[];
  /** Lines of the files that have findings, for showing them. */
  readonly lines: ReadonlyMap<string, LineIndex>;
  readonly files: number;
  /** Number of fixes that were written or shown. */
  readonly fixed: number;
  /** What fixes would change, as unified diffs. */
  readonly differences: readonly string[];
  /** What was not checked, and why. */
  readonly notes: readonly string[];
  /** Whether some file could not be read or, with fixes, written. */
  readonly unreadable: boolean;
}

export interface LintOptions extends CollectOptions {
  readonly fix: 'no' | 'write' | 'show';
}

/** A fix can uncover the next one; a chain longer than this is a mistake of ours. */
const mostRounds = 10;

/** Lints the rules and test files that the paths name. */
export async function lintPaths(
  paths: readonly string[],
  options: LintOptions,
  output: Output,
): Promise<LintResult> {
  const collection = await collect(paths, options, output);
  const findings: FileFinding[] = collection.unreadable.map(({ path, message }) =>
    fileFinding(path, 'unreadable', message),
  );
  const lines = new Map<string, LineIndex>();
  addConfigurationProblems(collection, findings, lines);
  // Each file is analysed before any is linted: what others say of an id or a name must be known.
  const analyses = collection.files.map((file) => file.analyse?.(file.text));
  const wanted = collection.files.flatMap((file, place) => (file.wanted ? [{ file, place }] : []));
  const notes = notesOf(collection, analyses);
  const differences: string[] = [];
  let fixed = 0;
  wanted.forEach(({ file, place }, number) => {
    const analysis = analyses[place];
    // What was worked out of a file is not needed again.
    analyses[place] = undefined;
    if (number % 200 === 0) output.progress(`linting ${number} of ${wanted.length} files`);
    const problems = analysis ? lint(analysis, file.configuration) : parseTestFile(file.text).problems;
    const result =
      options.fix !== 'no' && problems.some(({ fix }) => fix)
        ? fixFile(file, problems)
        : { text: file.text, problems, applied: 0 };
    const changed = result.applied > 0;
    const failure = changed && options.fix === 'write' ? writeAtomically(file.path, result.text) : undefined;
    if (failure !== undefined) findings.push(fileFinding(file.path, 'unwritable', failure));
    else fixed += result.applied;
    if (changed && options.fix === 'show')
      differences.push(createTwoFilesPatch(file.path, file.path, file.text, result.text, 'now', 'fixed'));
    const shown = options.fix === 'show' || failure !== undefined ? { text: file.text, problems } : result;
    if (shown.problems.length === 0) return;
    const index = indexLines(shown.text);
    lines.set(file.path, index);
    append(
      findings,
      shown.problems.map((problem) => toFileFinding(problem, file.path, index)),
    );
  });
  return {
    findings,
    lines,
    files: wanted.length,
    fixed,
    differences,
    notes,
    unreadable: findings.some(({ code }) => code === 'unreadable' || code === 'unwritable'),
  };
}

/** Applies fixes until there are none left, each round to the text that the last one left. */
function fixFile(
  file: LintedFile,
  found: readonly Problem[],
): { text: string; problems: readonly Problem[]; applied: number } {
  let { text } = file;
  let problems = found;
  let applied = 0;
  for (let round = 0; round < mostRounds && problems.some(({ fix }) => fix); round++) {
    const result = applyFixes(text, problems);
    if (result.applied === 0 || result.text === text) break;
    text = result.text;
    applied += result.applied;
    const analysis = file.analyse?.(text);
    problems = analysis ? lint(analysis, file.configuration) : parseTestFile(text).problems;
  }
  return { text, problems, applied };
}

function addConfigurationProblems(
  { configurations }: Collection,
  findings: FileFinding[],
  lines: Map<string, LineIndex>,
): void {
  for (const { path, problems, text } of configurations) {
    if (path === undefined || problems.length === 0) continue;
    const index = indexLines(text);
    lines.set(path, index);
    append(
      findings,
      problems.map((problem) => toFileFinding(problem, path, index)),
    );
  }
}

/** What a checkout switches off, and which schemas it lacks. */
function notesOf({ checkouts }: Collection, analyses: readonly (Analysis | undefined)[]): string[] {
  const example = analyses.find((analysis) => analysis?.checkout);
  const off = new Map<string, string[]>();
  for (const one of lints) {
    const by = example && switchedOffBy(one, example);
    if (by !== undefined) off.set(by, [...(off.get(by) ?? []), one.id]);
  }
  return [
    ...[...off].map(([by, ids]) => `${by} switches off ${ids.join(', ')}`),
    ...checkouts.flatMap(({ plan }) => plan.missing),
  ];
}
