import { countedEvents } from '../../../analysis/never-seen.js';
import type { FieldFacts } from '../../../fields/inventory/inventory.js';
import { askedFields } from '../../../logic/asked-fields.js';
import { overlaps } from '../../../text/span.js';
import { defineLint } from '../../lint.js';
import { unlistedValues } from '../query/compared-values.js';
import { learnedValues, type UnseenValue } from './learned-values.js';

export default defineLint({
  id: 'data-value-unseen',
  severity: 'information',
  summary: 'Value that never occurs in the data',
  why: 'In the data that fields were learned from, the field has only a few different values, all of them are known, and this is not one of them. It may be misspelt, or something that has not happened yet. Excluded values are not reported; of several values of one field, only the first is.',
  avoid: `#- rules/door.toml
[rule]
type = "eql"
language = "eql"
index = ["logs-doors-*"]
query = 'any where door.state == "ajar"'
#- .rulewright/fields.json
{"version": 1, "sources": {"logs-doors-default": {"documents": 5000, "fields": {
  "door.state": {"type": "keyword", "documents": 5000, "distinct": 2, "values": {"open": 4000, "closed": 1000}}}}}}`,
  prefer: `#- rules/door.toml
[rule]
type = "eql"
language = "eql"
index = ["logs-doors-*"]
query = 'any where door.state == "open"'
#- .rulewright/fields.json
{"version": 1, "sources": {"logs-doors-default": {"documents": 5000, "fields": {
  "door.state": {"type": "keyword", "documents": 5000, "distinct": 2, "values": {"open": 4000, "closed": 1000}}}}}}`,

  check(analysis, report) {
    const { unseen } = learnedValues(analysis);
    if (unseen.length === 0) return;
    const { excluding } = askedFields(analysis);
    // Values that violate the field's list are reported separately.
    const unlisted = new Set(unlistedValues(analysis).map(({ span }) => span.start));
    const byField = new Map<string, UnseenValue[]>();
    for (const value of unseen) {
      const { field, span, otherCases, allValues } = value;
      if (!allValues || otherCases.length > 0 || unlisted.has(span.start)) continue;
      if (excluding.some((outer) => overlaps(outer, span))) continue;
      const others = byField.get(field);
      if (others) others.push(value);
      else byField.set(field, [value]);
    }
    // Rules search for long lists of rare values: a finding for each would drown out the others.
    for (const [field, [first, ...others]] of byField) {
      if (!first?.allValues) continue;
      const { span, text, allValues } = first;
      const more = others.length === 0 ? '' : ` or ${plural(others.length)} of this rule`;
      report({
        span: analysis.queryToDocument(span),
        message: `"${field}" is never "${text}"${more} in ${countedEvents(allValues.documents)}.`,
        help: `Its values are ${someValues(allValues)}.`,
      });
    }
  },
});

function plural(others: number): string {
  return others === 1 ? 'another value' : `${others} other values`;
}

const mostNamed = 8;

function someValues({ values }: FieldFacts): string {
  const names = [...values.keys()].map((value) => `"${value}"`);
  const more = names.length - mostNamed;
  return more <= 0 ? names.join(', ') : `${names.slice(0, mostNamed).join(', ')} and ${more} more`;
}
