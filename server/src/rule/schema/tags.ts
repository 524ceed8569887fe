import { nearestNames } from '../../text/nearest.js';
import { remember } from '../../text/remember.js';
import { expectedTagNames } from './expected-tags.js';

/** The prefixes of tags (docs/lints/tag-prefix.md). */
export const tagPrefixes: readonly string[] = [
  'Data Source:',
  'Domain:',
  'Mitre Atlas:',
  'OS:',
  'Platform:',
  'Profile:',
  'Promotion:',
  'Resources:',
  'Rule Type:',
  'Service:',
  'Tactic:',
  'Threat:',
  'Use Case:',
  'Vuln:',
];

/** Further names, in the vendors' spelling. No test of detection-rules checks them. */
const furtherNames: Readonly<Record<string, readonly string[]>> = {
  Domain: ['Kubernetes', 'LLM', 'Storage', 'Web'],
  'Use Case': ['Policy Violation'],
  'Data Source': [
    'Amazon Bedrock',
    'AWS EC2',
    'AWS IAM',
    'AWS KMS',
    'AWS Lambda',
    'AWS RDS',
    'AWS S3',
    'Corelight',
    'Fortinet',
    'Microsoft Defender XDR',
    'Microsoft Entra ID',
    'PAN-OS',
    'pfSense',
    'SentinelOne',
    'SonicWall',
    'Suricata',
    'Sysmon',
    'Zeek',
  ],
};

const tagsOf = (names: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(names).flatMap(([prefix, list]) => list.map((name) => `${prefix}: ${name}`));

const expectedTags = new Set(tagsOf(expectedTagNames));

/**
 * Tags in the spelling that all rules use. Other tags are equally valid, but these have only one known
 * spelling.
 */
const establishedTags: readonly string[] = [...expectedTags, ...tagsOf(furtherNames)];

const exact = new Set(establishedTags);
const byFoldedText = new Map(establishedTags.map((tag) => [fold(tag), tag]));

function fold(tag: string): string {
  return tag.toLowerCase().replace(/\s+/g, '');
}

/**
 * Returns whether tests of detection-rules check the spelling of this tag. Findings about other tags are
 * hints at most.
 */
export function isExpectedTag(tag: string): boolean {
  return expectedTags.has(tag);
}

/** Returns whether a tag is an established one in its established spelling. */
export function isEstablished(tag: string): boolean {
  return exact.has(tag);
}

/**
 * Returns the established spelling of a tag that differs from it only in letter case and spaces, or undefined
 * for any other tag.
 */
export function establishedSpelling(tag: string): string | undefined {
  if (exact.has(tag)) return undefined;
  const established = byFoldedText.get(fold(tag));
  return established === tag ? undefined : established;
}

/**
 * Returns the established tag that a tag is a misspelling of: the same prefix and a name of words, at most
 * two edits away. Short names and product names differ that much from each other. Returns undefined for any
 * other tag. Results are kept, since the rules of a folder share most of their tags.
 */
export const misspeltTag = remember((tag): string | undefined =>
  exact.has(tag) ? undefined : findMisspelt(tag),
);

/** Prefixes with few enough names to recognise a misspelling. */
const prefixes = ['OS', 'Domain', 'Tactic', 'Resources', 'Rule Type', 'Use Case', 'Data Source'];

function findMisspelt(tag: string): string | undefined {
  const [, prefix, name] = /^([\w ]+?)\s*:\s*(.+)$/.exec(tag) ?? [];
  if (prefix === undefined || name === undefined || byFoldedText.has(fold(tag))) return undefined;
  const own = prefixes.find((known) => fold(known) === fold(prefix));
  if (own === undefined) return undefined;
  const candidates = [
    ...(expectedTagNames[own] ?? []),
    ...(furtherNames[own] ?? []),
    ...namesByIndex(own),
  ].filter(
    (known) =>
      known.length >= 5 && /^[A-Z][a-z]+(?:[ -][A-Za-z]+)*$/.test(known) && fold(known) !== fold(name),
  );
  const [nearest] = nearestNames(name, candidates);
  return nearest === undefined ? undefined : `${own}: ${nearest}`;
}

/** Returns the names after a prefix in the tags for index patterns. */
function namesByIndex(prefix: string): string[] {
  const start = `${prefix}: `;
  const tags = Object.values(tagsByIndex).flatMap((one) => one.tags);
  return tags.filter((tag) => tag.startsWith(start)).map((tag) => tag.slice(start.length));
}

/** Folders of rules for one operating system, and the system's tag. */
export const systemTags: Readonly<Record<string, string>> = {
  linux: 'OS: Linux',
  macos: 'OS: macOS',
  windows: 'OS: Windows',
};

/** The tags for an index pattern. */
interface IndexTags {
  readonly tags: readonly string[];
  /** Whether tests of detection-rules require them. The others are in all shipped rules with the pattern. */
  readonly demanded: boolean;
}

const demanded = (...tags: string[]): IndexTags => ({ tags, demanded: true });
const customary = (...tags: string[]): IndexTags => ({ tags, demanded: false });
const defend = customary('Data Source: Elastic Defend');
const containers = customary('Domain: Container', 'Data Source: Elastic Defend for Containers');

/**
 * Tags by index pattern, which must match exactly. Tests of detection-rules require two of them. The others
 * are those that every one of ten or more shipped rules has for its data source.
 */
export const tagsByIndex: Readonly<Record<string, IndexTags>> = {
  'logs-endpoint.events.*': demanded('Domain: Endpoint', 'Data Source: Elastic Defend'),
  'logs-aws*': demanded('Data Source: AWS', 'Data Source: Amazon Web Services', 'Domain: Cloud'),
  'endgame-*': customary('Data Source: Elastic Endgame'),
  'logs-azure.activitylogs-*': customary('Domain: Cloud', 'Data Source: Azure'),
  'logs-azure.auditlogs-*': customary('Domain: Cloud', 'Data Source: Azure'),
  'logs-azure.signinlogs-*': customary('Domain: Cloud', 'Data Source: Azure'),
  'logs-aws.cloudtrail-*': customary('Domain: Cloud', 'Data Source: AWS'),
  'logs-cloud_defend.file*': containers,
  'logs-cloud_defend.process*': containers,
  'logs-crowdstrike.fdr*': customary('Data Source: Crowdstrike'),
  'logs-endpoint.events.file*': defend,
  'logs-endpoint.events.file-*': defend,
  'logs-endpoint.events.library-*': defend,
  'logs-endpoint.events.network*': defend,
  'logs-endpoint.events.network-*': defend,
  'logs-endpoint.events.process*': defend,
  'logs-endpoint.events.process-*': defend,
  'logs-endpoint.events.registry-*': defend,
  'logs-gcp*': customary('Domain: Cloud', 'Data Source: GCP', 'Data Source: Google Cloud Platform'),
  'logs-gcp.audit-*': customary('Domain: Cloud', 'Data Source: GCP', 'Data Source: Google Cloud Platform'),
  'logs-google_workspace.admin-*': customary('Domain: Cloud', 'Data Source: Google Workspace'),
  'logs-kubernetes.audit_logs-*': customary('Data Source: Kubernetes'),
  'logs-m365_defender.event-*': customary('Data Source: Microsoft Defender XDR'),
  'logs-o365.audit-*': customary('Data Source: Microsoft 365'),
  'logs-okta*': customary('Data Source: Okta'),
  'logs-sentinel_one_cloud_funnel.*': customary('Data Source: SentinelOne'),
  'logs-system.security*': customary('Data Source: Windows Security Event Logs'),
  'logs-windows.powershell*': customary('Data Source: PowerShell Logs'),
  'logs-windows.sysmon_operational-*': customary('Data Source: Sysmon'),
};
