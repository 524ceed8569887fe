import { append } from '../../text/append.js';
import type { Problem } from '../../text/problem.js';
import type { TomlDocument } from '../../toml/document.js';
import { isTable, type TomlPath, type TomlTableValue, type TomlValue } from '../../toml/path.js';
import type { Attack } from '../attack/attack.js';
import type { Rule } from '../rule.js';
import { checkAtlas } from './check-atlas.js';
import { checkThreatEntry, type EntryKinds, entryKinds, subtechniqueIdForm } from './check-threat-entry.js';
import { valueSpan } from './place.js';

/**
 * Checks `[[rule.threat]]` against a version of ATT&CK, and the `[[rule.threat_mappings]]` for this version.
 * ATLAS is only checked for its shape.
 */
export function checkThreats({ document, table }: Rule, attack: Attack): Problem[] {
  const kinds = entryKinds(attack);
  const problems = checkThreatList(document, ['rule', 'threat'], table.threat, kinds);
  for (const [index, block] of tablesOf(table.threat_mappings).entries()) {
    if (!block || majorOf(block.version) !== majorOf(attack.version)) continue;
    const path = ['rule', 'threat_mappings', index, 'threat'];
    append(problems, checkThreatList(document, path, block.threat, kinds));
  }
  return problems;
}

function majorOf(version: TomlValue | undefined): string | undefined {
  return typeof version === 'string' ? version.split('.')[0] : undefined;
}

function checkThreatList(
  document: TomlDocument,
  list: TomlPath,
  value: TomlValue | undefined,
  kinds: EntryKinds,
): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, TomlPath>();
  for (const [index, threat] of tablesOf(value).entries()) {
    if (!threat) continue;
    const path = [...list, index];
    // Any other name is meant to be ATT&CK.
    if (typeof threat.framework === 'string' && /atlas/i.test(threat.framework)) {
      append(problems, checkAtlas(document, path, threat));
      continue;
    }
    const found = checkThreat(document, path, threat, kinds);
    append(problems, found);
    const id = isTable(threat.tactic) ? threat.tactic.id : undefined;
    // A wrong id may accidentally be another tactic's.
    if (typeof id !== 'string' || found.some(({ code }) => code === 'threat-tactic')) continue;
    const first = seen.get(id);
    if (!first) {
      seen.set(id, [...path, 'tactic', 'id']);
      continue;
    }
    problems.push({
      code: 'threat-dup-tactic',
      severity: 'warning',
      message: `Duplicate entry for tactic ${id}.`,
      span: valueSpan(document, [...path, 'tactic', 'id']),
      help: 'Move the techniques to the first entry.',
      related: [{ span: valueSpan(document, first), message: 'The first entry is here.' }],
    });
  }
  return problems;
}

function checkThreat(
  document: TomlDocument,
  path: TomlPath,
  threat: TomlTableValue,
  kinds: EntryKinds,
): Problem[] {
  const { attack } = kinds;
  const problems: Problem[] = [];
  const tactic = isTable(threat.tactic) ? threat.tactic : undefined;
  if (tactic) {
    const fits = (id: string): boolean | undefined => servesAll(threat.technique, id, attack);
    append(problems, checkThreatEntry(document, [...path, 'tactic'], tactic, kinds.tactic, attack, fits));
  }
  // It is unknown which tactic a wrong entry means, so techniques are not checked against it.
  const tacticId =
    problems.length === 0 && tactic && typeof tactic.id === 'string' && attack.tacticName(tactic.id)
      ? tactic.id
      : undefined;
  const serves = (id: string): boolean | undefined =>
    tacticId === undefined ? undefined : attack.techniqueOf(id)?.tactics.includes(tacticId);
  for (const [index, technique] of tablesOf(threat.technique).entries()) {
    if (!technique) continue;
    const place = [...path, 'technique', index];
    const found = checkThreatEntry(document, place, technique, kinds.technique, attack, serves);
    append(problems, found);
    if (found.length === 0 && tacticId)
      append(problems, checkTactic(document, place, technique, tacticId, attack));
    for (const [subIndex, subtechnique] of tablesOf(technique.subtechnique).entries()) {
      if (!subtechnique) continue;
      const subPlace = [...place, 'subtechnique', subIndex];
      const isBelow = (id: string): boolean =>
        typeof technique.id === 'string' && id.startsWith(`${technique.id}.`);
      const kind = kinds.subtechnique;
      const wrong = checkThreatEntry(document, subPlace, subtechnique, kind, attack, isBelow);
      append(problems, wrong);
      if (wrong.length === 0 && found.length === 0) {
        append(problems, checkParent(document, subPlace, subtechnique, technique));
      }
    }
  }
  return problems;
}

/** Returns whether all techniques of an entry belong to a tactic, or undefined if none is known. */
function servesAll(techniques: TomlValue | undefined, tacticId: string, attack: Attack): boolean | undefined {
  const known = tablesOf(techniques).flatMap((technique) => {
    const found = typeof technique?.id === 'string' ? attack.techniqueOf(technique.id) : undefined;
    return found ? [found] : [];
  });
  return known.length === 0 ? undefined : known.every(({ tactics }) => tactics.includes(tacticId));
}

function checkTactic(
  document: TomlDocument,
  path: TomlPath,
  technique: TomlTableValue,
  tacticId: string,
  { techniqueOf, tacticName }: Attack,
): Problem[] {
  const id = technique.id;
  const known = typeof id === 'string' ? techniqueOf(id) : undefined;
  if (!known || known.tactics.includes(tacticId)) return [];
  const allowed = known.tactics.map((tactic) => `${tactic} ${tacticName(tactic)}`).join(', ');
  return [
    {
      code: 'threat-technique',
      severity: 'warning',
      message: `Technique ${String(id)} (${known.name}) does not belong to the tactic ${tacticId} ${tacticName(tacticId)}.`,
      span: valueSpan(document, [...path, 'id']),
      help: `It belongs to ${allowed}.`,
    },
  ];
}

function checkParent(
  document: TomlDocument,
  path: TomlPath,
  subtechnique: TomlTableValue,
  technique: TomlTableValue,
): Problem[] {
  const { id } = subtechnique;
  if (typeof id !== 'string' || typeof technique.id !== 'string') return [];
  if (!subtechniqueIdForm.test(id) || id.startsWith(`${technique.id}.`)) return [];
  return [
    {
      code: 'threat-technique',
      severity: 'warning',
      message: `Subtechnique ${id} does not belong to technique ${technique.id}.`,
      span: valueSpan(document, [...path, 'id']),
      help: `Put it below ${id.split('.')[0]}.`,
    },
  ];
}

/** Returns the tables of a list at their indexes, with undefined for anything else. */
function tablesOf(value: TomlValue | undefined): (TomlTableValue | undefined)[] {
  return Array.isArray(value) ? value.map((element) => (isTable(element) ? element : undefined)) : [];
}
