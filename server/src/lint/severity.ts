import type { Severity } from '../text/problem.js';
import type { Analysis } from './analysis.js';
import { type Level, type LintConfiguration, levelOf } from './configuration.js';
import type { Lint, LintScope } from './lint.js';

/** With which severity a lint reports: `off` when it does not, `own` when each finding keeps its own. */
export type Reporting = Severity | 'off' | 'own';

/**
 * With which severity a lint reports in a rule. What the configuration says counts most; after that the lint's profile and
 * scope, and what a checkout of detection-rules switches off.
 */
export function severityOf(lint: Lint, analysis: Analysis, configuration: LintConfiguration): Reporting {
  const level = levelOf(lint.id, analysis.path, configuration);
  const reporting = settledBy(lint, level, configuration);
  if (reporting === 'off' || !isInScope(lint.scope ?? 'active', analysis)) return 'off';
  return level === undefined && switchedOffBy(lint, analysis) !== undefined ? 'off' : reporting;
}

/** What level and profile say, whatever the rule. */
function settledBy(lint: Lint, level: Level | undefined, { profile }: LintConfiguration): Reporting {
  if (level !== undefined) return level;
  if (lint.off || (lint.profile === 'elastic' && profile !== 'elastic')) return 'off';
  return profile === 'elastic' ? (lint.elasticSeverity ?? 'own') : 'own';
}

/** A lint that reports, with the severity. */
export interface SettledLint {
  readonly lint: Lint;
  readonly reporting: Reporting;
}

const settled = new WeakMap<LintConfiguration, Map<readonly Lint[], readonly SettledLint[]>>();

/** The lints that report in a rule, with the severity. */
export function activeLints(
  lints: readonly Lint[],
  analysis: Analysis,
  configuration: LintConfiguration,
): readonly SettledLint[] {
  if (configuration.overrides.length > 0) {
    return lints.flatMap((lint) => {
      const reporting = severityOf(lint, analysis, configuration);
      return reporting === 'off' ? [] : [{ lint, reporting }];
    });
  }
  // Without levels by path all rules share most of the answer.
  let byList = settled.get(configuration);
  if (!byList) {
    byList = new Map();
    settled.set(configuration, byList);
  }
  let candidates = byList.get(lints);
  if (!candidates) {
    candidates = lints
      .map((lint) => ({ lint, reporting: settledBy(lint, configuration.checks[lint.id], configuration) }))
      .filter(({ reporting }) => reporting !== 'off');
    byList.set(lints, candidates);
  }
  return candidates.filter(
    ({ lint }) =>
      isInScope(lint.scope ?? 'active', analysis) &&
      (configuration.checks[lint.id] !== undefined || switchedOffBy(lint, analysis) === undefined),
  );
}

function isInScope(scope: LintScope, { rule }: Analysis): boolean {
  switch (scope) {
    case 'any':
      return true;
    case 'deprecated':
      return rule.deprecated;
    case 'production':
      return rule.maturity === 'production';
    case 'active':
      return !rule.deprecated;
  }
}

/** The setting of the checkout that switches a lint off, or undefined. */
export function switchedOffBy({ bypass, counterpart }: Lint, { checkout }: Analysis): string | undefined {
  if (!checkout) return undefined;
  const setting = bypass && checkout.settings.bypassed.get(bypass);
  if (setting) return setting;
  if (checkout.tests.path === undefined) return undefined;
  const skipped = counterpart?.includes('.test_') && checkout.tests.skipsTest(counterpart);
  return skipped ? `${counterpart} in ${checkout.tests.path}` : undefined;
}
