import type { Analysis } from '../analysis/analysis.js';
import type { Checkout } from '../rule/checkout/checkout.js';
import { entryOf } from '../text/entry-of.js';
import { greatest } from '../text/extremes.js';
import type { ProblemCode, Severity } from '../text/problem.js';
import { type Level, type LintConfiguration, levelOf } from './configuration.js';
import type { CheckingLint, Lint, LintScope } from './lint.js';

/** The severity with which a lint reports: `off` if it does not, `own` if each finding keeps its own. */
export type Reporting = Severity | 'off' | 'own';

/**
 * Returns the severity with which a lint reports in a rule. The configuration takes precedence, followed by
 * the lint's profile and scope, and by what a checkout of detection-rules switches off.
 */
export function severityOf(lint: Lint, analysis: Analysis, configuration: LintConfiguration): Reporting {
  const level = levelOf(lint.id, analysis.path, configuration);
  const reporting = settledBy(lint, level, configuration);
  if (reporting === 'off' || !isInScope(lint.scope ?? 'active', analysis)) return 'off';
  return level === undefined && switchedOffBy(lint, analysis) !== undefined ? 'off' : reporting;
}

/** Returns what level and profile determine, whatever the rule. */
function settledBy(lint: Lint, level: Level | undefined, { profile }: LintConfiguration): Reporting {
  if (level !== undefined) return level;
  if (lint.off || (lint.profile === 'elastic' && profile !== 'elastic')) return 'off';
  return profile === 'elastic' ? (lint.elasticSeverity ?? 'own') : 'own';
}

/** A lint that reports, with the severity. */
interface SettledLint {
  readonly lint: Lint;
  readonly reporting: Reporting;
}

/**
 * A lint with a check function. The properties that every run reads are copied: lints have many shapes, which
 * makes reading their properties slow.
 */
export interface SettledCheck extends SettledLint {
  readonly check: CheckingLint['check'];
  readonly echoes: readonly ProblemCode[] | undefined;
}

/** The lints that report in some rules. */
export interface ActiveLints {
  /** The lints with a check function, each after those that it echoes. */
  readonly checks: readonly SettledCheck[];
  /** By the id of the lint. */
  readonly reportings: ReadonlyMap<string, Reporting>;
}

/** By list of lints, then by the properties of a rule that make a difference. */
type Settled = Map<readonly Lint[], Map<string, ActiveLints>>;

const settled = new WeakMap<LintConfiguration, WeakMap<Checkout | typeof noCheckout, Settled>>();
const noCheckout = {};

/** Returns the lints that report in a rule, with their severity. */
export function activeLints(
  lints: readonly Lint[],
  analysis: Analysis,
  configuration: LintConfiguration,
): ActiveLints {
  if (configuration.overrides.length > 0) return settle(lints, analysis, configuration);
  // Without levels by path, the result is the same for most rules.
  const byCheckout = entryOf(settled, configuration, () => new WeakMap());
  const byList: Settled = entryOf(byCheckout, analysis.checkout ?? noCheckout, () => new Map());
  const byRule = entryOf(byList, lints, () => new Map());
  const { deprecated, maturity } = analysis.rule;
  const language = analysis.query?.language.name;
  return entryOf(byRule, `${deprecated} ${maturity === 'production'} ${language}`, () =>
    settle(lints, analysis, configuration),
  );
}

function settle(lints: readonly Lint[], analysis: Analysis, configuration: LintConfiguration): ActiveLints {
  const all = lints.flatMap((lint) => {
    const reporting = severityOf(lint, analysis, configuration);
    return reporting === 'off' ? [] : [{ lint, reporting }];
  });
  return {
    checks: echoesLast(all).flatMap(({ lint, reporting }) =>
      'check' in lint && (!lint.language || lint.language.name === analysis.query?.language.name)
        ? [{ lint, reporting, check: lint.check, echoes: lint.echoes }]
        : [],
    ),
    reportings: new Map(all.map(({ lint, reporting }) => [lint.id, reporting])),
  };
}

/** Sorts each lint after those that it echoes, which may echo others in turn. */
function echoesLast(lints: readonly SettledLint[]): SettledLint[] {
  const byId = new Map<string, Lint>(lints.map(({ lint }) => [lint.id, lint]));
  const depths = new Map<Lint, number>();
  const depthOf = (lint: Lint): number => {
    const known = depths.get(lint);
    if (known !== undefined) return known;
    // Lints that echo each other stay in alphabetical order.
    depths.set(lint, 0);
    const echoed = (lint.echoes ?? []).flatMap((id) => byId.get(id) ?? []);
    const depth = echoed.length === 0 ? 0 : 1 + greatest(echoed.map(depthOf));
    depths.set(lint, depth);
    return depth;
  };
  return [...lints].sort((a, b) => depthOf(a.lint) - depthOf(b.lint));
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

/** Returns the checkout's setting that switches a lint off, or undefined. */
export function switchedOffBy(
  { bypass, counterpart }: Lint,
  { checkout }: Pick<Analysis, 'checkout'>,
): string | undefined {
  if (!checkout) return undefined;
  const setting = bypass && checkout.settings.bypassed.get(bypass);
  if (setting) return setting;
  if (checkout.tests.path === undefined) return undefined;
  const skipped = counterpart?.includes('.test_') && checkout.tests.skipsTest(counterpart);
  return skipped ? `${counterpart} in ${checkout.tests.path}` : undefined;
}
