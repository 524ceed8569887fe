import { raisedAlerts } from '../../../authoring/evidence/raised.js';
import { withFields } from '../../../evaluate/prepare/rule-inputs.js';
import { documents, documentsOf, eventInput, givenEvents } from '../given-events.js';
import { type GivenRule, givenRule, readableRule, ruleInput } from '../given-rule.js';
import { Refusal } from '../refusal.js';
import type { Input, Tool, ToolContext } from '../tool.js';

/** Limit of rules: more need a backtest. */
const mostRules = 300;

/** A tool that runs rules on events and returns their alerts. */
export const runRules: Tool = {
  name: 'run_rules',
  title: 'Run rules on events',
  description:
    'Shows which alerts one rule, or all rules in a folder, raise on events. Use it to see whether a rule detects an attack, and whether other events also raise alerts.',
  input: (z) => ({
    ...ruleInput(z),
    folder: z.string().max(1000).optional().describe('folder of rules, instead of one rule'),
    ...eventInput(z),
    history: documents(z, 'for new_terms: earlier events'),
    indicators: documents(z, 'for threat_match: documents of the indicator index'),
  }),
  async run(input, context) {
    const { events, addressOf } = givenEvents(input, context);
    const [history, indicators] = [documentsOf(input.history), documentsOf(input.indicators)];
    const inputs = { ...(history.length > 0 && { history }), ...(indicators.length > 0 && { indicators }) };
    const reports: object[] = [];
    const notRead: object[] = [];
    let rules = 0;
    let alerting = 0;
    for (const given of await rulesOf(input, context, notRead)) {
      await new Promise((resolve) => setImmediate(resolve));
      rules++;
      const found = raisedAlerts(given.rule, events, withFields(inputs, given.fields));
      if (!found.ok) reports.push({ rule: given.shown, notRun: found.error });
      else if (found.alerts.length > 0) {
        alerting++;
        const alerts = found.alerts.map((alert) => alert.map(addressOf));
        reports.push({
          rule: given.shown,
          name: given.rule.name,
          alerts: found.alerts.length,
          events: alerts,
        });
      }
    }
    return { rules, events: events.length, alerting, reports, ...(notRead.length > 0 && { notRead }) };
  },
};

async function rulesOf(input: Input, context: ToolContext, notRead: object[]): Promise<readonly GivenRule[]> {
  const { folder } = input;
  if (typeof folder !== 'string') return [await givenRule(input, context)];
  if (input.rule !== undefined || input.text !== undefined)
    throw new Refusal('give either one rule or "folder"');
  const paths = context.files.tomlFiles(folder);
  if (paths.length > mostRules)
    throw new Refusal(`${folder} has more than ${mostRules} rules; use rulewright backtest`);
  const all: GivenRule[] = [];
  for (const path of paths) {
    const given = await readableRule(path, context, notRead);
    if (given) all.push(given);
  }
  return all.filter(({ rule }) => rule.type !== undefined);
}
