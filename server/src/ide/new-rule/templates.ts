import type { EventObject } from '../../evaluate/values/access.js';
import type { RuleType } from '../../rule/schema/rule-types.js';

/** The template for a new rule of a type. `query` is undefined for types without one. */
export interface RuleTemplate {
  readonly language: string | undefined;
  readonly query: string | undefined;
  readonly index: readonly string[] | undefined;
  /** Keys of `[rule]` beyond those of every rule, as TOML by name. */
  readonly keys: Readonly<Record<string, string>>;
  /** Tables below `[rule]`, as TOML. */
  readonly tables: string;
  /** What the first tests contain besides the match. */
  readonly tests: ExampleTests;
}

/**
 * An example test whose events nearly raise an alert. The events that raise one are synthesised from the
 * rule.
 */
export interface ExampleTests {
  /** Merged under every event. */
  readonly defaults?: EventObject;
  /** The data that the rule uses besides events, by its key in a case. */
  readonly given?: Readonly<Record<string, readonly EventObject[]>>;
  readonly noAlert: readonly EventObject[];
  /** The key of the events in a case; the default is `events`. */
  readonly key?: string;
}

const kql = { language: 'kuery', index: ['logs-*'], keys: {}, tables: '' };

const process: ExampleTests = {
  defaults: { event: { category: 'process', type: 'start' } },
  noAlert: [{ 'process.name': 'other.exe' }],
};

/** The number of events per group that the template of a threshold rule requires. */
export const thresholdSize = 5;

/** The types that a new rule can have, in the order in which they are offered. */
export const ruleTemplates: Readonly<Partial<Record<RuleType, RuleTemplate>>> = {
  eql: {
    language: 'eql',
    query: 'process where event.type == "start" and process.name : "example.exe"',
    index: ['logs-endpoint.events.process-*'],
    keys: {},
    tables: '',
    tests: process,
  },
  query: {
    ...kql,
    query: 'event.category: "process" and event.type: "start" and process.name: "example.exe"',
    tests: process,
  },
  threshold: {
    ...kql,
    query: 'event.category: "authentication" and event.outcome: "failure"',
    tables: `[rule.threshold]\nfield = ["user.name"]\nvalue = ${thresholdSize}\n`,
    tests: {
      defaults: { event: { category: 'authentication', outcome: 'failure' } },
      noAlert: Array.from({ length: thresholdSize - 1 }, () => ({ 'user.name': 'mara' })),
    },
  },
  new_terms: {
    ...kql,
    query: 'event.category: "authentication" and event.outcome: "success"',
    tables:
      '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name", "source.ip"]\n\n' +
      '[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"\n',
    tests: {
      defaults: { event: { category: 'authentication', outcome: 'success' } },
      given: { history: [{ at: '-1d', 'user.name': 'mara', 'source.ip': '192.0.2.10' }] },
      noAlert: [{ 'user.name': 'mara', 'source.ip': '192.0.2.10' }],
    },
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
    tests: {
      given: { indicators: [{ 'threat.indicator.ip': '192.0.2.99' }] },
      noAlert: [{ 'destination.ip': '192.0.2.10' }],
    },
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
    tests: process,
  },
  machine_learning: {
    language: undefined,
    query: undefined,
    index: undefined,
    keys: { anomaly_threshold: '70', machine_learning_job_id: '["example_job"]' },
    tables: '',
    tests: {
      key: 'anomalies',
      noAlert: [{ job_id: 'example_job', record_score: 60, is_interim: false }],
    },
  },
};
