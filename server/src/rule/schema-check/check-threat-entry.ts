import { nearestNames } from '../../text/nearest.js';
import type { Problem, ProblemCode, Severity } from '../../text/problem.js';
import type { TomlDocument } from '../../toml/document.js';
import type { TomlPath, TomlTableValue } from '../../toml/path.js';
import { type Attack, referenceOf } from '../attack/attack.js';
import { replaceFix } from './check-value.js';
import { valueSpan } from './place.js';

/** The properties that differ between tactics, techniques and subtechniques. */
export interface EntryKind {
  readonly noun: string;
  readonly code: ProblemCode;
  readonly urlCode: ProblemCode;
  readonly url: RegExp;
  readonly idForm: RegExp;
  nameOf(id: string): string | undefined;
  /** All entries of the kind. */
  readonly names: readonly (readonly [id: string, name: string])[];
  /** The same by id, with the corresponding reference. */
  readonly entries: ReadonlyMap<string, KnownEntry>;
  /** Returns the message for an id that belongs one level above or below, or undefined for any other id. */
  otherLevel?(id: string): { readonly message: string; readonly help: string } | undefined;
}

interface KnownEntry {
  readonly name: string;
  readonly reference: string;
}

/** The kinds of entries, with the names of an ATT&CK version. */
export interface EntryKinds {
  readonly attack: Attack;
  readonly tactic: EntryKind;
  readonly technique: EntryKind;
  readonly subtechnique: EntryKind;
}

const techniqueIdForm = /^T\d{4}$/;
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
  const tactics = Object.entries(attack.tactics);
  const tactic: EntryKind = {
    noun: 'tactic',
    code: 'threat-tactic',
    urlCode: 'threat-url-tactic',
    url: /^https:\/\/attack\.mitre\.org\/tactics\/(TA\d+)\/?$/,
    idForm: /^TA\d{4}$/,
    nameOf: attack.tacticName,
    names: tactics,
    entries: knownEntries(tactics),
  };

  const techniques = entriesOf((id) => !id.includes('.'));
  const technique: EntryKind = {
    noun: 'technique',
    code: 'threat-technique',
    urlCode: 'threat-url-technique',
    url: /^https:\/\/attack\.mitre\.org\/techniques\/(T\d+)\/?$/,
    idForm: techniqueIdForm,
    nameOf: techniqueName,
    names: techniques,
    entries: knownEntries(techniques),
    otherLevel: (id) => {
      if (!subtechniqueIdForm.test(id)) return undefined;
      const parent = id.split('.')[0]!;
      const message = `${id} is a subtechnique; it belongs below ${parent}.`;
      const help = `Write the technique ${parent}, and ${id} in [[rule.threat.technique.subtechnique]] below it.`;
      return { message, help };
    },
  };

  const subtechniques = entriesOf((id) => id.includes('.'));
  const subtechnique: EntryKind = {
    noun: 'subtechnique',
    code: 'threat-technique',
    urlCode: 'threat-url-technique',
    url: /^https:\/\/attack\.mitre\.org\/techniques\/(T\d+\/\d+)\/?$/,
    idForm: subtechniqueIdForm,
    nameOf: techniqueName,
    names: subtechniques,
    entries: knownEntries(subtechniques),
    otherLevel: (id) =>
      techniqueIdForm.test(id)
        ? {
            message: `${id} is a technique, not a subtechnique.`,
            help: `Move it to [[rule.threat.technique]], or write one of its subtechniques here: ${id}.001 and so on.`,
          }
        : undefined,
  };

  return { attack, tactic, technique, subtechnique };
}

function knownEntries(names: EntryKind['names']): EntryKind['entries'] {
  return new Map(names.map(([id, name]) => [id, { name, reference: referenceOf(id) }]));
}

/**
 * Checks the id, name and reference of one entry: if two agree, the third is the mistake. If id and name
 * disagree, `fits` decides which of them matches the surrounding entry. Returns at most one problem.
 */
export function checkThreatEntry(
  document: TomlDocument,
  path: TomlPath,
  entry: TomlTableValue,
  kind: EntryKind,
  { version, supersededBy, techniqueOf }: Attack,
  fits: (id: string) => boolean | undefined = () => undefined,
): Problem[] {
  const { id, name, reference } = entry;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof reference !== 'string') return [];
  const known = kind.entries.get(id);
  if (known?.name === name && known.reference === reference) return [];
  const idOfUrl = kind.url.exec(reference)?.[1]?.replace('/', '.');
  const report = (
    key: string,
    code: ProblemCode,
    severity: Severity,
    message: string,
    rest: Rest,
  ): Problem[] => [{ code, severity, message, span: valueSpan(document, [...path, key]), ...rest }];
  const replace = (key: string, text: string): Rest => replaceFix(document, [...path, key], text);

  const level = kind.otherLevel?.(id);
  if (level) return report('id', kind.code, 'error', level.message, { help: level.help });
  const expectedName = kind.nameOf(id);
  const replacedBy = expectedName === undefined ? supersededBy(id) : undefined;
  if (replacedBy !== undefined) {
    const successor = techniqueOf(replacedBy)?.name;
    const message = `ATT&CK has revoked ${id}; ${replacedBy}${successor ? ` (${successor})` : ''} replaces it.`;
    // The name can be that of the intended id, with two digits swapped.
    const [named] = kind.names.find(([other, known]) => known === name && other !== replacedBy) ?? [];
    const use = `Use ${replacedBy} with its name and reference.`;
    return named === undefined
      ? report('id', 'threat-deprecated', 'warning', message, { help: use })
      : report('id', 'threat-deprecated', 'warning', `${message} "${name}" is the name of ${named}.`, {
          help: `Use ${named} with its reference if the name is right. Otherwise: ${use}`,
        });
  }
  if (name !== expectedName) {
    const meant = idMeant(id, name, idOfUrl, kind, fits);
    if (meant !== undefined) {
      const fix = idFix(document, path, meant, idOfUrl);
      const message = `${capitalised(kind.noun)} "${name}" has the id ${meant}, not ${id}.`;
      return report('id', kind.code, 'warning', message, fix);
    }
  }
  if (expectedName === undefined) {
    const unknown = `ATT&CK ${version} has no ${kind.noun} with the id "${id}".`;
    const names = kind.names;
    const near = nearestNames(
      name,
      names.map(([, known]) => known),
    )[0];
    if (near !== undefined) {
      const nearId = names.find(([, known]) => known === near)![0];
      return report('id', kind.code, 'warning', unknown, { help: `Did you mean ${nearId} (${near})?` });
    }
    return isNewer(id, kind)
      ? report('id', kind.code, 'information', unknown, { help: 'A later version may include it.' })
      : report('id', kind.code, 'warning', unknown, {});
  }
  if (name !== expectedName) {
    const message = `${capitalised(kind.noun)} ${id} is called "${expectedName}", not "${name}".`;
    return report('name', kind.code, 'warning', message, replace('name', expectedName));
  }
  if (idOfUrl === undefined) {
    const message = `The reference of ${id} must be ${referenceOf(id)}.`;
    return report('reference', kind.urlCode, 'warning', message, replace('reference', referenceOf(id)));
  }
  if (idOfUrl !== id) {
    const message = `The reference leads to ${idOfUrl}, not to ${id}.`;
    return report('reference', 'threat-id-url', 'warning', message, replace('reference', referenceOf(id)));
  }
  return [];
}

type Rest = Pick<Problem, 'help' | 'fix'>;

/** Returns the id of the name, if the id is the mistake rather than the name. */
function idMeant(
  id: string,
  name: string,
  idOfUrl: string | undefined,
  kind: EntryKind,
  fits: (id: string) => boolean | undefined,
): string | undefined {
  const named = kind.names.flatMap(([known, ownName]) => (ownName === name ? [known] : []));
  if (idOfUrl !== undefined && named.includes(idOfUrl)) return idOfUrl;
  const fitting = named.find((known) => fits(known));
  if (kind.nameOf(id) === undefined) return fitting ?? named[0];
  return fits(id) === false ? fitting : undefined;
}

/** Returns a fix that replaces the id, and its reference if that is for another id. */
function idFix(document: TomlDocument, path: TomlPath, id: string, idOfUrl: string | undefined): Rest {
  const idOnly = replaceFix(document, [...path, 'id'], id);
  if (idOfUrl === id || !idOnly.fix) return idOnly;
  const reference = replaceFix(document, [...path, 'reference'], referenceOf(id));
  if (!reference.fix) return idOnly;
  return {
    fix: { title: `Write ${id} and its reference`, edits: [...idOnly.fix.edits, ...reference.fix.edits] },
  };
}

/** How many techniques later versions of ATT&CK may add: each adds about 20. */
const mostNew = 400;

/**
 * Returns whether the id is well formed and above all known ids, so that a later version of ATT&CK may have
 * it.
 */
function isNewer(id: string, kind: EntryKind): boolean {
  if (!kind.idForm.test(id)) return false;
  const parent = id.split('.')[0]!;
  const siblings = kind.names.filter(([known]) => !id.includes('.') || known.startsWith(`${parent}.`));
  const last = Math.max(0, ...siblings.map(([known]) => numberOf(known)));
  return numberOf(id) > last && numberOf(id) - last < mostNew;
}

/** Returns the last number of an id. */
function numberOf(id: string): number {
  return Number(/\d+$/.exec(id)?.[0]);
}

function capitalised(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
