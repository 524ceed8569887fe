import { documents, documentsOf, eventInput, givenEvents } from '../given-events.js';
import { givenRule, ruleInput } from '../given-rule.js';
import { Refusal } from '../refusal.js';
import { runGiven } from '../run-given.js';
import type { Tool } from '../tool.js';

/** Limit of events: more do not improve an explanation. */
const mostEvents = 1000;

/** A tool that explains why a rule does or does not raise an alert on events. */
export const explainMatch: Tool = {
  name: 'explain_match',
  title: 'Explain why a rule matches or does not',
  description:
    'Runs a rule on events, without a cluster and with the same results as Elasticsearch, and says which condition decided and which value it saw. For a sequence, pass all of its events.',
  input: (z) => ({
    ...ruleInput(z),
    ...eventInput(z),
    history: documents(z, 'for new_terms: earlier events'),
    indicators: documents(z, 'for threat_match: documents of the indicator index'),
  }),
  async run(input, context) {
    const given = await givenRule(input, context);
    const { events } = givenEvents(input, context);
    if (events.length > mostEvents)
      throw new Refusal(`at most ${mostEvents} events can be explained at once`);
    const [history, indicators] = [documentsOf(input.history), documentsOf(input.indicators)];
    const beside = { ...(history.length > 0 && { history }), ...(indicators.length > 0 && { indicators }) };
    const wanted = runGiven(given, { name: 'explained', events, expect: 'alert', ...beside });
    // Only failing cases have an explanation, so explain an alert through a case that expects none.
    const told =
      wanted.status === 'passed'
        ? runGiven(given, { name: 'explained', events, expect: 'no alert', ...beside })
        : wanted;
    return {
      alerts: wanted.actual.alerts,
      ...(wanted.status === 'error' && { error: wanted.message }),
      ...(wanted.status === 'todo' && { notEvaluated: wanted.message }),
      because: told.message,
      explanation: told.explanation.join('\n'),
    };
  },
};
