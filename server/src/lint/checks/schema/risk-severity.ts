import { severityRanges } from '../../../rule/schema/risk.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'risk-severity',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_rule_risk_score_severity_mismatch',
  judges: ['severity', 'risk_score'],
  echoes: ['severity-enum', 'risk-range'],
  summary: 'Risk score that does not match the severity',
  why: 'Alerts are sorted by one or the other, and both should give the same order.',
  avoid: 'risk_score = 73\nseverity = "medium"',
  prefer: 'risk_score = 47\nseverity = "medium"',

  check({ rule, document }, report) {
    const { risk_score: score, severity } = rule.table;
    const range = severityRanges.find((candidate) => candidate.severity === severity);
    if (!range || typeof score !== 'number' || (score >= range.least && score <= range.greatest)) return;
    const fitting = severityRanges.find(({ least, greatest }) => score >= least && score <= greatest);
    if (!fitting) return;
    const span = valueSpan(document, ['rule', 'risk_score']);
    report({
      span,
      message: `A risk score of ${score} is for the severity "${fitting.severity}", but the rule has "${range.severity}", which allows ${range.least} to ${range.greatest}.`,
      help: `Change the score, or set "severity" to "${fitting.severity}".`,
      fix: {
        title: `Set "risk_score" to ${range.usual}, for "${range.severity}"`,
        edits: [{ span, text: String(range.usual) }],
      },
    });
  },
});
