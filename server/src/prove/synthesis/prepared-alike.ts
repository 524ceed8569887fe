import { prepareRule, prepareRuleForEvents } from '../../evaluate/prepare/prepare-rule.js';
import type { RuleInputs } from '../../evaluate/prepare/rule-inputs.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { fieldFinder } from '../../evaluate/values/field-finder.js';
import type { Rule } from '../../rule/rule.js';

type Prepared = ReturnType<typeof prepareRule>;

/** A prepared rule with the event properties that it depends on. */
interface Known {
  readonly now: string;
  readonly inputs: RuleInputs;
  readonly answers: ReadonlyMap<string, boolean>;
  readonly prepared: Prepared;
}

const known = new WeakMap<Rule, Known[]>();

/** Limit of cached preparations of one rule. */
const mostKept = 8;

/**
 * Prepares a rule for events. Reuses an earlier preparation if the events do not differ in what the query
 * reads from them and there are no other inputs, so that nothing is parsed or compiled again.
 */
export function preparedAlike(
  rule: Rule,
  events: readonly EventObject[],
  now: string,
  inputs: RuleInputs,
): Prepared {
  if (!isPlain(inputs)) return prepareRuleForEvents(rule, events, now, inputs);
  const kept = known.get(rule) ?? [];
  known.set(rule, kept);
  const isInEvents = fieldFinder(events);
  const alike = kept.find(
    (one) =>
      one.now === now &&
      one.inputs.fields === inputs.fields &&
      one.inputs.limits?.index === inputs.limits?.index &&
      [...one.answers].every(([name, answer]) => isInEvents(name) === answer),
  );
  if (alike) return alike.prepared;
  const answers = new Map<string, boolean>();
  const prepared = prepareRule(
    rule,
    {
      now,
      isInEvents(name) {
        const answer = isInEvents(name);
        answers.set(name, answer);
        return answer;
      },
    },
    inputs,
  );
  if (kept.length >= mostKept) kept.shift();
  kept.push({ now, inputs, answers, prepared });
  return prepared;
}

/** Returns whether there are no inputs besides the events. */
function isPlain({
  history = [],
  indicators = [],
  exceptions = [],
  tables,
  answers = [],
}: RuleInputs): boolean {
  return history.length + indicators.length + exceptions.length === 0 && !tables && answers.length === 0;
}
