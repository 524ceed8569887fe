import type { TomlPath } from '../../../server/src/toml/path.js';
import { misspell } from '../edits.js';
import type { MutationKind } from '../mutant.js';
import { quote, valueKind } from './value-kind.js';

/** Returns the kind that misspells a key's value, in any rule. */
function misspelt(path: TomlPath, codes: readonly string[]): MutationKind {
  return valueKind({
    name: `misspelt ${String(path.at(-1))}`,
    codes,
    paths: [path],
    write(value, random) {
      const written = misspell(String(value), random);
      return written === undefined ? undefined : quote(written);
    },
  });
}

const otherLanguages: Readonly<Record<string, readonly string[]>> = {
  eql: ['kuery', 'esql', 'lucene'],
  esql: ['kuery', 'eql'],
  query: ['eql', 'esql'],
  new_terms: ['esql'],
  threshold: ['kql'],
};

/** Values that a key does not allow. */
export const enumerationKinds: readonly MutationKind[] = [
  misspelt(['rule', 'severity'], ['severity-enum']),
  misspelt(['rule', 'type'], ['type-enum']),
  misspelt(['rule', 'language'], ['type-language']),
  misspelt(['metadata', 'maturity'], ['maturity-enum']),
  misspelt(['rule', 'building_block_type'], ['bbr-enum']),
  valueKind({
    name: 'severity in capitals',
    codes: ['severity-enum'],
    paths: [['rule', 'severity']],
    write(value, random) {
      const text = String(value);
      return quote(random.pick([text.toUpperCase(), text[0]!.toUpperCase() + text.slice(1)])!);
    },
  }),
  valueKind({
    name: 'severity of another scale',
    codes: ['severity-enum'],
    paths: [['rule', 'severity']],
    write: (_, random) => quote(random.pick(['informational', 'severe', 'warning', 'info', 'major'])!),
  }),
  valueKind({
    name: 'unknown maturity',
    codes: ['maturity-enum'],
    paths: [['metadata', 'maturity']],
    write: (_, random) => quote(random.pick(['stable', 'alpha', 'ga', 'draft', 'test'])!),
  }),
  valueKind({
    name: 'language not fitting the type',
    codes: ['type-language'],
    paths: [['rule', 'language']],
    write(_, random, { analysis: { rule } }) {
      const language = random.pick(otherLanguages[rule.type ?? ''] ?? []);
      return language === undefined ? undefined : quote(language);
    },
  }),
];
