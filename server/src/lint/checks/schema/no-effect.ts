import type { Rule } from '../../../rule/rule.js';
import { keySpan, valueSpan } from '../../../rule/schema-check/place.js';
import type { Severity } from '../../../text/problem.js';
import { isTable, type TomlPath } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';

/** A setting that Kibana accepts and then ignores. */
interface Ignored {
  readonly path: TomlPath;
  readonly message: string;
  /** Overrides the severity `information` if the rule does not do what it seems to do. */
  readonly severity?: Severity;
}

export default defineLint({
  id: 'no-effect',
  severity: 'information',
  summary: 'Setting without effect',
  why: 'The rule works as if the setting were not there.',
  avoid: 'output_index = ".siem-signals-default"',
  prefer: 'index = ["logs-*"]',

  check({ rule, document }, report) {
    for (const { path, message, severity } of ignoredIn(rule)) {
      const isElement = typeof path.at(-1) === 'number';
      const span = isElement ? valueSpan(document, path) : keySpan(document, path);
      report({ span, message, ...(severity ? { severity } : {}) });
    }
  },
});

function ignoredIn(rule: Rule): readonly Ignored[] {
  return [...ownKeys(rule), ...mappings(rule), ...responseActions(rule), ...ofLists(rule)];
}

function ownKeys({ table, type }: Rule): Ignored[] {
  const found: Ignored[] = [];
  const add = (key: string, message: string, severity?: Severity): void => {
    if (table[key] !== undefined)
      found.push({ path: ['rule', key], message, ...(severity ? { severity } : {}) });
  };
  add('output_index', '"output_index" has had no effect since version 8.');
  add('namespace', '"namespace" has no effect: alerts go to the index of the space.');
  if (type === 'esql')
    add(
      'filters',
      'Kibana drops the filters of an ES|QL rule, so the rule finds more than it seems to.',
      'warning',
    );
  if (table.timestamp_override === '@timestamp')
    add('timestamp_override', '"@timestamp" is already used without an override.');
  if (table.timestamp_override === undefined)
    add('timestamp_override_fallback_disabled', 'Without "timestamp_override" there is no fallback.');
  return found;
}

const overrides = ['rule_name_override', 'severity_mapping', 'risk_score_mapping'];

function mappings({ table, type, query }: Rule): Ignored[] {
  const isSequence = type === 'eql' && /^\s*sequence\b/i.test(query?.text ?? '');
  const ofSequence = overrides.filter((key) => isSequence && isFilled(table[key]));
  const scores = Array.isArray(table.risk_score_mapping) ? table.risk_score_mapping : [];
  return [
    ...ofSequence.map(
      (key): Ignored => ({
        path: ['rule', key],
        message: `"${key}" does not apply to the alerts of a sequence.`,
      }),
    ),
    ...scores.slice(1).map(
      (_, index): Ignored => ({
        path: ['rule', 'risk_score_mapping', index + 1],
        message: 'Only the first mapping of the risk score is used.',
      }),
    ),
  ];
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

const osqueryKeys = ['query', 'queries', 'pack_id', 'saved_query_id'];

function responseActions({ table }: Rule): Ignored[] {
  const actions = Array.isArray(table.response_actions) ? table.response_actions : [];
  return actions.flatMap((action, index): Ignored[] => {
    if (!isTable(action) || !isTable(action.params)) return [];
    const { params, action_type_id: kind } = action;
    const path = ['rule', 'response_actions', index, 'params'];
    if (kind === '.osquery' && !osqueryKeys.some((key) => params[key] !== undefined))
      return [{ path, message: 'The action has neither a query nor a pack, so it runs nothing.' }];
    if (kind === '.endpoint' && params.command === undefined)
      return [{ path, message: 'The action has no "command", so it does nothing.' }];
    return [];
  });
}

const versions = /^[\^~<>=\s|*xX\d.-]*\d[\w.\s<>=^~|*-]*$/;

function ofLists({ table }: Rule): Ignored[] {
  const fields = Array.isArray(table.required_fields) ? table.required_fields : [];
  const integrations = Array.isArray(table.related_integrations) ? table.related_integrations : [];
  const tags = Array.isArray(table.tags) ? table.tags : [];
  return [
    ...fields.flatMap((field, index): Ignored[] =>
      isTable(field) && field.ecs !== undefined
        ? [{ path: ['rule', 'required_fields', index, 'ecs'], message: 'Kibana sets "ecs" itself.' }]
        : [],
    ),
    ...integrations.flatMap((one, index): Ignored[] =>
      isTable(one) && typeof one.version === 'string' && !versions.test(one.version)
        ? [
            {
              path: ['rule', 'related_integrations', index, 'version'],
              message: `"${one.version}" is not a version range such as "^2.0.0", so no version matches.`,
            },
          ]
        : [],
    ),
    ...tags.flatMap((tag, index): Ignored[] =>
      tag === '' ? [{ path: ['rule', 'tags', index], message: 'The tag is empty.' }] : [],
    ),
  ];
}
