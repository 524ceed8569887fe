import { isPartialRule } from '../rule/rule.js';
import type { Problem } from '../text/problem.js';
import { type Analysis, type AnalysisOptions, analyse } from './analysis.js';
import { defaultConfiguration, type LintConfiguration, levelOf } from './configuration.js';
import { type Lint, toProblem } from './lint.js';
import { lints } from './registry.generated.js';
import { severityOf } from './severity.js';
import { type Suppression, suppress, unusedSuppressions } from './suppression.js';

/**
 * All findings in a rule, in the order of the text, after suppression and configuration. `only` are the lints to run;
 * all when absent.
 */
export function lint(
  analysis: Analysis,
  configuration: LintConfiguration = defaultConfiguration,
  only: readonly Lint[] = lints,
): Problem[] {
  const found: Problem[] = [];
  const accept = (lint: Lint, problem: Problem): void => {
    const severity = severityOf(lint, analysis, configuration);
    if (severity === 'off') return;
    found.push(severity === 'own' ? problem : { ...problem, severity });
  };
  const byId = new Map(only.map((each) => [each.id, each]));
  for (const each of only) {
    if ('forwards' in each || severityOf(each, analysis, configuration) === 'off') continue;
    each.check(analysis, (finding) => accept(each, toProblem(each, finding)));
  }
  for (const problem of problemsOnTheWay(analysis)) {
    const lint = byId.get(problem.code);
    if (lint) accept(lint, problem);
    else if (only === lints) found.push(problem);
  }
  const { problems, unused } = suppress(found, analysis);
  const all = [...problems, ...(only === lints ? reportUnused(unused, analysis, configuration) : [])];
  return all.sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1),
  );
}

function reportUnused(
  unused: readonly Suppression[],
  analysis: Analysis,
  configuration: LintConfiguration,
): Problem[] {
  // In a file that could not be read completely, not everything was looked for.
  if (unused.length === 0 || analysis.document.problems.length > 0) return [];
  const active = lints.filter((each) => severityOf(each, analysis, configuration) !== 'off');
  const found = unusedSuppressions(
    unused,
    lints.map(({ id }) => id),
    new Set(active.map(({ id }) => id)),
  );
  const level = levelOf('suppression-unused', analysis.path, configuration);
  if (level === 'off') return [];
  return level === undefined ? found : found.map((problem) => ({ ...problem, severity: level }));
}

/** What reading, schema and query checks find. */
function* problemsOnTheWay(analysis: Analysis): Iterable<Problem> {
  const { problems } = analysis.document;
  yield* problems;
  if (problems.length === 0) yield* analysis.schemaProblems;
  else if (isPartialRule(analysis.document)) yield* schemaProblemsBeside(problems, analysis);
  yield* analysis.queryProblems;
}

/**
 * In a file that could not be read completely: what the schema finds in other lines. Below a broken header the keys
 * stand in the wrong table, so what is said of keys does not count then.
 */
function schemaProblemsBeside(broken: readonly Problem[], { schemaProblems, lines }: Analysis): Problem[] {
  const brokenLines = new Set(broken.map(({ span }) => lines.positionAt(span.start).line));
  const brokenHeader = [...brokenLines].some((line) => /^\s*\[|\]\s*$/.test(lines.lineText(line)));
  return schemaProblems.filter(
    ({ code, span }) =>
      !brokenLines.has(lines.positionAt(span.start).line) && !(brokenHeader && code === 'key-unknown'),
  );
}

/** Findings in a text, which is taken for a rule whatever it is. Never throws. */
export function lintRule(
  text: string,
  options: AnalysisOptions & { readonly configuration?: LintConfiguration } = {},
): Problem[] {
  return lint(analyse(text, options), options.configuration);
}
