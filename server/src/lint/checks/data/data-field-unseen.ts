import type { Analysis } from '../../../analysis/analysis.js';
import { learnedView, readIndices } from '../../../analysis/learned-view.js';
import { neverSeen } from '../../../analysis/never-seen.js';
import { type QueryUnit, queryUnits, targetsOf } from '../../../analysis/query-units.js';
import type { InventoryView } from '../../../fields/inventory/create-inventory.js';
import { evidence } from '../../../fields/inventory/evidence.js';
import { matchOf } from '../../../fields/inventory/index-names.js';
import { unknownFieldVerdict } from '../../../fields/unknown-field.js';
import { askedFields } from '../../../logic/asked-fields.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'data-field-unseen',
  severity: 'warning',
  judges: ['index'],
  summary: 'Field that no event has',
  why: "The field exists, but in the data that fields were learned from, no event of the rule's indices has a value for it. If the rule requires the field, it cannot alert. The finding is only information if the field is one of several alternatives, or if some index patterns of the rule have no events.",
  avoid: `#- rules/door.toml
[rule]
type = "eql"
language = "eql"
index = ["logs-doors-*"]
query = 'any where user.name == "ann"'
#- .rulewright/fields.json
{"version": 1, "sources": {"logs-doors-default": {"documents": 5000, "fields": {
  "user.id": {"type": "keyword", "documents": 5000}}}}}`,
  prefer: `#- rules/door.toml
[rule]
type = "eql"
language = "eql"
index = ["logs-doors-*"]
query = 'any where user.id == "7"'
#- .rulewright/fields.json
{"version": 1, "sources": {"logs-doors-default": {"documents": 5000, "fields": {
  "user.id": {"type": "keyword", "documents": 5000}}}}}`,

  check(analysis, report) {
    const view = learnedView(analysis);
    if (!view || view.documents < evidence.neverSeen) return;
    const { required, wanted } = askedFields(analysis);
    const isWhole = readIndices(analysis).every(
      (pattern) => pattern.startsWith('-') || hasEvents(pattern, view),
    );
    const reported = new Set<string>();
    for (const unit of queryUnits(analysis))
      for (const { name, span, optional } of unit.fields) {
        if (reported.has(name) || !wanted.has(name) || !isJudged(name, unit, analysis)) continue;
        const proof = neverSeen(fieldWithValue(name, analysis), analysis);
        if (proof === undefined) continue;
        reported.add(name);
        const isNeeded = required.has(name) && !optional;
        report({
          span: analysis.queryToDocument(span),
          message: `"${name}" was ${proof}${isNeeded ? ': the rule cannot alert on them' : ''}.`,
          ...(isNeeded && isWhole ? {} : { severity: 'information' as const }),
        });
      }
  },
});

/**
 * Returns whether there are events of an index pattern: patterns without events may have the fields that
 * others do not.
 */
function hasEvents(pattern: string, { certain }: InventoryView): boolean {
  return certain.some(
    ({ name, kind, documents = 0 }) => documents > 0 && matchOf(pattern, name, kind) === 'certain',
  );
}

/** Fields that events get from their index rather than their document. */
const ofIndex = /^(?:_.*|data_stream\..*|event\.(?:dataset|module))$/;

function isJudged(name: string, unit: QueryUnit, analysis: Analysis): boolean {
  if (name.includes('*') || ofIndex.test(name)) return false;
  const learned = analysis.inventory?.field(name);
  // Such fields have values that no document shows.
  if (learned?.mapped && (learned.type === 'alias' || learned.type === 'constant_keyword')) return false;
  const targets = targetsOf(analysis, unit);
  const catalogues = [analysis.catalogue, ...targets.map(({ catalogue }) => catalogue)];
  // Below a flattened field, names are data.
  if (catalogues.some((catalogue) => catalogue.knows(name) && !catalogue.get(name))) return false;
  // Unknown names are reported separately.
  return targets.length === 0
    ? unknownFieldVerdict(name, analysis.catalogue).kind !== 'typo'
    : targets.every(({ catalogue }) => catalogue.knows(name)) || analysis.inventory?.knows(name) === true;
}

/** Returns the document's field whose value a multi-field indexes again. */
function fieldWithValue(name: string, { catalogue }: Analysis): string {
  return catalogue.get(name)?.multiFieldOf ?? name.replace(/\.(?:text|keyword|caseless|raw)$/, '');
}
