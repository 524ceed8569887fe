import { append } from '../../text/append.js';
import type { Problem, ProblemCode } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { isTable, type TomlValue } from '../../toml/path.js';
import type { Rule } from '../rule.js';
import { lookback } from '../schedule.js';
import type { RuleType } from '../schema/rule-types.js';
import { checkResponseActions } from './check-response-actions.js';
import { checkThreatMatch } from './check-threat-match.js';
import { isForOlderThan } from './oldest-stack.js';
import { keySpan, valueSpan } from './place.js';

/** Checks the settings of single rule types, beyond the types of their values. */
export function checkSettings(rule: Rule, type: RuleType | undefined): Problem[] {
  const problems: Problem[] = [];
  if (type === 'threshold') append(problems, [...thresholdFields(rule), ...cardinalityOfGroup(rule)]);
  append(problems, checkResponseActions(rule));
  if (type === 'new_terms') append(problems, [...newTermsFields(rule), ...historyWindow(rule)]);
  if (type === 'threat_match') append(problems, checkThreatMatch(rule));
  append(problems, suppression(rule, type));
  append(problems, emptyNames(rule, 'investigation-fields', ['investigation_fields', 'field_names']));
  return problems;
}

function error(code: ProblemCode, span: Span, message: string, rest: Partial<Problem> = {}): Problem {
  return { code, severity: 'error', message, span, ...rest };
}

function thresholdFields(rule: Rule): Problem[] {
  const path = ['rule', 'threshold', 'field'];
  const fields = rule.get(path);
  if (!Array.isArray(fields) || fields.length <= 3 || fields.length > 5) return [];
  if (!isForOlderThan('9.2', rule)) return [];
  const message = `Before 9.2 a threshold groups by at most 3 fields, not ${fields.length}.`;
  const help = 'Set "min_stack_version" to "9.2.0" or later, or group by fewer fields.';
  return [error('threshold-value', valueSpan(rule.document, path), message, { help })];
}

/** A group has one value in each of its group fields. A field in a string matches every part of its name. */
function cardinalityOfGroup(rule: Rule): Problem[] {
  const path = ['rule', 'threshold', 'cardinality', 0, 'field'];
  const counted = rule.get(path);
  const grouped = rule.get(['rule', 'threshold', 'field']);
  if (typeof counted !== 'string' || counted === '') return [];
  if (typeof grouped !== 'string' && !Array.isArray(grouped)) return [];
  if (!grouped.includes(counted)) return [];
  const isSame = grouped === counted || Array.isArray(grouped);
  const message = isSame
    ? `Events are grouped by "${counted}", so each group has only one value of it, and Kibana refuses the rule.`
    : `"${counted}" is part of the name "${String(grouped)}", and Kibana treats them as the same field.`;
  const help = isSame ? 'Count the values of another field.' : 'Write "threshold.field" as a list.';
  return [error('threshold-value', valueSpan(rule.document, path), message, { help })];
}

function newTermsFields(rule: Rule): Problem[] {
  const path = ['rule', 'new_terms', 'value'];
  const fields = rule.get(path);
  if (!Array.isArray(fields) || fields.length > 3) return [];
  const problems: Problem[] = [];
  for (const [index, field] of fields.entries()) {
    if (typeof field !== 'string' || fields.indexOf(field) === index) continue;
    const span = valueSpan(rule.document, [...path, index]);
    problems.push(error('new-terms-shape', span, `Duplicate field "${field}".`));
  }
  if (problems.length === 0 && fields.length > 1 && isForOlderThan('8.6', rule)) {
    const message = 'Before 8.6 a new terms rule can have only one field.';
    problems.push(error('new-terms-shape', valueSpan(rule.document, path), message));
  }
  return problems;
}

/**
 * Kibana rejects a history that does not begin before the events of a run
 * (docs/semantics/rule-types.md#new-terms).
 */
function historyWindow(rule: Rule): Problem[] {
  const path = ['rule', 'new_terms', 'history_window_start', 0, 'value'];
  const written = rule.get(path);
  const from = rule.table.from ?? 'now-6m';
  const history = lookback(written);
  const searched = lookback(from);
  if (history === undefined || searched === undefined || history > searched) return [];
  const message = `The history must start before "from", which is "${String(from)}": in "${String(written)}" every value is new, and Kibana refuses it.`;
  const help = 'Seven days ("now-7d") is usual.';
  return [error('new-terms-shape', valueSpan(rule.document, path), message, { help })];
}

function suppression(rule: Rule, type: RuleType | undefined): Problem[] {
  const { document, table } = rule;
  const settings = table.alert_suppression;
  if (!isTable(settings) || document.problems.length > 0) return [];
  const path = ['rule', 'alert_suppression'];
  const problems: Problem[] = [];
  if (type === 'threshold') {
    for (const key of ['group_by', 'missing_fields_strategy']) {
      if (settings[key] === undefined) continue;
      const message = `A threshold rule is grouped by "threshold.field", so its suppression can have only "duration", not "${key}".`;
      problems.push(error('suppression-shape', keySpan(document, [...path, key]), message));
    }
    if (settings.duration === undefined && problems.length === 0) {
      const message = 'The suppression of a threshold rule needs "duration".';
      problems.push(error('suppression-shape', keySpan(document, path), message));
    }
    return problems;
  }
  const needed = ['group_by', 'missing_fields_strategy'];
  const known = [...needed, 'duration'];
  if (Object.keys(settings).some((key) => !known.includes(key))) return [];
  for (const key of needed) {
    if (settings[key] !== undefined) continue;
    const span = keySpan(document, path);
    problems.push(
      key === 'group_by'
        ? error('suppression-shape', span, '"alert_suppression" needs "group_by".')
        : error('suppression-shape', span, 'Without "missing_fields_strategy" Kibana uses "suppress".', {
            severity: 'hint',
            help: 'detection-rules requires the key.',
          }),
    );
  }
  append(problems, emptyNames(rule, 'suppression-shape', ['alert_suppression', 'group_by']));
  return problems;
}

/** Reports empty field names in a list. */
function emptyNames(rule: Rule, code: ProblemCode, keys: readonly string[]): Problem[] {
  const path = ['rule', ...keys];
  const names: TomlValue | undefined = rule.get(path);
  if (!Array.isArray(names)) return [];
  return names.flatMap((name, index) =>
    typeof name === 'string' && name.trim() === ''
      ? [error(code, valueSpan(rule.document, [...path, index]), 'The field name is empty.')]
      : [],
  );
}
