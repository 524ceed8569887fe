import { type EngineResult, runAsEngine } from '../../server/src/evaluate/engine/run-as-engine.js';
import type { RuleInputs } from '../../server/src/evaluate/prepare/rule-inputs.js';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import { readRule } from '../../server/src/rule/rule.js';
import { parseToml } from '../../server/src/toml/document.js';

/** The default time of a run. */
export const now = '2026-03-10T12:00:00Z';

/** Runs a rule with these keys as the detection engine does; its query matches all events. */
export function runEngine(
  keys: string,
  events: readonly EventObject[],
  inputs: RuleInputs = {},
  at?: string,
): EngineResult {
  const text = `[metadata]\n[rule]\nname = "A rule"\nrisk_score = 21\nseverity = "low"\n${/^type/m.test(keys) ? '' : 'type = "query"\n'}language = "kuery"\nquery = "tag: x"\n${keys}`;
  return runAsEngine(
    readRule(parseToml(text.replace(/language = "kuery"\nquery = "tag: x"\n(?=[\s\S]*^query)/m, ''))),
    events.map((event) => ({ tag: 'x', '@timestamp': now, ...event })),
    inputs,
    at,
  );
}

/** Returns an event at a time of that day. */
export const at = (time: string, fields: EventObject = {}): EventObject => ({
  '@timestamp': `2026-03-10T${time}Z`,
  ...fields,
});
