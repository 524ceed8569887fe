import { learnedView } from '../../../analysis/learned-view.js';
import type { InventoryView } from '../../../fields/inventory/create-inventory.js';
import { evidence } from '../../../fields/inventory/evidence.js';
import type { IngestLag } from '../../../fields/inventory/inventory.js';
import { inUnits, scheduleOf } from '../../../rule/schedule.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'data-ingest-lag',
  severity: 'warning',
  judges: ['from', 'interval', 'timestamp_override'],
  echoes: ['from-format', 'interval-format', 'schedule-gap'],
  summary: 'Events that arrive too late for the rule',
  why: 'A run sees only events since "from" that have already arrived. In the data that fields were learned from, one event in a hundred arrives later (the time from `@timestamp` to `event.ingested`), so the rule misses it. With `timestamp_override = "event.ingested"` it does not.',
  avoid: `#- rules/door.toml
[rule]
from = "now-6m"
interval = "5m"
index = ["logs-doors-*"]
type = "eql"
language = "eql"
query = 'any where true'
#- .rulewright/fields.json
{"version": 1, "sources": {"logs-doors-default": {"documents": 5000, "fields": {},
  "lag": {"documents": 5000, "p50": 2, "p99": 900}}}}`,
  prefer: `#- rules/door.toml
[rule]
from = "now-20m"
interval = "5m"
index = ["logs-doors-*"]
type = "eql"
language = "eql"
query = 'any where true'
#- .rulewright/fields.json
{"version": 1, "sources": {"logs-doors-default": {"documents": 5000, "fields": {},
  "lag": {"documents": 5000, "p50": 2, "p99": 900}}}}`,

  check(analysis, report) {
    const view = learnedView(analysis);
    if (!view) return;
    const { rule, document } = analysis;
    const schedule = rule.table.timestamp_override === undefined ? scheduleOf(rule) : undefined;
    const slowest = schedule && slowestOf(view);
    if (!schedule || !slowest) return;
    const spare = schedule.from - schedule.interval;
    if (spare < 0 || slowest.lag.p99 <= spare) return;
    const length = roundedUp(slowest.lag.p99);
    const enough = `now-${inUnits(schedule.interval + length)}`;
    const isWritten = document.locate(['rule', 'from'], 'value') !== undefined;
    const span = valueSpan(document, ['rule', isWritten ? 'from' : 'index']);
    report({
      span,
      message: `1 % of the events of "${slowest.name}" arrive more than ${inUnits(whole(slowest.lag.p99))} late, but runs look back only ${inUnits(spare)} beyond the interval: the rule misses them.`,
      help: `Set "from" to "${enough}", or "timestamp_override" to "event.ingested".`,
      ...(isWritten
        ? { fix: { title: `Set "from" to "${enough}"`, edits: [{ span, text: `"${enough}"` }] } }
        : {}),
    });
  },
});

const units = [86_400, 3_600, 60];

/** Rounds a duration to whole units of its magnitude: it is not known more precisely. */
function whole(seconds: number): number {
  const unit = units.find((one) => seconds >= 2 * one) ?? 1;
  return Math.floor(seconds / unit) * unit;
}

function roundedUp(seconds: number): number {
  const unit = units.find((one) => seconds >= 6 * one) ?? 60;
  return Math.ceil(seconds / unit) * unit;
}

/** If half of the events are later than this, old events were replayed. */
const replayed = 86_400;

function slowestOf({
  certain,
}: InventoryView): { readonly name: string; readonly lag: IngestLag } | undefined {
  let slowest: { readonly name: string; readonly lag: IngestLag } | undefined;
  for (const { name, lag } of certain)
    if (lag && lag.documents >= evidence.lag && lag.p50 < replayed && lag.p99 > (slowest?.lag.p99 ?? 0))
      slowest = { name, lag };
  return slowest;
}
