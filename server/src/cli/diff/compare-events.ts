import { prepareRule } from '../../evaluate/prepare/prepare-rule.js';
import type { RuleInputs } from '../../evaluate/prepare/rule-inputs.js';
import { createLineFilter } from '../../evaluate/run/prefilter.js';
import type { RuleResult } from '../../evaluate/run/run-rule.js';
import { startRules } from '../../evaluate/run/run-rules.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Rule } from '../../rule/rule.js';
import { readEvents } from '../event-files.js';
import type { FileFinding } from '../findings.js';
import type { Output } from '../output.js';
import { spillingStorage } from '../run/storage/spilling-storage.js';
import type { RulePair } from './pairs.js';
import type { ChangedEvents } from './rule-diff.js';

/** Runs both versions of all rules on events, which are read once. Rules that cannot run have no events. */
export async function compareEvents(
  pairs: readonly RulePair[],
  fieldsOf: (pair: RulePair) => FieldCatalogue | undefined,
  paths: readonly string[],
  output: Output,
): Promise<{ readonly changes: readonly ChangedEvents[]; readonly problems: readonly FileFinding[] }> {
  const versions = pairs.flatMap((pair) =>
    [pair.before, pair.after?.rule].map((rule) => rule && prepared(rule, fieldsOf(pair))),
  );
  const active = versions.flatMap((one, index) => (one ? [{ one, index }] : []));
  const run = startRules<number>(
    active.map(({ one }) => one),
    () => ({ order: 'sorted', storage: spillingStorage() }),
  );
  const read = await readEvents(paths, (event, number) => run.read(event, number), output, {
    filter: createLineFilter(run.required),
  });
  const results = new Map<number, RuleResult<number>>();
  run.finish().forEach((result, at) => {
    results.set(active[at]!.index, result);
  });
  const changes = pairs.map(({ before, after }, index): ChangedEvents => {
    const own = before ? alertsOf(results.get(2 * index), read.addressOf) : new Set<string>();
    const other = after ? alertsOf(results.get(2 * index + 1), read.addressOf) : new Set<string>();
    if (!own || !other) return noChanges;
    return {
      gained: [...other].filter((one) => !own.has(one)),
      lost: [...own].filter((one) => !other.has(one)),
    };
  });
  return { changes, problems: read.problems };
}

/** No differences, or nothing was run. */
export const noChanges: ChangedEvents = { gained: [], lost: [] };

function prepared(rule: Rule, fields: FieldCatalogue | undefined) {
  const inputs: RuleInputs = fields ? { fields } : {};
  const found = prepareRule(rule, {}, inputs);
  return found.ok ? found : undefined;
}

/** Returns the event positions of each alert, or undefined if the search failed or the version cannot run. */
function alertsOf(
  result: RuleResult<number> | undefined,
  addressOf: (number: number) => string,
): ReadonlySet<string> | undefined {
  if (!result || result.problem) return undefined;
  const found = new Set<string>();
  for (const { events } of result.alerts.slice())
    found.add(events.map((event) => (event === null ? '–' : addressOf(event))).join(' → '));
  return found;
}
