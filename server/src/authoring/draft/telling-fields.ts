/**
 * Fields that describe what somebody did, the most telling first: a draft asks for these. Who did it and where, hashes and addresses are
 * left out, since the next attacker has others. `*` stands for any text.
 */
const tellingFields: readonly string[] = [
  'process.name',
  'process.parent.name',
  'process.args',
  'process.command_line',
  'registry.path',
  'registry.data.strings',
  'file.path',
  'file.name',
  'file.extension',
  'dll.name',
  'dns.question.name',
  'event.provider',
  'event.code',
  'process.executable',
  'process.parent.executable',
  'process.pe.original_file_name',
  'powershell.file.script_block_text',
  'user_agent.original',
  'http.request.method',
  'url.path',
  'destination.port',
  'destination.domain',
  'network.protocol',
  'rule.name',
  'event.outcome',
  'event.reason',
];

const rankOfField: ReadonlyMap<string, number> = new Map(tellingFields.map((field, rank) => [field, rank]));

/** Of fields that no row names, those below these parents say who or where. */
const saysWho =
  /^(?:@timestamp$|host|user|agent|ecs|cloud|source|client|destination|server|related|data_stream|elastic|log|observer|organization|geo|container|orchestrator|event|group|tags|labels|message|input|_)/;

/** Returns the place of a field among those that describe what happened, from 0; undefined for one that does not. */
export function tellingRank(field: string): number | undefined {
  const rank = rankOfField.get(field);
  if (rank !== undefined) return rank;
  return saysWho.test(field) || /\.(?:id|uuid|hash\.\w+|arn|ip)$|hash|signature|_id$/i.test(field)
    ? undefined
    : tellingFields.length;
}

/** Fields that say what kind of event it is, in the order in which rules ask for them. */
export const kindFields: readonly string[] = ['host.os.type', 'event.dataset', 'event.type', 'event.action'];

/** Fields that tie the events of one attack together, the narrowest first. */
export const joinFields: readonly string[] = [
  'process.entity_id',
  'process.parent.entity_id',
  'winlog.logon.id',
  'aws.cloudtrail.user_identity.arn',
  'source.ip',
  'user.id',
  'user.name',
  'host.id',
  'host.name',
];

/** A process and what it starts: the key of the first event is that of the second by another name. */
export const parentKey = { earlier: 'process.entity_id', later: 'process.parent.entity_id' } as const;
