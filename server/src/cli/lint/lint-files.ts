import { relative, sep } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { replaceFile } from '../../files/write-atomically.js';
import { lints } from '../../lint/registry.generated.js';
import { switchedOffBy } from '../../lint/severity.js';
import { append } from '../../text/append.js';
import { internalErrorCode, isolated } from '../../text/internal-error.js';
import { indexLines } from '../../text/lines.js';
import type { Problem } from '../../text/problem.js';
import { visibleLine } from '../../text/visible.js';
import { type FileFinding, fileFinding, toFileFinding } from '../findings.js';
import type { Output } from '../output.js';
import { type Collection, type CollectOptions, collect } from './collect.js';
import { type AppliedFix, type Fixed, fixFile, type Linted, lintAgain, problemsOf } from './fix-file.js';

export interface LintResult {
  readonly findings: readonly FileFinding[];
  /** Text of the files with findings, for showing their lines. */
  readonly texts: ReadonlyMap<string, string>;
  /** Paths of the files that were checked. */
  readonly files: readonly string[];
  /** The fixes that were written or shown. */
  readonly fixed: readonly AppliedFix[];
  /** The changes that fixes would make, as unified diffs. */
  readonly differences: readonly string[];
  /** What was not checked, and why. */
  readonly notes: readonly string[];
  /** Whether a file could not be read or, with fixes, written. */
  readonly unreadable: boolean;
  /**
   * With `--changed-since`: the number of files that git lists, and the number of rules and test files found,
   * changed or not.
   */
  readonly changed?: { readonly listed: number; readonly found: number };
}

export interface LintOptions extends CollectOptions {
  readonly fix: 'no' | 'write' | 'show';
  /** Returns whether the report shows a problem. Problems that are not shown are not fixed. */
  readonly isShown: (problem: Pick<Problem, 'severity'>) => boolean;
}

/** Lints the rules and test files at the given paths. */
export async function lintPaths(
  paths: readonly string[],
  options: LintOptions,
  output: Output,
): Promise<LintResult> {
  const collection = await collect(paths, options, output);
  tellStubs(collection.stubs, output);
  const findings: FileFinding[] = collection.unreadable.map(({ path, message }) =>
    fileFinding(path, 'unreadable', message),
  );
  const texts = new Map<string, string>();
  addConfigurationProblems(collection, findings, texts);
  for (const { path, problem } of collection.inventories) {
    const found = problem();
    if (found) findings.push(fileFinding(pathFromHere(path), found.code, found.message, found.help));
  }
  // Read every file before linting any: checks need the ids and names of the others.
  const documents = collection.files.map((file) =>
    isolated(
      () => file.rule?.read(file.text),
      wholeFile,
      () => undefined,
    ),
  );
  const wanted = collection.files.flatMap((file, place) => (file.wanted ? [{ file, place }] : []));
  const notes = notesOf(collection);
  const differences: string[] = [];
  const results: Linted[] = [];
  const fixed: AppliedFix[] = [];
  wanted.forEach(({ file, place }, number) => {
    // Recreate the document so that its positions die young; otherwise V8 promotes them, which costs 20 % of
    // the run.
    const document = documents[place]?.anew();
    documents[place] = undefined;
    if (number % 200 === 0) output.progress(`linting ${number} of ${wanted.length} files`);
    const problems = problemsOf(file, file.text, document);
    const found = { file, text: file.text, problems };
    const unfixed: Fixed = { text: file.text, problems, applied: [], broken: true };
    const result =
      options.fix !== 'no' && problems.some(({ fix }) => fix)
        ? isolated(
            () => fixFile(file, problems, options.isShown),
            wholeFile,
            () => unfixed,
          )
        : undefined;
    if (!result || result.applied.length === 0) {
      results.push(found);
    } else if (options.fix === 'show') {
      differences.push(createTwoFilesPatch(file.path, file.path, file.text, result.text, 'now', 'fixed'));
      append(fixed, result.applied);
      results.push(found);
      // Nothing was written, so the other files must see this one unchanged.
      file.rule?.read(file.text);
    } else {
      const failure = replaceFile(file.path, file.text, result.text);
      if (failure === undefined) append(fixed, result.applied);
      else {
        findings.push(fileFinding(file.path, 'unwritable', failure));
        file.rule?.read(file.text);
      }
      results.push(failure === undefined ? { ...result, file } : found);
    }
    if (result?.broken)
      findings.push(
        fileFinding(
          file.path,
          internalErrorCode,
          brokenFix,
          'Fix the findings by hand, and please report this file as a bug.',
        ),
      );
  });
  // A fix in one file can change the findings in another.
  const settled = options.fix === 'write' && fixed.length > 0 ? results.map(lintAgain) : results;
  for (const { file, text, problems } of settled) {
    if (problems.length === 0) continue;
    texts.set(file.path, text);
    append(findings, findingsIn(file.path, text, problems));
  }
  return {
    findings,
    texts,
    files: wanted.map(({ file }) => file.path),
    fixed,
    differences,
    notes,
    unreadable: findings.some(({ code }) => code === 'unreadable' || code === 'unwritable'),
    ...(collection.changed === undefined
      ? {}
      : { changed: { listed: collection.changed, found: collection.files.length } }),
  };
}

/** An internal error applies to the whole file. */
const wholeFile = { start: 0, end: 0 };

const brokenFix = 'a fix would have made the file unreadable, so it was not written';

/** Reports files that look like unfinished rules, so that nobody assumes they were checked. */
function tellStubs([first, ...others]: readonly string[], output: Output): void {
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const [subject, verb] = others.length === 0 ? ['it', 'was'] : ['they', 'were'];
  output.message(
    visibleLine(
      `rulewright: ${first}${more}: [rule] without [metadata], so ${subject} ${verb} not checked; to check it, pass the file itself`,
    ),
  );
}

function addConfigurationProblems(
  { configurations }: Collection,
  findings: FileFinding[],
  texts: Map<string, string>,
): void {
  for (const { path: file, problems, text } of configurations) {
    if (file === undefined || problems.length === 0) continue;
    const path = pathFromHere(file);
    texts.set(path, text);
    append(findings, findingsIn(path, text, problems));
  }
}

/** Returns a path relative to the current folder, as other programs expect it. */
function pathFromHere(file: string): string {
  return relative(process.cwd(), file).split(sep).join('/');
}

function findingsIn(path: string, text: string, problems: readonly Problem[]): FileFinding[] {
  const lines = indexLines(text);
  return problems.map((problem) => toFileFinding(problem, path, lines));
}

/** Returns what a checkout disables, and which schemas are missing. */
function notesOf({ checkouts }: Collection): string[] {
  const [example] = checkouts;
  const off = new Map<string, string[]>();
  for (const one of lints) {
    const by = example && switchedOffBy(one, example);
    if (by !== undefined) off.set(by, [...(off.get(by) ?? []), one.id]);
  }
  return [
    ...[...off].map(([by, ids]) => `${by} disables ${ids.join(', ')}`),
    ...checkouts.flatMap(({ plan }) => plan.missing),
  ];
}
