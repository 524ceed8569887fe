import type { Severity } from '../text/problem.js';
import type { Analysis } from './analysis.js';
import { type LintConfiguration, levelOf } from './configuration.js';
import type { Lint, LintScope } from './lint.js';

/**
 * With which severity a lint reports in a rule: `off` when it does not, `own` when each finding keeps its own. What the
 * configuration says counts most; after that the lint's profile and scope, and what a checkout of detection-rules
 * switches off.
 */
export function severityOf(
  lint: Lint,
  analysis: Analysis,
  configuration: LintConfiguration,
): Severity | 'off' | 'own' {
  const level = levelOf(lint.id, analysis.path, configuration);
  if (level === 'off') return 'off';
  if (!isInScope(lint.scope ?? 'active', analysis)) return 'off';
  if (level !== undefined) return level;
  if (lint.off) return 'off';
  if (lint.profile === 'elastic' && configuration.profile !== 'elastic') return 'off';
  if (switchedOffBy(lint, analysis) !== undefined) return 'off';
  return configuration.profile === 'elastic' ? (lint.elasticSeverity ?? 'own') : 'own';
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
  const skipped = counterpart?.includes('.test_') && checkout.tests.skipsTest(counterpart);
  return skipped ? `${counterpart} in ${checkout.tests.path}` : undefined;
}
