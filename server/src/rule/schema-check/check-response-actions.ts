import { nearestNames } from '../../text/nearest.js';
import type { Problem } from '../../text/problem.js';
import { isTable, type TomlPath } from '../../toml/path.js';
import type { Rule } from '../rule.js';
import { endpointCommands } from '../schema/response-actions.js';
import { replaceFix } from './check-value.js';
import { keySpan, valueSpan } from './place.js';

/** Checks that each response action has the parameters it needs (Kibana's `response_actions.gen.ts`). */
export function checkResponseActions(rule: Rule): Problem[] {
  const { response_actions: actions } = rule.table;
  if (!Array.isArray(actions)) return [];
  return actions.flatMap((action, index) => {
    const params = isTable(action) ? action.params : undefined;
    if (!isTable(action) || action.action_type_id !== '.endpoint' || !isTable(params)) return [];
    return checkCommand(rule, ['rule', 'response_actions', index, 'params'], params.command, params.config);
  });
}

function checkCommand({ document }: Rule, path: TomlPath, command: unknown, config: unknown): Problem[] {
  if (typeof command !== 'string') return [];
  const place = [...path, 'command'];
  if (!Object.hasOwn(endpointCommands, command)) {
    const names = Object.keys(endpointCommands);
    const [nearest] = nearestNames(command, names);
    return [
      {
        code: 'value-not-allowed',
        severity: 'error',
        message: `Unknown response action "${command}" of Elastic Defend.`,
        span: valueSpan(document, place),
        help: `Use ${names.map((name) => `"${name}"`).join(', ')}.`,
        ...replaceFix(document, place, nearest),
      },
    ];
  }
  const field = isTable(config as never) ? (config as Record<string, unknown>).field : undefined;
  if (!endpointCommands[command]!.needsField || typeof field === 'string') return [];
  return [
    {
      code: 'key-missing',
      severity: 'error',
      message: `The response action "${command}" needs "config.field".`,
      span: keySpan(document, place),
      help: 'Name the field that identifies the process, such as "process.entity_id".',
    },
  ];
}
