import { isTable, type TomlPath } from '../../../server/src/toml/path.js';
import type { Mutant, MutationKind, Original } from '../mutant.js';
import { replaceMatch } from './text-in-string.js';

const note: TomlPath = ['rule', 'note'];

function entries({ analysis: { document } }: Original, plugin: string): number {
  const { transform } = document.values;
  const list = isTable(transform) ? transform[plugin] : undefined;
  return Array.isArray(list) ? list.length : 0;
}

/** Allows the finding also at the key of the string from which something is missing. */
function orAtKey(original: Original, path: TomlPath, mutant: Mutant | undefined): Mutant | undefined {
  const key = original.analysis.document.placeAt(path)?.key;
  return mutant && key && { ...mutant, expected: [...mutant.expected, key] };
}

/** Mistakes in the investigation guide. */
export const guideKinds: readonly MutationKind[] = [
  {
    name: 'guide: placeholder off by one',
    codes: ['transform-index', 'transform-count'],
    mutate: (original, random) =>
      replaceMatch(original, note, /\$(osquery|investigate)_(\d+)/g, random, ([, plugin, index]) => {
        const count = entries(original, plugin!);
        return Number(index) === count - 1 ? `$${plugin}_${count}` : undefined;
      }),
  },
  {
    name: 'guide: placeholder without [transform]',
    codes: ['placeholder-no-transform', 'transform-index', 'transform-count'],
    mutate(original, random) {
      if (original.analysis.document.values.transform !== undefined) return undefined;
      const mutant = replaceMatch(original, note, /(?<=\n)- (?=[A-Z])/g, random, () => '- $osquery_0 ');
      return orAtKey(original, note, mutant);
    },
  },
  {
    name: 'guide: heading with another name',
    codes: ['guide-title'],
    mutate(original, random) {
      const name = original.analysis.rule.name?.trim();
      if (!name) return undefined;
      return replaceMatch(original, note, /### Investigating [^\n]+/g, random, ([heading]) =>
        random.pick([
          `### Investigating ${name.slice(0, -4)}`,
          `### Investigating Possible ${name}`,
          `${heading.replace(/ \w+$/, '')} Something`,
          heading.replace(/(\w)(\w)$/, '$2$1').replace(/(\w)\1$/, '$1'),
        ]),
      );
    },
  },
  {
    name: 'guide: no heading for the triage',
    codes: ['note-required'],
    mutate(original, random) {
      const { rule } = original.analysis;
      const { severity, building_block_type: block } = rule.table;
      if (block !== undefined || (severity !== 'high' && severity !== 'critical')) return undefined;
      const mutant = replaceMatch(original, note, /## triage and analysis/gi, random, () => '## Analysis');
      return orAtKey(original, note, mutant);
    },
  },
  {
    name: 'guide: heading for the setup at another level',
    codes: ['note-setup-heading'],
    mutate(original, random) {
      return replaceMatch(
        original,
        note,
        /(?<=\n)### (?:False positive analysis|Response and remediation)[^\n]*/g,
        random,
        () => random.pick(['### Setup', '## setup', '# Setup', '## Configuration']),
      );
    },
  },
  {
    name: 'guide: search written into the text',
    codes: ['guide-plugin-inline'],
    mutate(original, random) {
      return replaceMatch(original, note, /(?<=\n)- (?=[A-Z])/g, random, () =>
        random.pick([
          '- !{osquery{"label":"Users","query":"SELECT * FROM users"}}\n- ',
          '- !{investigate{"label":"Alerts","providers":[[{"excluded":false,"field":"host.id","queryType":"phrase","value":"a","valueType":"string"}]]}}\n- ',
        ]),
      );
    },
  },
];
