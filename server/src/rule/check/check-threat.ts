import { append } from '../../text/append.js';
import { nearestNames } from '../../text/nearest.js';
import type { Problem } from '../../text/problem.js';
import type { TomlDocument } from '../../toml/document.js';
import { isTable, type TomlPath, type TomlTableValue, type TomlValue } from '../../toml/path.js';
import {
  attackVersion,
  referenceOf,
  supersededBy,
  tacticName,
  tactics,
  techniqueOf,
  techniques,
} from '../attack/attack.js';
import type { Rule } from '../rule.js';
import { replaceFix } from './check-value.js';
import { valueSpan } from './place.js';

/** Checks `[[rule.threat]]` against ATT&CK (spec/LINTS.md section G). ATLAS is checked for its shape only. */
export function checkThreats(rule: Rule): Problem[] {
  const threats = tablesOf(rule.table.threat);
  const problems: Problem[] = [];
  const seen = new Map<string, TomlPath>();
  for (const [index, threat] of threats.entries()) {
    if (threat?.framework !== 'MITRE ATT&CK') continue;
    const path = ['rule', 'threat', index];
    append(problems, checkThreat(rule.document, path, threat));
    const id = isTable(threat.tactic) ? threat.tactic.id : undefined;
    if (typeof id !== 'string') continue;
    const first = seen.get(id);
    if (!first) {
      seen.set(id, [...path, 'tactic', 'id']);
      continue;
    }
    problems.push({
      code: 'threat-dup-tactic',
      severity: 'warning',
      message: `Tactic ${id} has an entry already.`,
      span: valueSpan(rule.document, [...path, 'tactic', 'id']),
      help: 'Move the techniques to the first entry.',
      related: [{ span: valueSpan(rule.document, first), message: 'The first entry is here.' }],
    });
  }
  return problems;
}

function checkThreat(document: TomlDocument, path: TomlPath, threat: TomlTableValue): Problem[] {
  const problems: Problem[] = [];
  const tactic = isTable(threat.tactic) ? threat.tactic : undefined;
  if (tactic) append(problems, checkEntry(document, [...path, 'tactic'], tactic, tacticKind));
  const tacticId = tactic && typeof tactic.id === 'string' && tacticName(tactic.id) ? tactic.id : undefined;
  for (const [index, technique] of tablesOf(threat.technique).entries()) {
    if (!technique) continue;
    const place = [...path, 'technique', index];
    const found = checkEntry(document, place, technique, techniqueKind);
    append(problems, found);
    if (found.length === 0 && tacticId) append(problems, checkTactic(document, place, technique, tacticId));
    for (const [subIndex, subtechnique] of tablesOf(technique.subtechnique).entries()) {
      if (!subtechnique) continue;
      const subPlace = [...place, 'subtechnique', subIndex];
      const wrong = checkEntry(document, subPlace, subtechnique, subtechniqueKind);
      append(problems, wrong);
      if (wrong.length === 0 && found.length === 0) {
        append(problems, checkParent(document, subPlace, subtechnique, technique));
      }
    }
  }
  return problems;
}

/** What tells tactics, techniques and subtechniques apart. */
interface EntryKind {
  readonly noun: string;
  readonly code: string;
  readonly urlCode: string;
  readonly url: RegExp;
  readonly idForm: RegExp;
  nameOf(id: string): string | undefined;
  names(): [id: string, name: string][];
}

const tacticKind: EntryKind = {
  noun: 'tactic',
  code: 'threat-tactic',
  urlCode: 'threat-url-tactic',
  url: /^https:\/\/attack\.mitre\.org\/tactics\/(TA\d+)\/?$/,
  idForm: /^TA\d{4}$/,
  nameOf: tacticName,
  names: () => Object.entries(tactics),
};

const techniqueKind: EntryKind = {
  noun: 'technique',
  code: 'threat-technique',
  urlCode: 'threat-url-technique',
  url: /^https:\/\/attack\.mitre\.org\/techniques\/(T\d+)\/?$/,
  idForm: /^T\d{4}$/,
  nameOf: (id) => techniqueOf(id)?.name,
  names: () => entriesOf((id) => !id.includes('.')),
};

const subtechniqueKind: EntryKind = {
  noun: 'subtechnique',
  code: 'threat-technique',
  urlCode: 'threat-url-technique',
  url: /^https:\/\/attack\.mitre\.org\/techniques\/(T\d+\/\d+)\/?$/,
  idForm: /^T\d{4}\.\d{3}$/,
  nameOf: (id) => techniqueOf(id)?.name,
  names: () => entriesOf((id) => id.includes('.')),
};

function entriesOf(wanted: (id: string) => boolean): [string, string][] {
  return Object.entries(techniques).flatMap(([id, { name }]): [string, string][] =>
    wanted(id) ? [[id, name]] : [],
  );
}

/** Id, name and reference of one entry: where two agree, the third is the mistake. At most one problem. */
function checkEntry(
  document: TomlDocument,
  path: TomlPath,
  entry: TomlTableValue,
  kind: EntryKind,
): Problem[] {
  const { id, name, reference } = entry;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof reference !== 'string') return [];
  const idOfUrl = kind.url.exec(reference)?.[1]?.replace('/', '.');
  const report = (
    key: string,
    code: string,
    severity: 'error' | 'warning',
    message: string,
    replacement?: string,
    help?: string,
  ): Problem[] => [
    {
      code,
      severity,
      message,
      span: valueSpan(document, [...path, key]),
      ...(help ? { help } : {}),
      ...replaceFix(document, [...path, key], replacement),
    },
  ];

  const replacedBy = supersededBy(id);
  if (replacedBy !== undefined && kind.nameOf(id) === undefined) {
    const successor = techniqueOf(replacedBy)?.name;
    return report(
      'id',
      'threat-deprecated',
      'warning',
      `ATT&CK has given up ${id}; ${replacedBy}${successor ? ` (${successor})` : ''} replaces it.`,
      undefined,
      `Use ${replacedBy} with its name and reference.`,
    );
  }
  const expectedName = kind.nameOf(id);
  if (name !== expectedName && idOfUrl !== undefined && kind.nameOf(idOfUrl) === name) {
    return report(
      'id',
      kind.code,
      'warning',
      `${kind.noun} "${name}" has the id ${idOfUrl}, not ${id}.`,
      idOfUrl,
    );
  }
  if (expectedName === undefined) {
    if (isNewer(id, kind)) return [];
    const byName = kind.names().find(([, known]) => known === name)?.[0];
    const nearest =
      byName ??
      nearestNames(
        id,
        kind.names().map(([known]) => known),
      )[0];
    return report(
      'id',
      kind.code,
      'warning',
      `ATT&CK ${attackVersion} has no ${kind.noun} with the id "${id}".`,
      byName,
      nearest && !byName ? `Did you mean ${nearest}?` : undefined,
    );
  }
  if (name !== expectedName) {
    return report(
      'name',
      kind.code,
      'warning',
      `${kind.noun} ${id} is called "${expectedName}", not "${name}".`,
      expectedName,
    );
  }
  if (idOfUrl === undefined) {
    return report(
      'reference',
      kind.urlCode,
      'error',
      `The reference of ${id} must be ${referenceOf(id)}.`,
      referenceOf(id),
    );
  }
  if (idOfUrl !== id) {
    return report(
      'reference',
      'threat-id-url',
      'warning',
      `The reference leads to ${idOfUrl}, not to ${id}.`,
      referenceOf(id),
    );
  }
  return [];
}

/** Whether the id is well formed and above all that the tables know, so from a later version of ATT&CK. */
function isNewer(id: string, kind: EntryKind): boolean {
  if (!kind.idForm.test(id)) return false;
  const parent = id.split('.')[0]!;
  const siblings = kind.names().filter(([known]) => !id.includes('.') || known.startsWith(`${parent}.`));
  return siblings.every(([known]) => known < id);
}

function checkTactic(
  document: TomlDocument,
  path: TomlPath,
  technique: TomlTableValue,
  tacticId: string,
): Problem[] {
  const id = technique.id;
  const known = typeof id === 'string' ? techniqueOf(id) : undefined;
  if (!known || known.tactics.includes(tacticId)) return [];
  const allowed = known.tactics.map((tactic) => `${tactic} ${tacticName(tactic)}`).join(', ');
  return [
    {
      code: 'threat-technique',
      severity: 'warning',
      message: `Technique ${String(id)} (${known.name}) does not serve the tactic ${tacticId} ${tacticName(tacticId)}.`,
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
  if (!subtechniqueKind.idForm.test(id) || id.startsWith(`${technique.id}.`)) return [];
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

/** The tables of a list at their indexes; undefined where something else stands. */
function tablesOf(value: TomlValue | undefined): (TomlTableValue | undefined)[] {
  return Array.isArray(value) ? value.map((element) => (isTable(element) ? element : undefined)) : [];
}
