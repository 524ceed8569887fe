import {
  addressesOf,
  type Bounds,
  type Deviation,
  type Deviations,
  describeBounds,
  type FileAlerts,
  type Place,
  type RuleAlerts,
  type UnexpectedPolicy,
} from './outcome.js';

/** An expectation for one rule. */
export interface Expectation {
  readonly rule: RuleAlerts;
  /** As written; undefined for all files. */
  readonly pattern: string | undefined;
  readonly covers: (path: string) => boolean;
  readonly bounds: Bounds;
  readonly place: Place;
}

/** An expectation with its result. */
export interface CheckedExpectation extends Expectation {
  readonly alerts: number;
  readonly deviation: Deviation | undefined;
}

/** Compares alerts with expectations. */
export function checkExpectations(expectations: readonly Expectation[]): CheckedExpectation[] {
  return expectations.map((expectation) => {
    const files = expectation.rule.files.filter(({ path }) => expectation.covers(path));
    const alerts = files.reduce((sum, file) => sum + file.alerts, 0);
    return { ...expectation, alerts, deviation: deviationOf(expectation, files, alerts) };
  });
}

function deviationOf(
  { rule, pattern, bounds, place }: Expectation,
  files: readonly FileAlerts[],
  alerts: number,
): Deviation | undefined {
  const { notRun } = rule;
  const isFewer = alerts < (bounds.exactly ?? bounds.at_least ?? 0);
  const isMore = alerts > (bounds.exactly ?? bounds.at_most ?? Number.POSITIVE_INFINITY);
  if (!isFewer && !isMore && notRun === undefined) return undefined;
  const expected = describeBounds(bounds);
  return {
    rule: rule.rule,
    path: pattern,
    alerts,
    expected: bounds,
    severity: 'error',
    message:
      notRun === undefined
        ? `expected ${expected}, found ${alerts}`
        : `expected ${expected}, but the rule did not run: ${notRun}`,
    place,
    events: isMore ? files.flatMap(({ path, raised }) => addressesOf(path, raised)).slice(0, 20) : [],
  };
}

/** Sorts deviations into unexpected and missing alerts, and adds the alerts that no expectation covers. */
export function compareWithExpectations(
  rules: readonly RuleAlerts[],
  checked: readonly CheckedExpectation[],
  policy: UnexpectedPolicy,
): Deviations {
  const deviations = checked.flatMap(({ deviation }) => deviation ?? []);
  const isMore = ({ alerts, expected }: Deviation): boolean =>
    alerts > (expected?.exactly ?? expected?.at_most ?? Number.POSITIVE_INFINITY);
  const uncovered = policy === 'ignore' ? [] : uncoveredAlerts(rules, checked, policy);
  return {
    unexpected: [...deviations.filter(isMore), ...uncovered],
    missing: deviations.filter((deviation) => !isMore(deviation)),
  };
}

function uncoveredAlerts(
  rules: readonly RuleAlerts[],
  expectations: readonly Expectation[],
  policy: UnexpectedPolicy,
): Deviation[] {
  const byRule = new Map<RuleAlerts, Expectation[]>();
  for (const expectation of expectations) {
    const known = byRule.get(expectation.rule);
    if (known) known.push(expectation);
    else byRule.set(expectation.rule, [expectation]);
  }
  return rules.flatMap((rule) =>
    rule.files
      .filter(({ path }) => !byRule.get(rule)?.some(({ covers }) => covers(path)))
      .map(
        ({ path, alerts, raised }): Deviation => ({
          rule: rule.rule,
          path,
          alerts,
          expected: undefined,
          severity: policy === 'fail' ? 'error' : 'warning',
          message: `found ${alerts} that no expectation covers`,
          place: undefined,
          events: addressesOf(path, raised),
        }),
      ),
  );
}
