import type { RuleType } from '../../rule/schema/rule-types.js';

/** What a new rule of a type begins with. `query` is undefined for types without one. */
export interface RuleTemplate {
  readonly language: string | undefined;
  readonly query: string | undefined;
  readonly index: readonly string[] | undefined;
  /** Keys of `[rule]` beyond those of every rule, as TOML by name. */
  readonly keys: Readonly<Record<string, string>>;
  /** Tables below `[rule]`, as TOML. */
  readonly tables: string;
}

const kql = { language: 'kuery', index: ['logs-*'], keys: {}, tables: '' };

/** The types that a rule can be begun with, in the order in which they are offered. */
export const ruleTemplates: Readonly<Partial<Record<RuleType, RuleTemplate>>> = {
  eql: {
    language: 'eql',
    query: 'process where event.type == "start" and process.name : "example.exe"',
    index: ['logs-endpoint.events.process-*'],
    keys: {},
    tables: '',
  },
  query: {
    ...kql,
    query: 'event.category: "process" and event.type: "start" and process.name: "example.exe"',
  },
  threshold: {
    ...kql,
    query: 'event.category: "authentication" and event.outcome: "failure"',
    tables: '[rule.threshold]\nfield = ["user.name"]\nvalue = 10\n',
  },
  new_terms: {
    ...kql,
    query: 'event.category: "authentication" and event.outcome: "success"',
    tables:
      '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name", "source.ip"]\n\n' +
      '[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"\n',
  },
  threat_match: {
    ...kql,
    query: 'destination.ip: *',
    keys: {
      threat_index: '["logs-ti_*"]',
      threat_language: '"kuery"',
      threat_query: "'threat.indicator.ip: *'",
      threat_indicator_path: '"threat.indicator"',
    },
    tables:
      '[[rule.threat_mapping]]\n\n[[rule.threat_mapping.entries]]\nfield = "destination.ip"\ntype = "mapping"\nvalue = "threat.indicator.ip"\n',
  },
  esql: {
    language: 'esql',
    query:
      'from logs-endpoint.events.process-* metadata _id, _version, _index\n' +
      '| where event.type == "start" and process.name == "example.exe"\n' +
      '| keep process.name, host.id, _id, _version, _index',
    index: undefined,
    keys: {},
    tables: '',
  },
  machine_learning: {
    language: undefined,
    query: undefined,
    index: undefined,
    keys: { anomaly_threshold: '70', machine_learning_job_id: '["example_job"]' },
    tables: '',
  },
};
