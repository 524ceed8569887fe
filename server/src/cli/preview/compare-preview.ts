import { runAsEngine } from '../../evaluate/engine/run-as-engine.js';
import { accessField } from '../../evaluate/values/access.js';
import type { JsonObject } from '../../exchange/json.js';
import { printDate } from '../../fields/dates.js';
import type { Rule } from '../../rule/rule.js';
import { compareVerdicts } from '../../stack/compare/compare-verdicts.js';
import { fetchWindow, identityOf } from '../../stack/compare/run-here.js';
import { lookingBackTo, windowOf } from '../../stack/run-window.js';
import { askFields } from '../../stack/search/ask-fields.js';
import { eventOf, type StackDocument } from '../../stack/search/documents.js';
import { mostHits } from '../../stack/search/event-search.js';
import { indicesOf } from '../../stack/search/indices.js';
import type { StackAlert } from '../../stack/search/stack-alert.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { plural } from '../report/source-lines.js';
import { comparisonFindings, tooMany } from '../stack/comparison-findings.js';
import type { PreviewWork, ShownAlert } from './rule-preview.js';

/**
 * Runs a rule locally as the engine does, on the documents that a preview covered, and reports differing
 * verdicts. Throws `StackError`.
 *
 * @param payload the previewed payload; its `from` can differ from the rule's.
 */
export async function comparePreview(
  path: string,
  rule: Rule,
  payload: JsonObject,
  alerts: readonly ShownAlert[],
  { stack, fetched, end, signal }: PreviewWork,
): Promise<FileFinding[]> {
  const tell = (notCompared: string): FileFinding[] => comparisonFindings(path, { notCompared }, fetched);
  if (Array.isArray(rule.table.exceptions_list) && rule.table.exceptions_list.length > 0)
    return tell('Kibana applies the exception lists of the rule, which are not available locally');
  const previewed = lookingBackTo(rule, payload.from);
  const now = BigInt(end.getTime()) * 1_000_000n;
  const index = await indicesOf(rule, stack, signal);
  const elasticsearch = stack.elasticsearch();
  const fields = await askFields(elasticsearch, index, signal);
  const window = windowOf(previewed, now, undefined);
  const found = await fetchWindow(
    elasticsearch,
    { rule: previewed, index, fields, now, window },
    mostHits,
    signal,
  );
  const reason = tooMany(found);
  if (reason !== undefined) return tell(reason);
  const { prepared, result } = runAsEngine(
    previewed,
    found.documents.map(eventOf),
    { fields },
    printDate(now),
  );
  if (!prepared.ok || !result)
    return tell(prepared.ok ? 'the rule could not be run locally' : prepared.problems[0]!.message);
  if (result.problem) return tell(result.problem.message);
  const here = result.alerts.slice().map(
    ({ events, keys, columns }): StackAlert => ({
      documents: events.map((event) => (event === null ? null : found.documents[event]!)),
      ...(keys && { keys }),
      ...(columns && { columns }),
    }),
  );
  const isWhole = ({ events }: ShownAlert): boolean => !events.includes(null);
  const gone = alerts.filter((one) => !isWhole(one)).length;
  const there = alerts
    .filter((one) => isWhole(one) || identityOf(rule) === 'keys')
    .map(
      ({ alert, events }): StackAlert => ({
        documents: events.map((event) => (event === null ? null : fetched.documents()[event]!)),
        keys: keysOf(alert),
      }),
    );
  const byColumns = identityOf(rule) === 'columns';
  if (byColumns && there.some(({ documents }) => documents.length === 0))
    return tell('alerts of a query with STATS do not refer to events');
  const comparison = compareVerdicts(there, here, byColumns ? 'documents' : identityOf(rule));
  const findings = comparisonFindings(path, { comparison, compared: found.documents.length }, fetched);
  if (gone === 0 || identityOf(rule) === 'keys') return findings;
  const message = `Not compared: ${plural(gone, 'alert')} whose events no longer exist.`;
  return [...findings, { ...fileFinding(path, 'stack', message), severity: 'information' }];
}

const thresholdValues = accessField('kibana.alert.threshold_result.terms.value');
const newTerms = accessField('kibana.alert.new_terms');

/** Returns the values that an alert was raised for. */
function keysOf({ source }: StackDocument): readonly unknown[] {
  const values = thresholdValues.all(source);
  return values.length > 0 ? values : newTerms.all(source);
}
