/**
 * Packages whose rules need not name a data set in the query: all their streams count. The names are recalled
 * from detection-rules; an extra one only makes the field check more lenient.
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
