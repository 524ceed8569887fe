import { keySpan } from '../../../rule/schema-check/place.js';
import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';

/** Kibana's own actions, which run for every alert. */
const systemActions: ReadonlySet<unknown> = new Set(['.cases', '.workflows']);

export default defineLint({
  id: 'actions-frequency',
  severity: 'information',
  counterpart: 'definitions.SYSTEM_ACTION_TYPE_IDS',
  summary: '"frequency" on an action that runs for every alert',
  why: 'Cases and workflows run for every alert, and Kibana refuses a frequency for them.',
  avoid: `[[rule.actions]]
action_type_id = ".cases"
[rule.actions.frequency]
summary = true`,
  prefer: `[[rule.actions]]
action_type_id = ".cases"`,

  check({ rule, document }, report) {
    const { actions } = rule.table;
    if (!Array.isArray(actions)) return;
    for (const [index, action] of actions.entries()) {
      if (!isTable(action) || action.frequency === undefined) continue;
      if (!systemActions.has(action.action_type_id)) continue;
      report({
        span: keySpan(document, ['rule', 'actions', index, 'frequency']),
        message: `An action of type "${String(action.action_type_id)}" cannot have a "frequency".`,
        help: 'Remove it.',
      });
    }
  },
});
