import { analyse } from '../../analysis/analyse.js';
import { queryParts } from '../../analysis/parsed-query.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { describeAction } from '../../ide/event-label.js';
import { synthesize } from '../../prove/synthesis/synthesize.js';
import type { SynthesizedCase } from '../../prove/synthesis/synthesized.js';
import { writtenCase } from '../../prove/synthesis/written-case.js';
import type { Rule } from '../../rule/rule.js';
import type { WrittenCase } from '../../testing/add-case.js';
import { askedFields, onlyFields } from '../evidence/asked-fields.js';
import { raisedAlerts } from '../evidence/raised.js';
import type { Shape } from './shape.js';
import { kindFields } from './telling-fields.js';

/** Limit of events that become tests. */
const mostCases = 5;
/** Limit of near misses; those of a threshold are long. */
const mostNearMisses: Readonly<Record<Shape['kind'], number>> = { single: 8, sequence: 8, threshold: 2 };

/**
 * Returns the tests of a draft: its events, which raise an alert, and near misses that fail one of the
 * distinctive conditions. The events keep only the fields that the rule uses.
 *
 * @param kind the shape; for `single`, each event raises an alert alone.
 */
export function draftCases(
  rule: Rule,
  events: readonly EventObject[],
  kind: Shape['kind'],
): readonly WrittenCase[] {
  const fields = askedFields(rule);
  const groups = kind === 'single' ? events.slice(0, mostCases).map((event) => [event]) : [events];
  const matches = groups.map((whole): WrittenCase => {
    const short = whole.map((event) => onlyFields(event, fields));
    const raised = raisedAlerts(rule, short, {});
    return {
      name: `as seen: ${describeAction(whole.at(-1)!)}`,
      events: raised.ok && raised.alerts.length > 0 ? short : whole,
      expect: 'alert',
    };
  });
  const { cases } = synthesize(rule, { match: false, nearMisses: true, eachValue: false, seed: 0 });
  const named = queryParts(analyse(rule.document.text)).flatMap((part) => part.fields);
  const isTelling = ({ span }: SynthesizedCase): boolean =>
    span !== undefined &&
    named.some(
      ({ name, span: at }) => !kindFields.includes(name) && at.start >= span.start && at.end <= span.end,
    );
  return [
    ...new Map(matches.map((one) => [JSON.stringify(one.events), one])).values(),
    ...cases.filter(isTelling).slice(0, mostNearMisses[kind]).map(writtenCase),
  ];
}
