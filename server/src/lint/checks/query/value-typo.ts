import type { Analysis } from '../../../analysis/analysis.js';
import { datasetFields } from '../../../analysis/intended-datasets.js';
import { defineLint, type LintFinding } from '../../lint.js';
import { type ComparedValue, comparedValues, replaceValue, unlistedValues } from './compared-values.js';

export default defineLint({
  id: 'value-typo',
  severity: 'warning',
  summary: 'Misspelt value',
  why: 'The field has a known list of values, so a misspelt one never matches.',
  avoid: 'process where event.type == "strat"',
  prefer: 'process where event.type == "start"',

  check(analysis, report) {
    for (const value of unlistedValues(analysis)) {
      const message = `"${value.text}" is not a known value of "${value.field}".`;
      if (value.nearest !== undefined) report(misspelt(value, value.nearest, message, analysis));
    }
    const packages = analysis.fieldPlan?.integrations;
    if (!packages || !analysis.rule.query?.text.includes('dataset')) return;
    for (const value of comparedValues(analysis, (field) => datasetFields.includes(field))) {
      const nearest = packages.nearestDataset(value.text);
      const message = `No package has the data set "${value.text}".`;
      if (nearest !== undefined) report(misspelt(value, nearest, message, analysis));
    }
  },
});

function misspelt(value: ComparedValue, nearest: string, message: string, analysis: Analysis): LintFinding {
  const fix = analysis.queryFix(replaceValue(value, nearest));
  return {
    span: analysis.queryToDocument(value.span),
    message,
    help: `Did you mean "${nearest}"?`,
    ...(fix ? { fix } : {}),
  };
}
