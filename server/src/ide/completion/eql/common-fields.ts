/**
 * Most used fields in conditions on events of a category, most frequent first. They affect only the order of
 * completions.
 */
const process = [
  'process.name',
  'process.args',
  'process.executable',
  'process.command_line',
  'process.parent.name',
  'process.parent.executable',
  'process.parent.args',
  'process.parent.command_line',
  'process.args_count',
  'process.parent.args_count',
  'process.entity_id',
  'process.parent.entity_id',
  'process.pid',
  'process.parent.pid',
  'process.pe.original_file_name',
  'process.code_signature.trusted',
  'process.code_signature.subject_name',
  'process.code_signature.exists',
  'process.code_signature.status',
  'process.parent.code_signature.subject_name',
  'process.parent.code_signature.trusted',
  'process.working_directory',
  'process.hash.sha256',
  'process.hash.md5',
  'process.hash.sha1',
  'process.title',
  'process.interactive',
  'process.session_leader.name',
  'process.session_leader.entity_id',
  'process.entry_leader.entry_meta.type',
  'process.entry_leader.name',
  'process.entry_leader.entity_id',
  'process.group_leader.name',
  'process.group_leader.entity_id',
  'process.env_vars',
  'process.tty.char_device.major',
  'process.exit_code',
  'process.start',
  'process.uptime',
  'process.thread.name',
  'container.id',
  'container.image.name',
];

const file = [
  'file.path',
  'file.name',
  'file.extension',
  'file.directory',
  'file.size',
  'file.type',
  'file.hash.sha256',
  'file.hash.md5',
  'file.mode',
  'file.owner',
  'file.uid',
  'file.created',
  'file.mtime',
  'file.mime_type',
  'file.pe.original_file_name',
  'file.code_signature.trusted',
  'file.code_signature.subject_name',
  'file.origin_url',
  'file.target_path',
];

const network = [
  'destination.ip',
  'destination.port',
  'destination.domain',
  'destination.address',
  'source.ip',
  'source.port',
  'source.domain',
  'network.protocol',
  'network.transport',
  'network.direction',
  'network.type',
  'network.bytes',
  'network.packets',
  'network.application',
  'dns.question.name',
  'dns.question.type',
  'dns.question.registered_domain',
  'dns.resolved_ip',
  'url.full',
  'url.domain',
  'url.path',
  'http.request.method',
  'http.request.body.content',
  'http.response.status_code',
  'user_agent.original',
  'tls.client.ja3',
  'tls.server.ja3s',
  'tls.server.x509.subject.common_name',
  'destination.as.organization.name',
  'destination.geo.country_iso_code',
  'source.as.organization.name',
  'source.geo.country_iso_code',
];

const registry = [
  'registry.path',
  'registry.key',
  'registry.value',
  'registry.data.strings',
  'registry.data.type',
  'registry.hive',
  'registry.data.bytes',
];

const library = [
  'dll.name',
  'dll.path',
  'dll.code_signature.trusted',
  'dll.code_signature.subject_name',
  'dll.code_signature.exists',
  'dll.code_signature.status',
  'dll.hash.sha256',
  'dll.pe.original_file_name',
];

const authentication = [
  'source.ip',
  'user.name',
  'user.domain',
  'user.target.name',
  'user.effective.name',
  'source.geo.country_iso_code',
  'source.geo.country_name',
  'source.as.organization.name',
  'source.address',
  'source.domain',
  'group.name',
  'group.id',
  'user_agent.original',
  'service.name',
];

const general = [
  'event.type',
  'event.action',
  'host.os.type',
  'event.outcome',
  'event.code',
  'event.provider',
  'event.dataset',
  'event.module',
  'event.category',
  'host.id',
  'host.name',
  'user.id',
  'user.name',
  'user.domain',
  'user.email',
  'agent.id',
  'host.ip',
  'host.os.family',
  'host.architecture',
  'event.kind',
  'event.ingested',
  'event.created',
  'event.duration',
  'event.reason',
  'message',
  '@timestamp',
  'related.ip',
  'related.user',
  'labels',
  'tags',
  'data_stream.dataset',
  'cloud.account.id',
  'cloud.provider',
  'cloud.region',
  'orchestrator.resource.name',
  'orchestrator.resource.type',
  'orchestrator.namespace',
  'service.name',
  'observer.vendor',
  'observer.product',
  'rule.name',
];

const byCategory: Readonly<Record<string, readonly string[]>> = {
  process,
  file: [...file, ...process],
  network: [...network, ...process],
  dns: [...network, ...process],
  web: network,
  registry: [...registry, ...process],
  library: [...library, ...process],
  driver: [...library, ...process],
  authentication,
  iam: authentication,
  session: authentication,
  any: [...process, ...file, ...network, ...registry, ...library],
};

const leading = 3;
const rankings = new Map<string, readonly string[]>();

/**
 * Returns the fields by frequency in conditions on events of a category, or of all categories if it is
 * unknown.
 */
export function commonFields(category: string | undefined): readonly string[] {
  const name = category !== undefined && Object.hasOwn(byCategory, category) ? category : 'any';
  let ranking = rankings.get(name);
  if (!ranking) {
    const own = byCategory[name]!;
    ranking = [...new Set([...own.slice(0, leading), ...general.slice(0, leading), ...own, ...general])];
    rankings.set(name, ranking);
  }
  return ranking;
}

/** Fields that events of one entity share, for the keys of sequences and samples. */
export const commonKeys: readonly string[] = [
  'host.id',
  'process.entity_id',
  'user.id',
  'process.parent.entity_id',
  'process.pid',
  'user.name',
  'host.name',
  'agent.id',
  'source.ip',
  'destination.ip',
  'process.executable',
  'file.path',
  'container.id',
  'process.entry_leader.entity_id',
  'process.session_leader.entity_id',
];
