import { type EngineResult, runAsEngine } from '../../evaluate/engine/run-as-engine.js';
import type { RuleInputs } from '../../evaluate/prepare/rule-inputs.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { Rule } from '../../rule/rule.js';
import { type EventsRead, type ReadOptions, readEvents } from '../event-files.js';
import type { Output } from '../output.js';

/** Reads all events into memory, and runs each rule on them once as the detection engine would. */
export async function runAllAsEngine(
  rules: readonly { readonly rule: Rule; readonly inputs: RuleInputs }[],
  paths: readonly string[],
  output: Output,
  { now, reading }: { readonly now: string | undefined; readonly reading: ReadOptions },
): Promise<{ readonly read: EventsRead; readonly results: readonly EngineResult[] }> {
  const events: EventObject[] = [];
  const read = await readEvents(paths, (event) => events.push(event), output, reading);
  return { read, results: rules.map(({ rule, inputs }) => runAsEngine(rule, events, inputs, now)) };
}
