import type { Analysis } from '../../analysis/analysis.js';
import type { LintConfiguration } from '../../lint/configuration.js';
import { lint, lintInSteps, type Steps } from '../../lint/run.js';
import type { Problem } from '../../text/problem.js';
import type { OpenDocument } from './documents.js';
import type { LintSettings } from './lint-settings.js';

/**
 * The problems of rules after suppression and configuration, computed once for diagnostics and code actions.
 */
export interface RuleProblems {
  of(document: OpenDocument): readonly Problem[];
  /** Returns the same in steps; a single step if they are already computed. */
  inSteps(document: OpenDocument): Steps<readonly Problem[]>;
  /** Invalidates all problems after a change outside the rules that affects them. */
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
      // If invalidated meanwhile, do not store the result in the new map.
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
