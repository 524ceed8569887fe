import { append } from '../../text/append.js';
import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { isTable, type TomlPath, type TomlTableValue } from '../../toml/path.js';
import type { Rule } from '../rule.js';
import { isForOlderThan } from './oldest-stack.js';
import { keySpan, valueSpan } from './place.js';

/** Checks the groups of `threat_mapping` as a whole (docs/lints/threat-match-shape.md). */
export function checkThreatMatch(rule: Rule): Problem[] {
  const { document, table } = rule;
  const problems: Problem[] = [];
  if (table.threat_query !== undefined && table.threat_language === undefined) {
    if (document.problems.length === 0) {
      const span = keySpan(document, ['rule', 'threat_query']);
      const help = 'Write threat_language = "kuery", or "lucene".';
      const message = 'Without "threat_language" Kibana reads "threat_query" as KQL.';
      problems.push({ ...error(span, message, help), severity: 'information' });
    }
  }
  append(problems, searchPair(rule));
  const groups = Array.isArray(table.threat_mapping) ? table.threat_mapping : [];
  for (const [index, group] of groups.entries()) {
    const entries = isTable(group) && Array.isArray(group.entries) ? group.entries.filter(isTable) : [];
    append(problems, checkGroup(rule, ['rule', 'threat_mapping', index, 'entries'], entries));
  }
  return problems;
}

/** When a rule is created, Kibana accepts either both search settings or neither. */
function searchPair({ document, table }: Rule): Problem[] {
  const pair = ['concurrent_searches', 'items_per_search'] as const;
  const [written, ...others] = pair.filter((key) => table[key] !== undefined);
  if (written === undefined || others.length > 0 || document.problems.length > 0) return [];
  const missing = pair.find((key) => key !== written)!;
  const message = `"${written}" needs "${missing}": Kibana refuses to create the rule.`;
  return [error(keySpan(document, ['rule', written]), message, `Add "${missing}", or remove "${written}".`)];
}

function checkGroup(rule: Rule, path: TomlPath, entries: readonly TomlTableValue[]): Problem[] {
  const negated = entries.findIndex(({ negate }) => negate === true);
  if (negated < 0) return [];
  const { document } = rule;
  const span = valueSpan(document, [...path, negated, 'negate']);
  if (isForOlderThan('9.2', rule)) {
    return [
      error(
        span,
        'Stacks before 9.2 cannot negate an entry.',
        'Set "min_stack_version" to "9.2.0" or later.',
      ),
    ];
  }
  if (entries.every(({ negate }) => negate === true)) {
    return [error(span, 'A group needs an entry that is not negated: it finds the indicator.')];
  }
  return entries.flatMap((entry, index) => {
    const { field, value } = entry;
    if (entry.negate !== true || typeof field !== 'string' || typeof value !== 'string') return [];
    const positive = entries.find(
      (other) => other.negate !== true && other.field === field && other.value === value,
    );
    if (!positive) return [];
    const message = `"${field}" and "${value}" must be equal and must differ in the same group, so it never matches.`;
    return [error(valueSpan(document, [...path, index, 'negate']), message)];
  });
}

function error(span: Span, message: string, help?: string): Problem {
  return { code: 'threat-match-shape', severity: 'error', message, span, ...(help ? { help } : {}) };
}
