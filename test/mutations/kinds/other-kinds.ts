import type { TomlPath } from '../../../server/src/toml/path.js';
import { replaceText, replaceValue } from '../edits.js';
import type { Mutant, MutationKind, Original } from '../mutant.js';
import { misspellField } from './query-edits.js';
import { replaceIn } from './text-in-string.js';

/** Returns the kind that misspells a field in a list. */
function misspeltName(name: string, codes: readonly string[], path: TomlPath): MutationKind {
  return {
    name,
    codes,
    mutate(original, random) {
      const list = original.analysis.rule.get(path);
      const names = typeof list === 'string' ? [list] : Array.isArray(list) ? list : [];
      const at = random.below(names.length);
      const field = names[at];
      if (typeof field !== 'string' || field.startsWith('Esql')) return undefined;
      const wrong = misspellField(field, original, random);
      return wrong === undefined
        ? undefined
        : replaceText(original, Array.isArray(list) ? [...path, at] : path, wrong);
    },
  };
}

const neighbourId = '00000000-0000-4000-8000-000000000001';

/** Adds a neighbour that shares something with the rule; the mistake is where the rule says so. */
function shared(
  original: Original,
  key: string,
  neighbour: Partial<NonNullable<Mutant['neighbour']>>,
): Mutant | undefined {
  const { rule, document } = original.analysis;
  const value = document.placeAt(['rule', key])?.value;
  if (!value) return undefined;
  return {
    text: original.text,
    expected: [value],
    neighbour: {
      path: 'rules/linux/example_neighbour.toml',
      id: neighbourId,
      name: 'Neighbour of the Rule',
      maturity: rule.maturity,
      deprecated: false,
      ...neighbour,
    },
  };
}

/** Returns the rule with an id in no version lock, as if it was new next to its neighbour. */
function copied(
  original: Original,
  key: string,
  neighbour: Partial<NonNullable<Mutant['neighbour']>>,
): Mutant | undefined {
  const around = shared(original, key, neighbour);
  const renewed = replaceText(original, ['rule', 'rule_id'], neighbourId);
  // All ids have the same length, so offsets stay the same.
  return around && renewed && { ...around, text: renewed.text };
}

/** Wrong fields outside of the query, and rules that conflict with each other. */
export const otherKinds: readonly MutationKind[] = [
  misspeltName(
    'misspelt field of a threshold',
    ['suppression-field-known', 'esql-suppression-column'],
    ['rule', 'threshold', 'field'],
  ),
  misspeltName(
    'misspelt field of a suppression',
    ['suppression-field-known', 'esql-suppression-column'],
    ['rule', 'alert_suppression', 'group_by'],
  ),
  misspeltName('misspelt field of new terms', ['new-terms-field-known'], ['rule', 'new_terms', 'value']),
  {
    name: 'misspelt field of indicators',
    codes: ['threat-match-field-known'],
    mutate(original, random) {
      const path = ['rule', 'threat_mapping', 0, 'entries', 0, random.pick(['field', 'value'])!];
      const field = original.analysis.rule.get(path);
      const wrong = typeof field === 'string' ? misspellField(field, original, random) : undefined;
      return wrong === undefined ? undefined : replaceText(original, path, wrong);
    },
  },
  {
    name: 'query for indicators that does not parse',
    codes: ['kql-syntax'],
    mutate(original, random) {
      const query = original.analysis.rule.get(['rule', 'threat_query']);
      if (typeof query !== 'string') return undefined;
      const span = { start: query.length, end: query.length };
      const rest = random.pick([' and (', ' or (', ' and not (', ')', ' and (threat.indicator.type: '])!;
      return replaceIn(original, ['rule', 'threat_query'], span, rest, {
        start: Math.max(0, query.length - 20),
        end: query.length,
      });
    },
  },
  {
    name: 'suppression: strategy misspelt',
    codes: ['suppression-shape'],
    mutate: (original, random) =>
      replaceText(
        original,
        ['rule', 'alert_suppression', 'missing_fields_strategy'],
        random.pick(['surpress', 'dontSuppress', 'do_not_suppress'])!,
      ),
  },
  {
    name: 'suppression: too many fields',
    codes: ['suppression-shape'],
    mutate: (original, random) =>
      replaceValue(
        original,
        ['rule', 'alert_suppression', 'group_by'],
        random.pick(['[]', '["host.id", "user.name", "source.ip", "process.name"]'])!,
      ),
  },
  {
    name: 'two rules with one id',
    codes: ['dup-rule-id'],
    mutate: (original) => copied(original, 'rule_id', {}),
  },
  {
    name: 'two rules with one name',
    codes: ['dup-rule-name'],
    mutate: (original) => {
      const { name } = original.analysis.rule;
      return name === undefined
        ? undefined
        : copied(original, 'name', { name, id: '00000000-0000-4000-8000-000000000002' });
    },
  },
  {
    name: 'two files with one name',
    codes: ['file-name-duplicate'],
    mutate(original) {
      const mutant = shared(original, 'name', {
        path: `rules/cross-platform/other/${original.path.split('/').at(-1)}`,
      });
      return mutant && { ...mutant, expected: [{ start: 0, end: original.text.length }] };
    },
  },
  {
    name: 'file name with other characters',
    codes: ['file-name-charset'],
    mutate(original, random) {
      const wrong = random.pick([
        (name: string) => name.replaceAll('_', '-'),
        (name: string) => name.replace('_', ' '),
      ])!;
      const at = original.path.lastIndexOf('/') + 1;
      const path = original.path.slice(0, at) + wrong(original.path.slice(at));
      return { text: original.text, path, expected: [{ start: 0, end: original.text.length }] };
    },
  },
  {
    name: 'file in the folder of building blocks',
    codes: ['dir-bbr'],
    mutate(original) {
      if (original.analysis.rule.table.building_block_type !== undefined) return undefined;
      const path = `rules_building_block/${original.path.split('/').at(-1)}`;
      return { text: original.text, path, expected: [{ start: 0, end: original.text.length }] };
    },
  },
];
