import { tactics } from '../../../rule/attack/attack.js';
import { today } from '../../../rule/schema-check/today.js';

const ofOne = (prefix: string, names: readonly string[]): string[] =>
  names.map((name) => `${prefix}: ${name}`);

/** Common values for keys with any string; the paths omit list indexes. */
const texts: Readonly<Record<string, () => readonly string[]>> = {
  'rule.tags': () => [
    ...ofOne('Domain', ['Endpoint', 'Cloud', 'Network', 'Identity', 'Container', 'LLM', 'SaaS', 'Web']),
    ...ofOne('OS', ['Linux', 'Windows', 'macOS']),
    ...ofOne('Use Case', [
      'Threat Detection',
      'Identity and Access Audit',
      'Log Auditing',
      'Vulnerability',
      'UEBA',
    ]),
    ...ofOne('Tactic', Object.values(tactics)),
    ...ofOne('Data Source', [
      'Elastic Defend',
      'Sysmon',
      'Auditd Manager',
      'AWS',
      'Azure',
      'GCP',
      'Okta',
      'Kubernetes',
    ]),
    'Resources: Investigation Guide',
    'Rule Type: BBR',
    'Rule Type: ML',
  ],
  'rule.index': () => [
    'logs-endpoint.events.process-*',
    'logs-endpoint.events.file-*',
    'logs-endpoint.events.network-*',
    'logs-endpoint.events.registry-*',
    'logs-endpoint.events.library-*',
    'logs-endpoint.events.*',
    'logs-system.security*',
    'logs-system.auth-*',
    'logs-windows.sysmon_operational-*',
    'logs-windows.forwarded*',
    'logs-auditd_manager.auditd-*',
    'logs-network_traffic.*',
    'logs-aws.cloudtrail-*',
    'logs-azure.*',
    'logs-okta.system-*',
    'logs-kubernetes.audit_logs-*',
    'winlogbeat-*',
    'auditbeat-*',
    'filebeat-*',
    'packetbeat-*',
  ],
  'metadata.integration': () => [
    'endpoint',
    'windows',
    'system',
    'auditd_manager',
    'network_traffic',
    'cloud_defend',
    'aws',
    'azure',
    'gcp',
    'o365',
    'okta',
    'kubernetes',
    'google_workspace',
    'github',
    'crowdstrike',
    'm365_defender',
    'sentinel_one_cloud_funnel',
    'panw',
  ],
  'rule.from': () => ['now-9m', 'now-6m', 'now-10m', 'now-1h', 'now-24h'],
  'rule.to': () => ['now'],
  'rule.interval': () => ['5m', '1m', '10m', '15m', '1h', '24h'],
  'rule.timestamp_override': () => ['event.ingested'],
};

const numbers: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'rule.risk_score': [
    ['21', 'low'],
    ['47', 'medium'],
    ['73', 'high'],
    ['99', 'critical'],
  ],
  'rule.max_signals': [['100', 'default']],
};

/** Returns common strings for the key at a path without list indexes. */
export function usualTexts(key: string): readonly string[] {
  return Object.hasOwn(texts, key) ? texts[key]!() : [];
}

/** Returns common numbers for the key at a path without list indexes, with their meaning. */
export function usualNumbers(key: string): readonly (readonly [number: string, note: string])[] {
  return Object.hasOwn(numbers, key) ? numbers[key]! : [];
}

/** Returns a new value, with quotes, for keys that need a unique one: today's date, or a new id. */
export function freshValue(key: string): string | undefined {
  const text = freshText(key);
  return text === undefined ? undefined : `"${text}"`;
}

/** Returns the same without quotes. */
export function freshText(key: string): string | undefined {
  if (key === 'rule_id') return globalThis.crypto.randomUUID();
  return ['creation_date', 'updated_date', 'deprecation_date'].includes(key) ? today() : undefined;
}
