/**
 * How much a field's value reveals about who caused an event, from what is hard to forge to what anybody can
 * choose. `never` differs from event to event, or reveals nothing.
 */
export type Trust = 'identity' | 'account' | 'place' | 'other' | 'name' | 'context' | 'never';

/** The cost of a condition on a field, and how to describe it. */
export interface TrustLevel {
  /** The cost of a condition: the cheapest conjunction is chosen. */
  readonly cost: number;
  /** Whether it makes a rule more specific: the kind of an event alone never does. */
  readonly isTelling: boolean;
  /** Whether an attacker can freely choose the value. */
  readonly isForgeable: boolean;
  readonly why: string;
}

export const trustLevels: Readonly<Record<Exclude<Trust, 'never'>, TrustLevel>> = {
  identity: { cost: 1, isTelling: true, isForgeable: false, why: 'hard to forge' },
  account: { cost: 2, isTelling: true, isForgeable: false, why: 'an attacker needs this account or host' },
  place: { cost: 3, isTelling: true, isForgeable: false, why: 'an attacker needs to write there' },
  other: { cost: 4, isTelling: true, isForgeable: false, why: 'it is unknown who can set it' },
  name: { cost: 6, isTelling: true, isForgeable: true, why: 'an attacker can choose it' },
  context: { cost: 7, isTelling: false, isForgeable: false, why: 'says what kind of event it is' },
};

/**
 * Trust by field name; the first matching row is used, and `*` matches any text. It depends on what sets the
 * value on a host or in a cloud service: cryptography for a signature or a hash, the owner for an account,
 * whoever starts the process for a name.
 */
const trustOfFields: readonly (readonly [Trust, string])[] = [
  // Elastic Defend maps these as nested objects, which no query condition reads.
  ['never', '*.Ext.code_signature.*'],
  [
    'never',
    '@timestamp _* ecs.* data_stream.* elastic.* log.* kibana.* signal.* threat.* rule.* input.* fields.*',
  ],
  [
    'never',
    'event.id event.hash event.sequence event.start event.end event.created event.ingested event.original',
  ],
  [
    'never',
    'event.duration event.risk_score* event.severity event.timezone event.agent_id_status event.reference message tags',
  ],
  [
    'never',
    '*.pid *.ppid *.pgid *.vpid *.entity_id *.entity_id.* *.thread.* *.start *.end *.uptime *.ephemeral_id',
  ],
  [
    'never',
    'agent.* host.ip host.mac host.uptime *.Ext.session* *.session_id *.logon.id *.logon_id *.transaction.id',
  ],
  [
    'never',
    'source.port client.port *.bytes *.packets *.size *.mtime *.ctime *.created *.accessed *.inode *.elf.*',
  ],
  [
    'never',
    'related.* winlog.record_id winlog.process.* winlog.time_created winlog.event_data.*LogonId process.io.*',
  ],
  [
    'never',
    '*.request_id *.request.id *.event_id *.eventID *.trace_id *.correlation_id *.uuid *.geo.location*',
  ],
  [
    'identity',
    '*code_signature.subject_name *code_signature.signing_id *code_signature.team_id *.hash.sha256 *.hash.sha1',
  ],
  ['identity', '*.hash.md5 *.hash.sha512 *.x509.issuer.* *.x509.subject.* tls.*.hash.*'],
  [
    'account',
    'user.id user.name user.domain user.email user.roles *.user.id *.user.name user.*.id user.*.name',
  ],
  [
    'account',
    'host.id host.name host.hostname orchestrator.cluster.* container.image.* cloud.account.* service.name',
  ],
  [
    'account',
    '*.user_identity.* *.principal_email *.app_id *.service_principal* *.actor.* *.client_id source.ip',
  ],
  ['account', 'source.as.* source.nat.ip client.ip client.as.* organization.*'],
  ['place', '*.executable *.Ext.ancestry* process.working_directory *.path file.directory dll.path'],
  ['name', '*.name *.args *.command_line *.title *.pe.* user_agent.* url.* http.* dns.* registry.* *.text'],
  ['name', 'powershell.* *.extension destination.domain *.target_path'],
  [
    'context',
    'event.* host.os.* host.type host.architecture cloud.provider cloud.region network.* observer.*',
  ],
  ['context', '*.args_count *.interactive *.exists *.status *.valid *.trusted *.type destination.port'],
];

interface Row {
  readonly trust: Trust;
  readonly patterns: readonly string[];
}

const rows: readonly Row[] = trustOfFields.map(([trust, patterns]) => ({
  trust,
  patterns: patterns.split(' '),
}));

/**
 * Fields whose name the general rows would misjudge: the user of a service or the owner of an image is not a
 * name that anybody can set.
 */
const ownNames = /^(?:user|host|orchestrator|container\.image|service)\b/;

/** Returns how far a field's values can be trusted. */
export function trustOf(field: string): Trust {
  const exact = rows.find(({ trust, patterns }) => {
    if (trust === 'name' && ownNames.test(field)) return false;
    return patterns.some((pattern) => covers(pattern, field));
  });
  return exact?.trust ?? 'other';
}

/**
 * Returns whether a pattern with at most two stars matches a field. Field names are short, and the patterns
 * are those above.
 */
function covers(pattern: string, field: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return first === field;
  if (!field.startsWith(first)) return false;
  const last = rest.pop()!;
  let at = first.length;
  for (const part of rest) {
    const found = field.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return field.length - last.length >= at && field.endsWith(last);
}

/** Folders of Windows, macOS and Linux that only an administrator can write to. */
const protectedPlaces =
  /^(?:[a-z]:\\(?:program files(?: \(x86\))?|windows\\(?:system32|syswow64|winsxs|servicing))\\|\/(?:usr|bin|sbin|lib|lib64|opt|applications|system|library)\/)/i;

/** Folders below these that everybody can write to. */
const openPlaces = /\\(?:temp|tmp|tasks|spool\\drivers\\color)\\|^\/usr\/(?:local\/)?tmp\//i;

/** Returns whether a path is where only an administrator can create a file. */
export function isProtectedPlace(path: string): boolean {
  return protectedPlaces.test(path) && !openPlaces.test(path) && !/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path);
}
