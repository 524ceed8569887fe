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
