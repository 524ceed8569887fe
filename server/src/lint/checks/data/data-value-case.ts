import { countedEvents } from '../../../analysis/never-seen.js';
import { eqlLanguage } from '../../../query/eql/language.js';
import { defineLint } from '../../lint.js';
import { replaceValue } from '../query/compared-values.js';
import { keyOf, learnedValues } from './learned-values.js';

export default defineLint({
  id: 'data-value-case',
  severity: 'warning',
  summary: 'Value that occurs only in a different letter case',
  why: 'The comparison is case-sensitive, and in the data that fields were learned from, the value always has a different letter case. The rule misses these events, or does not exclude them.',
  avoid: `#- rules/door.toml
[rule]
type = "eql"
language = "eql"
index = ["logs-doors-*"]
query = 'any where door.state == "open"'
#- .rulewright/fields.json
{"version": 1, "sources": {"logs-doors-default": {"documents": 5000, "fields": {
  "door.state": {"type": "keyword", "documents": 5000, "distinct": 2, "values": {"Open": 4000, "Closed": 1000}}}}}}`,
  prefer: `#- rules/door.toml
[rule]
type = "eql"
language = "eql"
index = ["logs-doors-*"]
query = 'any where door.state == "Open"'
#- .rulewright/fields.json
{"version": 1, "sources": {"logs-doors-default": {"documents": 5000, "fields": {
  "door.state": {"type": "keyword", "documents": 5000, "distinct": 2, "values": {"Open": 4000, "Closed": 1000}}}}}}`,

  check(analysis, report) {
    const { unseen: all, compared } = learnedValues(analysis);
    for (const unseen of all) {
      const { field, text, span, otherCases } = unseen;
      const [first, ...others] = otherCases;
      // An author who also tests the other case knows about it.
      if (!first || otherCases.some(({ value }) => compared.has(keyOf(field, value)))) continue;
      const fix = others.length === 0 ? analysis.queryFix(replaceValue(unseen, first.value)) : undefined;
      const written = otherCases.map(({ value }) => `"${value}"`).join(', ');
      const events = otherCases.reduce((sum, { documents }) => sum + documents, 0);
      const ignoring = analysis.parsed(eqlLanguage) ? ', or use ":" or "in~", which ignore letter case' : '';
      report({
        span: analysis.queryToDocument(span),
        message: `"${field}" is never "${text}", but ${written} in ${countedEvents(events)}: the comparison is case-sensitive.`,
        help: `Write ${written}${ignoring}.`,
        ...(fix ? { fix } : {}),
      });
    }
  },
});
