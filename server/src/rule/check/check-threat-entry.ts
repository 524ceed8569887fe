import { nearestNames } from '../../text/nearest.js';
import type { Problem } from '../../text/problem.js';
import type { TomlDocument } from '../../toml/document.js';
import type { TomlPath, TomlTableValue } from '../../toml/path.js';
import { type Attack, referenceOf } from '../attack/attack.js';
import { replaceFix } from './check-value.js';
import { valueSpan } from './place.js';

/** What tells tactics, techniques and subtechniques apart. */
export interface EntryKind {
  readonly noun: string;
  readonly code: string;
  readonly urlCode: string;
  readonly url: RegExp;
  readonly idForm: RegExp;
  nameOf(id: string): string | undefined;
  names(): [id: string, name: string][];
}

/** The kinds of entries, with the names that a version of ATT&CK has for them. */
export interface EntryKinds {
  readonly attack: Attack;
  readonly tactic: EntryKind;
  readonly technique: EntryKind;
  readonly subtechnique: EntryKind;
}

export const subtechniqueIdForm = /^T\d{4}\.\d{3}$/;

const kindsByAttack = new WeakMap<Attack, EntryKinds>();

export function entryKinds(attack: Attack): EntryKinds {
  let kinds = kindsByAttack.get(attack);
  if (!kinds) {
    kinds = createKinds(attack);
    kindsByAttack.set(attack, kinds);
  }
  return kinds;
}

function createKinds(attack: Attack): EntryKinds {
  const techniqueName = (id: string): string | undefined => attack.techniqueOf(id)?.name;
  const entriesOf = (wanted: (id: string) => boolean): [string, string][] =>
    Object.entries(attack.techniques).flatMap(([id, { name }]): [string, string][] =>
      wanted(id) ? [[id, name]] : [],
    );
  const tactic: EntryKind = {
    noun: 'tactic',
    code: 'threat-tactic',
    urlCode: 'threat-url-tactic',
    url: /^https:\/\/attack\.mitre\.org\/tactics\/(TA\d+)\/?$/,
    idForm: /^TA\d{4}$/,
    nameOf: attack.tacticName,
    names: () => Object.entries(attack.tactics),
  };

  const technique: EntryKind = {
    noun: 'technique',
    code: 'threat-technique',
    urlCode: 'threat-url-technique',
    url: /^https:\/\/attack\.mitre\.org\/techniques\/(T\d+)\/?$/,
    idForm: /^T\d{4}$/,
    nameOf: techniqueName,
    names: () => entriesOf((id) => !id.includes('.')),
  };

  const subtechnique: EntryKind = {
    noun: 'subtechnique',
    code: 'threat-technique',
    urlCode: 'threat-url-technique',
    url: /^https:\/\/attack\.mitre\.org\/techniques\/(T\d+\/\d+)\/?$/,
    idForm: subtechniqueIdForm,
    nameOf: techniqueName,
    names: () => entriesOf((id) => id.includes('.')),
  };

  return { attack, tactic, technique, subtechnique };
}

/** Id, name and reference of one entry: where two agree, the third is the mistake. At most one problem. */
export function checkThreatEntry(
  document: TomlDocument,
  path: TomlPath,
  entry: TomlTableValue,
  kind: EntryKind,
  { version, supersededBy, techniqueOf }: Attack,
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
      `ATT&CK ${version} has no ${kind.noun} with the id "${id}".`,
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
