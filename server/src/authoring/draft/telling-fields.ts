/**
 * Fields that describe what someone did, the most distinctive first; drafts use these. Fields for who did it
 * and where, hashes and addresses are not included, because they differ in the next attack. `*` matches any
 * text.
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

/** Of the fields that no row names, those below these parents describe who or where. */
const saysWho =
  /^(?:@timestamp$|host|user|agent|ecs|cloud|source|client|destination|server|related|data_stream|elastic|log|observer|organization|geo|container|orchestrator|event|group|tags|labels|message|input|_)/;

/** Returns a field's rank among those that describe what happened, from 0, or undefined. */
export function tellingRank(field: string): number | undefined {
  const rank = rankOfField.get(field);
  if (rank !== undefined) return rank;
  return saysWho.test(field) || /\.(?:id|uuid|hash\.\w+|arn|ip)$|hash|signature|_id$/i.test(field)
    ? undefined
    : tellingFields.length;
}

/** Fields for the kind of event, in the order in which rules use them. */
export const kindFields: readonly string[] = ['host.os.type', 'event.dataset', 'event.type', 'event.action'];

/** Fields that the events of one attack share, the most specific first. */
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

/** A process and its child: the key of the first event has another name in the second. */
export const parentKey = { earlier: 'process.entity_id', later: 'process.parent.entity_id' } as const;
