import type { AttackTables, Technique } from './attack.js';

interface StixObject {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly name?: unknown;
  readonly revoked?: unknown;
  readonly x_mitre_deprecated?: unknown;
  readonly x_mitre_shortname?: unknown;
  readonly external_references?: readonly {
    readonly source_name?: unknown;
    readonly external_id?: unknown;
  }[];
  readonly kill_chain_phases?: readonly { readonly phase_name?: unknown }[];
  readonly relationship_type?: unknown;
  readonly source_ref?: unknown;
  readonly target_ref?: unknown;
}

/**
 * Reads the tables of a STIX bundle of ATT&CK, in the format of detection-rules' `attack-v*.json.gz`.
 * `redirects` are replacements that detection-rules lists. Throws for any other JSON.
 */
export function readStix(
  json: string,
  version: string,
  redirects: Readonly<Record<string, string>>,
): AttackTables {
  const { objects } = JSON.parse(json) as { objects: readonly StixObject[] };
  const tacticIds = new Map<unknown, string>();
  const tactics: Record<string, string> = {};
  for (const object of objects) {
    const id = externalId(object);
    if (object.type !== 'x-mitre-tactic' || id === undefined || isGivenUp(object)) continue;
    tactics[id] = String(object.name);
    tacticIds.set(object.x_mitre_shortname, id);
  }
  const techniques: Record<string, Technique> = {};
  const ids = new Map<unknown, string>();
  for (const object of objects) {
    const id = externalId(object);
    if (object.type !== 'attack-pattern' || id === undefined) continue;
    ids.set(object.id, id);
    if (isGivenUp(object)) continue;
    const phases = object.kill_chain_phases ?? [];
    techniques[id] = {
      name: String(object.name),
      tactics: phases.flatMap(({ phase_name }) => tacticIds.get(phase_name) ?? []),
    };
  }
  const superseded: Record<string, string> = { ...redirects };
  for (const { relationship_type, source_ref, target_ref } of objects) {
    const [from, to] = [ids.get(source_ref), ids.get(target_ref)];
    if (relationship_type === 'revoked-by' && from !== undefined && to !== undefined) superseded[from] = to;
  }
  return { version, tactics, techniques, superseded };
}

function externalId({ external_references }: StixObject): string | undefined {
  const reference = external_references?.find(({ source_name }) => source_name === 'mitre-attack');
  return typeof reference?.external_id === 'string' ? reference.external_id : undefined;
}

function isGivenUp({ revoked, x_mitre_deprecated }: StixObject): boolean {
  return revoked === true || x_mitre_deprecated === true;
}
