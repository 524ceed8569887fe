import { type AttackTables, bundledAttack, referenceOf } from '../rule/attack/attack.js';
import version19 from '../rule/attack/attack-v19.json' with { type: 'json' };
import { isJsonObject, type Json, type JsonObject } from './json.js';

const framework = 'MITRE ATT&CK';

/** A technique, or a subtechnique with its technique, under a tactic. */
interface Placed {
  readonly tactic: string;
  readonly id: string;
}

/**
 * Returns a payload with its techniques in ATT&CK 19: as in the rule's `threat_mappings`, else with the ids
 * that moved. The tables decide which tactic a technique belongs to; without them tactics are unchanged.
 */
export function threatOfVersion19(
  rule: JsonObject,
  mappings: Json | undefined,
  tables: AttackTables | undefined,
): JsonObject {
  const { threat } = rule;
  if (!Array.isArray(threat)) return rule;
  const changed = mappingOfVersion19(mappings) ?? convert(threat, tables);
  return { ...rule, threat: changed, ...withTacticTags(rule.tags, threat, changed) };
}

/** Returns the `threat_mappings` of a rule file for version 19, or undefined. */
export function mappingOfVersion19(mappings: Json | undefined): Json[] | undefined {
  const own = (Array.isArray(mappings) ? mappings : [])
    .filter(isJsonObject)
    .find((block) => block.framework === framework && String(block.version).split('.')[0] === '19');
  return Array.isArray(own?.threat) ? own.threat : undefined;
}

function convert(threats: readonly Json[], tables: AttackTables | undefined): Json[] {
  const others = threats.filter((one) => !isJsonObject(one) || one.framework !== framework);
  /** Tactics in the order of their first mention. */
  const tactics = new Set<string>();
  const placed: Placed[] = [];
  for (const threat of threats) {
    if (!isJsonObject(threat) || threat.framework !== framework) continue;
    const tactic = idOf(threat.tactic);
    if (tactic === undefined) continue;
    const techniques = (Array.isArray(threat.technique) ? threat.technique : []).flatMap(idsIn).map(movedTo);
    // A tactic whose techniques all belong to another one is dropped.
    const places = techniques.map((id) => ({ id, tactic: tacticFor(id, tactic, tables) }));
    if (places.length === 0) tactics.add(tactic);
    for (const place of places) {
      tactics.add(place.tactic);
      placed.push(place);
    }
  }
  return [...[...tactics].map((tactic) => entryOf(tactic, placed, tables)), ...others];
}

/** Returns the ids of a technique and its subtechniques. */
function idsIn(technique: Json): string[] {
  const id = idOf(technique);
  const parts =
    isJsonObject(technique) && Array.isArray(technique.subtechnique) ? technique.subtechnique : [];
  const moved = parts.flatMap((part) => idOf(part) ?? []);
  // A technique is implied by its subtechniques, which can belong to another one in version 19.
  return moved.length > 0 ? moved : id === undefined ? [] : [id];
}

function idOf(entry: Json | undefined): string | undefined {
  return isJsonObject(entry) && typeof entry.id === 'string' ? entry.id : undefined;
}

const moved = new Map(Object.entries(version19.moved));
const movedNames = new Map(Object.values(version19.moved).map(({ id, name }) => [id, name]));
const tacticNames = new Map(Object.entries(version19.tactics));

function movedTo(id: string): string {
  return moved.get(id)?.id ?? id;
}

function tacticFor(id: string, tactic: string, tables: AttackTables | undefined): string {
  const known = tables && Object.hasOwn(tables.techniques, id) ? tables.techniques[id]!.tactics : [];
  return known.length === 0 || known.includes(tactic) ? tactic : known[0]!;
}

function entryOf(tactic: string, placed: readonly Placed[], tables: AttackTables | undefined): JsonObject {
  const ids = [...new Set(placed.filter((one) => one.tactic === tactic).map(({ id }) => id))];
  const parents = [...new Set(ids.map((id) => id.split('.')[0]!))];
  const named = (id: string): JsonObject => ({ id, name: nameOf(id, tables), reference: referenceOf(id) });
  return {
    framework,
    tactic: named(tactic),
    ...(parents.length > 0 && {
      technique: parents.map((parent) => {
        const parts = ids.filter((id) => id.startsWith(`${parent}.`));
        return { ...named(parent), ...(parts.length > 0 && { subtechnique: parts.map(named) }) };
      }),
    }),
  };
}

function nameOf(id: string, tables: AttackTables | undefined): string {
  const own =
    tables && (Object.hasOwn(tables.techniques, id) ? tables.techniques[id]!.name : tables.tactics[id]);
  return (
    own ??
    tacticNames.get(id) ??
    movedNames.get(id) ??
    bundledAttack.tacticName(id) ??
    bundledAttack.techniqueOf(id)?.name ??
    id
  );
}

/** Updates the `Tactic: …` tags when the tactics change. */
function withTacticTags(tags: Json | undefined, before: readonly Json[], after: readonly Json[]): JsonObject {
  if (!Array.isArray(tags)) return {};
  const [old, now] = [before, after].map((threats) => new Set(threats.flatMap(tacticTag)));
  const kept = tags.filter((tag) => typeof tag !== 'string' || !old!.has(tag) || now!.has(tag));
  return { tags: [...kept, ...[...now!].filter((tag) => !kept.includes(tag)).sort()] };
}

function tacticTag(threat: Json): string[] {
  const { tactic } = isJsonObject(threat) ? threat : {};
  return isJsonObject(tactic) && typeof tactic.name === 'string' ? [`Tactic: ${tactic.name}`] : [];
}
