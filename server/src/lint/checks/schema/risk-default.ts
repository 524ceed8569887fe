import { severityRanges } from '../../../rule/schema/risk.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'risk-default',
  severity: 'hint',
  off: true,
  summary: 'Unusual risk score for the severity',
  why: "Elastic's rules use 21, 47, 73 and 99, so that all alerts of one severity have the same weight.",
  avoid: 'risk_score = 50\nseverity = "high"',
  prefer: 'risk_score = 73\nseverity = "high"',

  check({ rule, document }, report) {
    const { risk_score: score, severity } = rule.table;
    const range = severityRanges.find((candidate) => candidate.severity === severity);
    if (!range || typeof score !== 'number' || score === range.usual) return;
    if (score < range.least || score > range.greatest) return;
    const span = valueSpan(document, ['rule', 'risk_score']);
    report({
      span,
      message: `The usual risk score for the severity "${range.severity}" is ${range.usual}.`,
      fix: {
        title: `Set "risk_score" to ${range.usual}`,
        edits: [{ span, text: String(range.usual) }],
      },
    });
  },
});
