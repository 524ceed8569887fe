import { isPartialRule } from '../rule/rule.js';
import type { Problem } from '../text/problem.js';
import { type Analysis, type AnalysisOptions, analyse } from './analysis.js';
import { defaultConfiguration, type LintConfiguration, levelOf } from './configuration.js';
import { type Lint, toProblem } from './lint.js';
import { lints } from './registry.generated.js';
import { withoutSuppressed } from './suppression.js';

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
  const forwarded = new Set<string>();
  for (const each of only) {
    if ('forwards' in each) {
      forwarded.add(each.id);
      continue;
    }
    if (each.profile === 'elastic' && configuration.profile !== 'elastic') continue;
    if (analysis.rule.deprecated || levelOf(each.id, analysis.path, configuration) === 'off') continue;
    each.check(analysis, (finding) => found.push(toProblem(each, finding)));
  }
  for (const problem of problemsOnTheWay(analysis)) {
    if (only === lints || forwarded.has(problem.code)) found.push(problem);
  }
  const levelled = found.flatMap((problem): Problem[] => {
    const level = levelOf(problem.code, analysis.path, configuration);
    if (level === 'off') return [];
    return [level === undefined ? problem : { ...problem, severity: level }];
  });
  return withoutSuppressed(levelled, analysis).sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1),
  );
}

/** What reading, schema and query checks find; the schema is left alone where nothing of a rule could be read. */
function* problemsOnTheWay(analysis: Analysis): Iterable<Problem> {
  yield* analysis.document.problems;
  if (analysis.document.problems.length === 0 || isPartialRule(analysis.document))
    yield* analysis.schemaProblems;
  yield* analysis.queryProblems;
}

/** Findings in a text, which is taken for a rule whatever it is. Never throws. */
export function lintRule(
  text: string,
  options: AnalysisOptions & { readonly configuration?: LintConfiguration } = {},
): Problem[] {
  return lint(analyse(text, options), options.configuration);
}
