import { learnedView, readIndices } from '../../../analysis/learned-view.js';
import { queryIndices } from '../../../analysis/parsed-query.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'data-index-unseen',
  severity: 'information',
  judges: ['index'],
  summary: 'Rule whose indices have no events',
  why: 'In the data that fields were learned from, no index pattern of the rule matches an index with events. The rule cannot alert, or the data was not collected everywhere.',
  avoid: `#- rules/door.toml
[rule]
index = ["logs-gates-*"]
type = "eql"
language = "eql"
query = 'any where true'
#- .rulewright/fields.json
{"version": 1, "sources": {"logs-doors-default": {"documents": 5000, "fields": {}}}}`,
  prefer: `#- rules/door.toml
[rule]
index = ["logs-doors-*"]
type = "eql"
language = "eql"
query = 'any where true'
#- .rulewright/fields.json
{"version": 1, "sources": {"logs-doors-default": {"documents": 5000, "fields": {}}}}`,

  check(analysis, report) {
    const view = learnedView(analysis);
    // Events of an unknown index may be those of the rule, and it is unknown whether a mapping has any
    // events.
    if (!view || view.certain.length + view.possible.length > 0) return;
    if (!analysis.inventory?.sources.some(({ documents = 0 }) => documents > 0)) return;
    const patterns = readIndices(analysis).map((pattern) => `"${pattern}"`);
    const span =
      queryIndices(analysis).length > 0
        ? valueSpan(analysis.document, ['rule', 'query'])
        : valueSpan(analysis.document, ['rule', 'index']);
    report({
      span,
      message: `No event was seen in ${listed(patterns)}, so the rule cannot alert.`,
      help: 'Learn fields from these indices, or correct the patterns.',
    });
  },
});

const mostNamed = 3;

function listed(patterns: readonly string[]): string {
  const more = patterns.length - mostNamed;
  return more <= 0 ? patterns.join(', ') : `${patterns.slice(0, mostNamed).join(', ')} and ${more} more`;
}
