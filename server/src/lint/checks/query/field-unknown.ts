import type { Analysis } from '../../../analysis/analysis.js';
import { isSignedField } from '../../../analysis/known-fields.js';
import { neverSeen } from '../../../analysis/never-seen.js';
import { queryUnits, targetsOf } from '../../../analysis/query-units.js';
import type { FieldCatalogue } from '../../../fields/catalogue.js';
import type { FieldTarget } from '../../../fields/checkout/field-plan.js';
import { unknownFieldVerdict } from '../../../fields/unknown-field.js';
import type { NamedField } from '../../../query/language.js';
import { defineLint, type LintFinding } from '../../lint.js';
import { hasMisreadBlank } from './misread-names.js';

export default defineLint({
  id: 'field-unknown',
  severity: 'warning',
  counterpart: 'rule_validators.validate_query_text_with_schema',
  judges: ['index', 'integration'],
  echoes: ['integration-known'],
  summary: 'Unknown field',
  why: 'Elasticsearch refuses an EQL query with a field that no index has. A KQL query runs, but the condition never matches. Both are warnings, because only the cluster knows the fields of its indices: set `checks: {field-unknown: error}` to make the run fail. Optional fields, `?name`, are not reported.',
  avoid: 'process where proces.name == "sh"',
  prefer: 'process where process.name == "sh"',

  check(analysis, report) {
    if (analysis.rule.metadata.query_schema_validation === false) return;
    const { id } = analysis.rule;
    if (id !== undefined && analysis.checkout?.tests.skipsRule(id)) return;
    for (const unit of queryUnits(analysis)) {
      const targets = targetsOf(analysis, unit);
      for (const field of unit.fields) {
        if (field.optional || field.name === '') continue;
        const finding = judge(field, targets, analysis);
        if (finding) report(finding);
      }
    }
  },
});

function judge(
  field: NamedField,
  targets: readonly FieldTarget[],
  analysis: Analysis,
): LintFinding | undefined {
  if (targets.length === 0) return describe(field, analysis.catalogue, analysis);
  const newest = targets.filter(({ stack }) => stack === targets[0]!.stack);
  // A field that is only missing in older stacks is reported as too new.
  const first = newest.find(({ catalogue }) => !isKnown(field.name, catalogue));
  if (!first || analysis.inventory?.knows(field.name)) return undefined;
  const finding = describe(field, first.catalogue, analysis);
  if (!finding) return undefined;
  const where = `It is not in the schemas for ${first.label}.`;
  if (first.outdated.length === 0) return { ...finding, help: finding.help ?? where };
  const outdated = `The schemas in this checkout differ from those of the packages (${first.outdated.join('; ')}), so it may exist.`;
  // A misspelling is one whatever is missing in the schemas.
  if (finding.fix) return finding;
  return { ...finding, severity: 'information', help: outdated };
}

function isKnown(name: string, catalogue: FieldCatalogue): boolean {
  return (
    catalogue.knows(name) || (name.includes('*') && unknownFieldVerdict(name, catalogue).kind === 'known')
  );
}

function describe(field: NamedField, catalogue: FieldCatalogue, analysis: Analysis): LintFinding | undefined {
  const { queryToDocument, queryFix, rule } = analysis;
  const { name, span } = field;
  // The text before the name is the mistake.
  if (isSignedField(name, catalogue) || hasMisreadBlank(name, catalogue)) return undefined;
  const verdict = unknownFieldVerdict(name, catalogue);
  if (verdict.kind !== 'typo') return undefined;
  const [nearest] = verdict.suggestions;
  const written = rule.query?.text.slice(span.start, span.end) ?? '';
  const fix =
    nearest !== undefined && written === name
      ? queryFix({ title: `Replace with "${nearest}"`, edits: [{ span, text: nearest }] })
      : undefined;
  return {
    span: queryToDocument(span),
    message: `Unknown field "${name}"${proofOf(name, analysis)}.`,
    ...(nearest === undefined ? {} : { help: `Did you mean "${nearest}"?` }),
    ...(fix ? { fix } : {}),
  };
}

/** Returns the evidence from the data, if there is data of the rule's indices. */
function proofOf(name: string, analysis: Analysis): string {
  const proof = neverSeen(name, analysis);
  return proof === undefined ? '' : `: ${proof}`;
}
