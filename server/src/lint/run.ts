import { type AnalysisOptions, analyse } from '../analysis/analyse.js';
import type { Analysis } from '../analysis/analysis.js';
import { isPartialRule } from '../rule/rule.js';
import { append } from '../text/append.js';
import { internalProblem, isolated } from '../text/internal-error.js';
import type { Problem } from '../text/problem.js';
import { repeatsCause } from './causes.js';
import { defaultConfiguration, type LintConfiguration, levelOf } from './configuration.js';
import { type Lint, type LintFinding, toProblem } from './lint.js';
import { lints } from './registry.generated.js';
import { activeLints, type Reporting, type SettledCheck } from './severity.js';
import { type Suppression, suppress, unusedSuppressions } from './suppression.js';

const codes: ReadonlySet<string> = new Set(lints.map(({ id }) => id));

/**
 * Returns all findings in a rule, in source order, after suppression and configuration. `only` selects the
 * lints to run, by default all.
 */
export function lint(
  analysis: Analysis,
  configuration: LintConfiguration = defaultConfiguration,
  only: readonly Lint[] = lints,
): Problem[] {
  return isolated(
    () => {
      const pass = startPass(analysis, configuration, only);
      pass.checks.forEach(pass.perform);
      return pass.finish();
    },
    wholeText,
    (problem) => [problem],
  );
}

/** Does the same in steps, so that other work can run in between: for texts that take long. */
export function* lintInSteps(analysis: Analysis, configuration?: LintConfiguration): Steps<Problem[]> {
  try {
    yield* stagesOf(analysis);
    const pass = startPass(analysis, configuration ?? defaultConfiguration, lints);
    for (const check of pass.checks) {
      yield;
      pass.perform(check);
    }
    return pass.finish();
  } catch (error) {
    return [internalProblem(error, wholeText)];
  }
}

/** Work that pauses between its steps and ends with a result. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Runs what checks share and what takes longest. */
function* stagesOf(analysis: Analysis): Steps<void> {
  for (const stage of ['document', 'rule', 'schemaProblems', 'query', 'queryProblems'] as const) {
    yield;
    void analysis[stage];
  }
}

/** An internal error belongs to the file as a whole. */
const wholeText = { start: 0, end: 0 };

/** The checks of one rule, to run in this order, and their findings. */
interface LintPass {
  readonly checks: readonly SettledCheck[];
  perform(check: SettledCheck): void;
  /** Returns all findings in source order, after suppression. */
  finish(): Problem[];
}

function startPass(analysis: Analysis, configuration: LintConfiguration, only: readonly Lint[]): LintPass {
  const found: Problem[] = [];
  const failures = new Map<string, Problem>();
  const { checks, reportings } = activeLints(only, analysis, configuration);
  const accept = (problem: Problem, severity: Reporting | undefined): void => {
    if (severity !== undefined && severity !== 'off')
      found.push(severity === 'own' ? problem : { ...problem, severity });
  };
  const onTheWay = [...problemsOnTheWay(analysis)];
  for (const problem of onTheWay) {
    const own = only === lints && !codes.has(problem.code);
    accept(problem, own ? 'own' : reportings.get(problem.code));
  }
  let current: SettledCheck | undefined;
  /**
   * Shared by all checks: a separate function for each would be a quarter of a million in a run over a
   * thousand rules.
   */
  const report = (finding: LintFinding): void => {
    const { lint, reporting } = current!;
    const problem = toProblem(lint, finding);
    // A finding's own severity overrides that of the profile, but not a configured level.
    const keepsOwn =
      finding.severity !== undefined && levelOf(lint.id, analysis.path, configuration) === undefined;
    if (!repeatsCause(lint, problem, onTheWay, analysis)) accept(problem, keepsOwn ? 'own' : reporting);
  };
  return {
    checks,
    perform: (check) => {
      const { echoes } = check;
      if (echoes && found.some(({ code }) => echoes.includes(code))) return;
      current = check;
      try {
        check.check(analysis, report);
      } catch (error) {
        // Checks share the stages of an analysis: one that fails is reported once.
        const problem = internalProblem(error, wholeText);
        failures.set(problem.message, problem);
      }
    },
    finish: () => {
      append(found, failures.values());
      const { problems, unused } = suppress(found, analysis);
      const all = [...problems, ...(only === lints ? reportUnused(unused, reportings, analysis) : [])];
      return all.sort(
        (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1),
      );
    },
  };
}

function reportUnused(
  unused: readonly Suppression[],
  reportings: ReadonlyMap<string, Reporting>,
  analysis: Analysis,
): Problem[] {
  const severity = reportings.get('suppression-unused');
  // If a file could not be parsed completely, not all checks ran on all of it.
  if (unused.length === 0 || severity === undefined || analysis.document.problems.length > 0) return [];
  const found = unusedSuppressions(unused, [...codes], new Set(reportings.keys()));
  return severity === 'own' || severity === 'off'
    ? found
    : found.map((problem) => ({ ...problem, severity }));
}

/** Yields the problems that parsing, schema and query checks find. */
function* problemsOnTheWay(analysis: Analysis): Iterable<Problem> {
  const { problems } = analysis.document;
  yield* problems;
  if (problems.length === 0) yield* analysis.schemaProblems;
  else if (isPartialRule(analysis.document)) yield* schemaProblemsBeside(problems, analysis);
  yield* withoutTomlEscapes(analysis);
}

/**
 * Returns the problems of the query, without those of backslashes if TOML rejects some of them: the cause is
 * the same.
 */
function withoutTomlEscapes({ document, queryProblems, rule, text }: Analysis): readonly Problem[] {
  if (document.problems.length === 0) return queryProblems;
  const query = rule.query?.string()?.span;
  const isBroken =
    query && document.problems.some(({ span }) => query.start < span.start && span.end < query.end);
  return isBroken ? queryProblems.filter(({ span }) => text[span.start] !== '\\') : queryProblems;
}

/**
 * Returns what the schema finds in other lines of a file that could not be parsed completely. Below a broken
 * header the keys are in the wrong table, so findings about keys do not count then.
 */
function schemaProblemsBeside(broken: readonly Problem[], { schemaProblems, lines }: Analysis): Problem[] {
  const brokenLines = new Set(broken.map(({ span }) => lines.positionAt(span.start).line));
  const brokenHeader = [...brokenLines].some((line) => /^\s*\[|\]\s*$/.test(lines.lineText(line)));
  return schemaProblems.filter(
    ({ code, span }) =>
      !brokenLines.has(lines.positionAt(span.start).line) && !(brokenHeader && code === 'key-unknown'),
  );
}

/** Returns the findings in a text, which is treated as a rule whatever it is. Never throws. */
export function lintRule(
  text: string,
  options: AnalysisOptions & { readonly configuration?: LintConfiguration } = {},
): Problem[] {
  return lint(analyse(text, options), options.configuration);
}
