/** Groups of rule keys, for listing changes by importance. */
export const structureGroups = {
  query: [
    'rule.type',
    'rule.language',
    'rule.query',
    'rule.filters',
    'rule.threshold',
    'rule.new_terms',
    'rule.threat_query',
    'rule.threat_mapping',
    'rule.threat_filters',
    'rule.threat_language',
    'rule.machine_learning_job_id',
    'rule.anomaly_threshold',
    'rule.event_category_override',
    'rule.tiebreaker_field',
    'rule.timestamp_field',
  ],
  data: ['rule.index', 'rule.data_view_id', 'rule.threat_index', 'metadata.integration'],
  exceptions: ['rule.exceptions_list'],
  schedule: [
    'rule.from',
    'rule.to',
    'rule.interval',
    'rule.timestamp_override',
    'rule.timestamp_override_fallback_disabled',
  ],
  alerts: [
    'rule.max_signals',
    'rule.alert_suppression',
    'rule.building_block_type',
    'rule.rule_name_override',
    'rule.threat_indicator_path',
    'rule.actions',
    'rule.throttle',
    'rule.response_actions',
    'rule.enabled',
  ],
  severity: ['rule.severity', 'rule.risk_score', 'rule.severity_mapping', 'rule.risk_score_mapping'],
  attack: ['rule.threat'],
  text: [
    'rule.name',
    'rule.description',
    'rule.note',
    'rule.setup',
    'rule.references',
    'rule.false_positives',
    'rule.tags',
    'rule.author',
    'rule.license',
    'rule.investigation_fields',
    'rule.timeline_id',
    'rule.timeline_title',
  ],
  metadata: ['metadata'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The subject of a rule change. */
export type StructureGroup = keyof typeof structureGroups | 'other';

const groupOfKey: ReadonlyMap<string, StructureGroup> = new Map(
  Object.entries(structureGroups).flatMap(([group, keys]) =>
    keys.map((key) => [key, group as StructureGroup] as const),
  ),
);

/** The groups in display order. */
export const groupOrder: readonly StructureGroup[] = [
  ...(Object.keys(structureGroups) as StructureGroup[]),
  'other',
];

/** Returns the group of a key such as `rule.threshold.value`: that of the longest known key above it. */
export function groupOf(key: string): StructureGroup {
  const names = key.split('.');
  for (let length = names.length; length > 0; length--) {
    const found = groupOfKey.get(names.slice(0, length).join('.'));
    if (found) return found;
  }
  return 'other';
}
