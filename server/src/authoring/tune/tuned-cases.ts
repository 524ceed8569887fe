import { analyse } from '../../analysis/analyse.js';
import type { ExceptionItem } from '../../evaluate/filters/check-exception.js';
import type { RuleInputs } from '../../evaluate/prepare/rule-inputs.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { readsAlerts, sourceEvent } from '../../exchange/source-event.js';
import { describeEvent } from '../../ide/event-label.js';
import { type Rule, readRule } from '../../rule/rule.js';
import type { WrittenCase } from '../../testing/add-case.js';
import { parseToml } from '../../toml/document.js';
import { askedFields, onlyFields } from '../evidence/asked-fields.js';
import type { EventSet } from '../evidence/event-set.js';
import { type RaisedAlert, raisedAlerts } from '../evidence/raised.js';
import type { Tuning } from './tune-rule.js';

/** Limit of alerts of each kind that become tests, and of events per alert. */
const mostCases = 5;
const mostEvents = 20;

/**
 * Returns the tests of a tuned rule: its false positives, which no longer raise an alert, and its true
 * positives, which do. The events keep only the fields that the rule and the exclusion use, if the test has
 * the same result.
 */
export function tunedCases(
  rule: Rule,
  tuning: Tuning,
  falsePositives: EventSet,
  truePositives: EventSet,
  inputs: RuleInputs,
): readonly WrittenCase[] {
  const changed = readRule(parseToml(tuning.text));
  const fields = fieldsOf(rule, tuning);
  const isAlertRule = readsAlerts(analyse(rule.document.text, { document: rule.document }));
  const asSource = (event: EventObject): EventObject => (isAlertRule ? event : sourceEvent(event));
  const made = (
    set: EventSet,
    alerts: readonly RaisedAlert[],
    expect: WrittenCase['expect'],
  ): readonly WrittenCase[] => {
    const cases = new Map<string, WrittenCase>();
    for (const alert of alerts) {
      if (cases.size === mostCases) break;
      if (alert.length > mostEvents) continue;
      const whole = alert.map((event) => asSource(set.events[event]!));
      const short = whole.map((event) => onlyFields(event, fields));
      const shows = (events: readonly EventObject[]): boolean =>
        raises(rule, events, inputs) &&
        raises(changed, events, withItems(inputs, tuning.items)) === (expect === 'alert');
      const events = [short, whole].find(shows);
      if (!events) continue;
      const kind = expect === 'alert' ? 'true positive' : 'false positive';
      cases.set(JSON.stringify(events), {
        name: `${kind}: ${describeEvent(whole.at(-1)!)}`,
        events,
        ...(tuning.items.length > 0 && {
          exceptions: tuning.items.map(({ name, entries }) => ({ name, entries })),
        }),
        expect,
      });
    }
    return [...cases.values()];
  };
  return [
    ...made(falsePositives, tuning.removedAlerts, 'no alert'),
    ...made(truePositives, tuning.keptAlerts, 'alert'),
  ];
}

function withItems(inputs: RuleInputs, items: readonly ExceptionItem[]): RuleInputs {
  return items.length === 0 ? inputs : { ...inputs, exceptions: [...(inputs.exceptions ?? []), ...items] };
}

function raises(rule: Rule, events: readonly EventObject[], inputs: RuleInputs): boolean {
  const raised = raisedAlerts(rule, events, inputs);
  return raised.ok && raised.alerts.length > 0;
}

function fieldsOf(rule: Rule, { exclusions }: Tuning): readonly string[] {
  return [...new Set([...askedFields(rule), ...exclusions.flat().map(({ field }) => field)])];
}
