import {
  referenceOf,
  supersededBy,
  tacticName,
  tactics,
  techniqueOf,
  techniques,
} from '../../../server/src/rule/attack/attack.js';
import { isTable, type TomlPath, type TomlTableValue } from '../../../server/src/toml/path.js';
import { insert, misspell, replace, replaceText } from '../edits.js';
import type { Mutant, MutationKind, Original } from '../mutant.js';
import type { Random } from '../random.js';

interface Entry {
  readonly path: TomlPath;
  readonly table: TomlTableValue;
  /** Id of its tactic. */
  readonly tactic: string;
}

type EntryLevel = 'tactic' | 'technique' | 'subtechnique';

const listOf = (value: unknown): TomlTableValue[] => (Array.isArray(value) ? value.filter(isTable) : []);

/** Returns all tactics, techniques or subtechniques of a rule. */
function entriesOf({ analysis: { rule } }: Original, level: EntryLevel): Entry[] {
  return listOf(rule.table.threat).flatMap((threat, at): Entry[] => {
    const base = ['rule', 'threat', at];
    if (!isTable(threat.tactic)) return [];
    const tactic = String(threat.tactic.id);
    if (level === 'tactic') return [{ path: [...base, 'tactic'], table: threat.tactic, tactic }];
    return listOf(threat.technique).flatMap((technique, index): Entry[] => {
      const path = [...base, 'technique', index];
      if (level === 'technique') return [{ path, table: technique, tactic }];
      return listOf(technique.subtechnique).map((table, sub) => ({
        path: [...path, 'subtechnique', sub],
        table,
        tactic,
      }));
    });
  });
}

/** Replaces one string of an entry. */
function wrongText(
  name: string,
  codes: readonly string[],
  level: EntryLevel,
  key: string,
  write: (entry: Entry, random: Random) => string | undefined,
): MutationKind {
  return {
    name,
    codes,
    mutate(original, random) {
      const entry = random.pick(entriesOf(original, level));
      const text = entry && write(entry, random);
      return entry && text !== undefined ? replaceText(original, [...entry.path, key], text) : undefined;
    },
  };
}

/** Replaces a technique and everything below it. The mistake is the whole entry. */
function replaceTechnique(original: Original, entry: Entry, id: string, name: string): Mutant | undefined {
  const { document } = original.analysis;
  const spans = ['id', 'name', 'reference'].map((key) => document.placeAt([...entry.path, key])?.value);
  if (spans.some((span) => span === undefined)) return undefined;
  const texts = [id, name, referenceOf(id)];
  const ordered = spans
    .map((span, at) => ({ span: span!, text: JSON.stringify(texts[at]) }))
    .sort((a, b) => b.span.start - a.span.start);
  let { text } = original;
  for (const edit of ordered) text = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
  const start = Math.min(...spans.map((span) => span!.start));
  const end = Math.max(...spans.map((span) => span!.end)) + text.length - original.text.length;
  return { text, expected: [{ start, end }] };
}

const mainTechniques = Object.keys(techniques).filter((id) => !id.includes('.'));
const givenUp = [
  'T1035',
  'T1086',
  'T1064',
  'T1085',
  'T1193',
  'T1060',
  'T1050',
  'T1100',
  'T1089',
  'T1070.007',
];

const noSubtechniques = ({ table }: Entry): boolean => listOf(table.subtechnique).length === 0;

/** Mistakes in `[[rule.threat]]`. */
export const attackKinds: readonly MutationKind[] = [
  wrongText(
    'ATT&CK: name of a technique misspelt',
    ['threat-technique'],
    'technique',
    'name',
    ({ table }, random) => misspell(String(table.name), random),
  ),
  wrongText(
    'ATT&CK: name of a subtechnique wrong',
    ['threat-technique'],
    'subtechnique',
    'name',
    ({ table }, random) =>
      random.pick([
        misspell(String(table.name), random),
        `Example: ${String(table.name)}`,
        String(table.name).toLowerCase(),
      ]),
  ),
  wrongText('ATT&CK: name of a tactic wrong', ['threat-tactic'], 'tactic', 'name', ({ table }, random) =>
    random.pick([
      misspell(String(table.name), random),
      String(table.name).toLowerCase(),
      random.pick(Object.values(tactics).filter((name) => name !== table.name)),
    ]),
  ),
  wrongText('ATT&CK: id of another technique', ['threat-technique'], 'technique', 'id', ({ table }, random) =>
    random.pick(mainTechniques.filter((id) => id !== table.id)),
  ),
  wrongText('ATT&CK: id of another tactic', ['threat-tactic'], 'tactic', 'id', ({ table }, random) =>
    random.pick(Object.keys(tactics).filter((id) => id !== table.id)),
  ),
  wrongText(
    'ATT&CK: page of another technique',
    ['threat-id-url'],
    'technique',
    'reference',
    ({ table }, random) => referenceOf(random.pick(mainTechniques.filter((id) => id !== table.id))!),
  ),
  wrongText(
    'ATT&CK: page of a subtechnique wrong',
    ['threat-id-url', 'threat-url-technique'],
    'subtechnique',
    'reference',
    ({ table }, random) => {
      const id = String(table.id);
      return random.pick([
        referenceOf(id.split('.')[0]!),
        referenceOf(`${id.split('.')[0]}.0${10 + random.below(80)}`),
        `https://attack.mitre.org/techniques/${id}/`,
        referenceOf(id).replace('https://', 'http://'),
      ]);
    },
  ),
  wrongText(
    'ATT&CK: page of a tactic wrong',
    ['threat-id-url', 'threat-url-tactic'],
    'tactic',
    'reference',
    ({ table }, random) =>
      random.pick([
        referenceOf(random.pick(Object.keys(tactics).filter((id) => id !== table.id))!),
        `https://attack.mitre.org/tactic/${table.id}/`,
        `https://attack.mitre.org/techniques/${table.id}/`,
      ]),
  ),
  {
    name: 'ATT&CK: framework misspelt',
    codes: ['threat-framework'],
    mutate(original, random) {
      const at = random.below(listOf(original.analysis.rule.table.threat).length);
      return replaceText(
        original,
        ['rule', 'threat', at, 'framework'],
        random.pick(['MITRE ATTACK', 'Mitre ATT&CK', 'MITRE', 'ATT&CK'])!,
      );
    },
  },
  {
    name: 'ATT&CK: technique under another tactic',
    codes: ['threat-technique'],
    mutate(original, random) {
      const entry = random.pick(entriesOf(original, 'technique').filter(noSubtechniques));
      if (!entry || tacticName(entry.tactic) === undefined) return undefined;
      const id = random.pick(
        mainTechniques.filter((each) => !techniqueOf(each)!.tactics.includes(entry.tactic)),
      )!;
      return replaceTechnique(original, entry, id, techniqueOf(id)!.name);
    },
  },
  {
    name: 'ATT&CK: technique given up',
    codes: ['threat-deprecated'],
    mutate(original, random) {
      const entry = random.pick(entriesOf(original, 'technique').filter(noSubtechniques));
      const id = random.pick(
        givenUp.filter((each) => supersededBy(each) !== undefined && !techniqueOf(each)),
      );
      return entry && id !== undefined ? replaceTechnique(original, entry, id, 'Earlier Name') : undefined;
    },
  },
  {
    name: 'ATT&CK: subtechnique under another technique',
    codes: ['threat-technique'],
    mutate(original, random) {
      const entry = random.pick(entriesOf(original, 'subtechnique'));
      const parent = entry && String(entry.table.id).split('.')[0];
      const id = random.pick(
        Object.keys(techniques).filter((each) => each.includes('.') && each.split('.')[0] !== parent),
      )!;
      return entry && replaceTechnique(original, entry, id, techniqueOf(id)!.name);
    },
  },
  {
    name: 'ATT&CK: tactic twice',
    codes: ['threat-dup-tactic'],
    mutate(original, random) {
      const { rule, document } = original.analysis;
      const entries = listOf(rule.table.threat);
      const at = random.below(entries.length);
      const first = document.placeAt(['rule', 'threat', at, 'tactic']);
      const tactic = entries[at]?.tactic;
      const last = document.placeAt(['rule', 'threat', entries.length - 1, 'tactic']);
      if (!first?.entry || !isTable(tactic) || !last?.entry) return undefined;
      const copy = [
        '\n[[rule.threat]]',
        'framework = "MITRE ATT&CK"',
        '[rule.threat.tactic]',
        `id = "${tactic.id}"`,
        `name = "${tactic.name}"`,
        `reference = "${tactic.reference}"`,
        '',
      ].join('\n');
      return { ...insert(original, last.entry.end, `\n${copy}`) };
    },
  },
  {
    name: 'ATT&CK: page without a slash in between',
    codes: ['threat-url-technique', 'threat-url-tactic'],
    mutate(original, random) {
      const entry = random.pick([...entriesOf(original, 'technique'), ...entriesOf(original, 'tactic')]);
      const place = entry && original.analysis.document.placeAt([...entry.path, 'reference'])?.value;
      if (!place) return undefined;
      const slash = original.text.indexOf('.org/', place.start) + 4;
      return replace(original, { start: slash, end: slash + 1 }, '', place);
    },
  },
];
