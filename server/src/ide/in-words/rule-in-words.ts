import type { Analysis } from '../../analysis/analysis.js';
import { eqlLanguage } from '../../query/eql/language.js';
import { esqlLanguage } from '../../query/esql/language.js';
import { kqlLanguage } from '../../query/kql/language.js';
import type { Rule } from '../../rule/rule.js';
import { inUnits, lookback, scheduleOf } from '../../rule/schedule.js';
import { isTable, type TomlValue } from '../../toml/path.js';
import { eqlInWords } from './eql-in-words.js';
import { esqlInWords } from './esql-in-words.js';
import { kqlInWords } from './kql-in-words.js';
import { code, listed, type Statement, say } from './statement.js';

/** Describes what a rule matches and when it raises an alert. Skips a query that cannot be parsed. */
export function ruleInWords(analysis: Analysis): readonly Statement[] {
  return [...queryInWords(analysis), ...typeInWords(analysis.rule), ...scheduleInWords(analysis.rule)];
}

function queryInWords(analysis: Analysis): readonly Statement[] {
  const eql = analysis.parsed(eqlLanguage);
  if (eql?.tree && eql.problems.length === 0) return eqlInWords(eql.tree);
  const kql = analysis.parsed(kqlLanguage);
  if (kql?.tree && kql.problems.length === 0) return kqlInWords(kql.tree);
  const esql = analysis.parsed(esqlLanguage);
  return esql?.tree && esql.problems.length === 0 ? esqlInWords(esql.tree, esql.text) : [];
}

/** Describes what a rule type requires besides the query. */
function typeInWords({ type, table }: Rule): readonly Statement[] {
  switch (type) {
    case 'threshold': {
      const threshold = isTable(table.threshold) ? table.threshold : {};
      const fields = texts(threshold.field);
      const group = fields.length === 0 ? '' : ` with the same ${listed(fields, 'and')}`;
      const counted = (Array.isArray(threshold.cardinality) ? threshold.cardinality : []).filter(isTable);
      const distinct = counted.map(
        ({ field, value }) => ` and at least ${code(String(value))} values of ${code(String(field))}`,
      );
      return [
        say(
          `An alert is raised when there are at least ${code(String(threshold.value))} such events${group}${distinct.join('')}.`,
        ),
      ];
    }
    case 'new_terms': {
      const terms = isTable(table.new_terms) ? table.new_terms : {};
      const starts = (Array.isArray(terms.history_window_start) ? terms.history_window_start : []).filter(
        isTable,
      );
      const seconds = lookback(starts[0]?.value);
      const before = seconds === undefined ? 'before' : `in the last ${code(inUnits(seconds))}`;
      const fields = texts(terms.value);
      const what =
        fields.length > 1
          ? `${listed(fields, 'and')} have a combination of values that they`
          : `${listed(fields)} has a value that it`;
      return [say(`An alert is raised when ${what} did not have ${before}.`)];
    }
    case 'threat_match':
      return [
        say(
          `An alert is raised when the event matches an indicator of ${listed(texts(table.threat_index), 'and')}.`,
        ),
      ];
    case 'machine_learning':
      return [
        say(
          `An alert is raised for each anomaly of ${listed(texts(table.machine_learning_job_id))} with a score of at least ${code(String(table.anomaly_threshold))}.`,
        ),
      ];
    default:
      return [];
  }
}

function scheduleInWords(rule: Rule): readonly Statement[] {
  const schedule = scheduleOf(rule);
  if (!schedule) return [];
  return [
    say(
      `It runs every ${code(inUnits(schedule.interval))} and searches the last ${code(inUnits(schedule.from))}.`,
    ),
  ];
}

function texts(value: TomlValue | undefined): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}
