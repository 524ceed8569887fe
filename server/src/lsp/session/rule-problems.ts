import type { Analysis } from '../../analysis/analysis.js';
import type { LintConfiguration } from '../../lint/configuration.js';
import { lint, lintInSteps, type Steps } from '../../lint/run.js';
import type { Problem } from '../../text/problem.js';
import type { OpenDocument } from './documents.js';
import type { LintSettings } from './lint-settings.js';

/** Problems of rules, suppression and configuration applied; worked out once for diagnostics and code actions. */
export interface RuleProblems {
  of(document: OpenDocument): readonly Problem[];
  /** The same in steps; where they are worked out already there is only one. */
  inSteps(document: OpenDocument): Steps<readonly Problem[]>;
  /** What problems were worked out from has changed, though no rule did. */
  forget(): void;
}

export function createRuleProblems(settings: LintSettings): RuleProblems {
  let byAnalysis = new WeakMap<Analysis, readonly Problem[]>();
  const configurationOf = ({ path }: OpenDocument): LintConfiguration | 'off' | undefined =>
    path === undefined ? undefined : settings.for(path);
  return {
    of(document) {
      const analysis = document.analysis();
      const known = byAnalysis.get(analysis);
      if (known) return known;
      const configuration = configurationOf(document);
      const problems = configuration === 'off' ? [] : lint(analysis, configuration);
      byAnalysis.set(analysis, problems);
      return problems;
    },
    *inSteps(document) {
      const analysis = document.analysis();
      // What is forgotten meanwhile stays forgotten.
      const current = byAnalysis;
      const known = current.get(analysis);
      if (known) return known;
      const configuration = configurationOf(document);
      const problems = configuration === 'off' ? [] : yield* lintInSteps(analysis, configuration);
      current.set(analysis, problems);
      return problems;
    },
    forget() {
      byAnalysis = new WeakMap();
    },
  };
}
