import type { Analysis } from '../../../analysis/analysis.js';
import { learnedView } from '../../../analysis/learned-view.js';
import { countedEvents, grouped } from '../../../analysis/never-seen.js';
import { resolvedEsql } from '../../../analysis/resolved-esql.js';
import { evidence } from '../../../fields/inventory/evidence.js';
import type { FieldFacts } from '../../../fields/inventory/inventory.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import { defineLint } from '../../lint.js';
import { minStackVersion } from '../schema/min-stack.js';
import { singleValueRemedy } from './single-value-remedy.js';
import { type SingleValueUse, singleValueUses } from './single-values.js';

export default defineLint({
  id: 'esql-multivalue',
  severity: 'warning',
  language: esqlLanguage,
  summary: 'ES|QL condition on a field with several values',
  why: 'Comparisons, patterns, `IN` and most functions are null if a field has more than one value, whatever the values are. `WHERE` then drops the row, so the rule misses the event. `event.category` and `event.type` are not reported, because most sources write only one value. If [fields were learned from data](../learned-fields.md), the data decides which fields have several values.',
  avoid: `[metadata]
creation_date = "2026/01/05"
updated_date = "2026/01/05"
min_stack_version = "9.2.0"
[rule]
type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where process.args == "--decode"'`,
  prefer: `[metadata]
creation_date = "2026/01/05"
updated_date = "2026/01/05"
min_stack_version = "9.2.0"
[rule]
type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where MV_CONTAINS(process.args, "--decode")'`,

  check(analysis, report) {
    const esql = resolvedEsql(analysis);
    if (!esql) return;
    for (const use of singleValueUses(esql, analysis.catalogue)) {
      const facts = factsOf(use, analysis);
      if (facts ? isSingleInData(facts) : isMostlySingle(use)) continue;
      const { edit, help } = singleValueRemedy(use, esql, minStackVersion(analysis));
      const { span } = use.expression;
      const fix =
        edit === undefined
          ? undefined
          : analysis.queryFix({ title: `Write ${edit}`, edits: [{ span, text: edit }], manual: true });
      report({
        span: analysis.queryToDocument(span),
        message: messageOf(use, facts),
        help,
        ...(fix ? { fix } : {}),
      });
    }
  },
});

/**
 * Fields that have several values according to ECS, but one in most sources. Rules customarily compare them
 * with one value, so a finding for each would drown out the others.
 */
const mostlySingle: ReadonlySet<string> = new Set(['event.category', 'event.type']);

function isMostlySingle({ source, column }: SingleValueUse): boolean {
  return source === 'usual' && mostlySingle.has(column.field ?? '');
}

/** Returns what was learned about the field of a use, if anything. */
function factsOf({ source, column }: SingleValueUse, analysis: Analysis): FieldFacts | undefined {
  if (source === 'made' || column.field === undefined) return undefined;
  const facts = learnedView(analysis)?.facts(column.field);
  return facts && (facts.several > 0 || facts.documents >= evidence.neverSeen) ? facts : undefined;
}

function isSingleInData({ several }: FieldFacts): boolean {
  return several === 0;
}

function messageOf({ column, source, typed }: SingleValueUse, facts: FieldFacts | undefined): string {
  const effect =
    typed.command.kind === 'where'
      ? 'this is null and the row is dropped'
      : 'this is null, which a condition treats as false';
  if (source === 'made') return `"${column.name}" is a list: with more than one value, ${effect}.`;
  if (facts)
    return `"${column.field}" has several values in ${grouped(facts.several)} of ${countedEvents(facts.documents)}: with more than one, ${effect}.`;
  return `"${column.field}" usually has several values: with more than one, ${effect}.`;
}
