/**
 * Packages whose rules need not name a data set in the query: all their streams count. The names are those of
 * `NON_DATASET_PACKAGES` in detection-rules (`detection_rules/schemas/definitions.py`), not verified for any
 * particular version, as a checkout's data does not contain them. Three are additions (`fortinet_fortigate`,
 * `sonicwall_firewall`, `suricata`): an extra name only makes the field check more lenient.
 */
export const packagesWithoutDataset: readonly string[] = [
  'apm',
  'auditd_manager',
  'cloud_defend',
  'crowdstrike',
  'endpoint',
  'fortinet_fortigate',
  'jamf_protect',
  'm365_defender',
  'network_traffic',
  'panw',
  'sentinel_one_cloud_funnel',
  'sonicwall_firewall',
  'suricata',
  'system',
  'ti_rapid7_threat_command',
  'windows',
];

/** Packages with machine learning jobs (docs/lints/ml-job.md). */
export const machineLearningPackages: readonly string[] = [
  'lmd',
  'dga',
  'ded',
  'problemchild',
  'beaconing',
  'pad',
];
