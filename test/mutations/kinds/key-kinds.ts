import { metadataKeys } from '../../../server/src/rule/schema/metadata.js';
import { baseRuleKeys } from '../../../server/src/rule/schema/rule-keys.js';
import { type RuleType, ruleTypeSchemas } from '../../../server/src/rule/schema/rule-types.js';
import type { TomlPath } from '../../../server/src/toml/path.js';
import { addEntry, misspell, removeEntry, replace, wholeLines } from '../edits.js';
import type { Mutant, MutationKind, Original } from '../mutant.js';

/** Tables whose keys the user chooses. */
const free = new Set(['filters', 'exceptions_list', 'meta', 'extended', 'actions']);
const isChecked = (path: TomlPath): boolean => !path.some((step) => free.has(String(step)));

const keysOfTypes: readonly (readonly [line: string, types: readonly RuleType[]])[] = [
  ['anomaly_threshold = 50', ['machine_learning']],
  ['machine_learning_job_id = "rare_thing"', ['machine_learning']],
  ['event_category_override = "event.type"', ['eql']],
  ['threat_index = ["logs-ti_*"]', ['threat_match']],
  ['threat_query = "*:*"', ['threat_match']],
];

/** Returns the keys that the rule must have, by the path of their entry. */
function requiredKeys({ analysis: { rule } }: Original): TomlPath[] {
  const required = (keys: typeof metadataKeys): string[] =>
    Object.keys(keys).filter((key) => keys[key]!.required);
  const ofType = rule.type ? ruleTypeSchemas[rule.type].required : [];
  return [
    ...required(metadataKeys).map((key) => ['metadata', key]),
    ...[...required(baseRuleKeys), ...ofType].map((key) => ['rule', key]),
    ['rule', 'new_terms', 'value'],
    ['rule', 'threat', 0, 'framework'],
    ['rule', 'threat', 0, 'tactic', 'id'],
    ['rule', 'threat', 0, 'tactic', 'name'],
    ['rule', 'threat', 0, 'technique', 0, 'reference'],
  ];
}

/** Allows a missing key that the rule's type requires to be reported at the type. */
function orAtType(original: Original, mutant: Mutant | undefined): Mutant | undefined {
  const removed = mutant && original.text.length - mutant.text.length;
  const type = original.analysis.document.placeAt(['rule', 'type'])?.entry;
  if (!mutant || removed === undefined || !type) return mutant;
  const at = mutant.text.indexOf(original.text.slice(type.start, type.end), type.start - removed);
  return { ...mutant, expected: [...mutant.expected, { start: at, end: at + type.end - type.start }] };
}

/** Adds a line to `[rule]`. */
function added(
  name: string,
  codes: readonly string[],
  lineFor: (original: Original) => string | undefined,
): MutationKind {
  return {
    name,
    codes,
    mutate(original) {
      const line = lineFor(original);
      return line === undefined ? undefined : addEntry(original, ['rule'], line);
    },
  };
}

/** Moves an entry to another table; the mistake is at its new position. */
function moved(original: Original, key: TomlPath, to: TomlPath) {
  const { document } = original.analysis;
  const entry = document.placeAt(key)?.entry;
  const mutant = entry && addEntry(original, to, original.text.slice(entry.start, entry.end));
  if (!mutant) return undefined;
  const [expected] = mutant.expected;
  const grown = mutant.text.length - original.text.length;
  const behind = entry.start > expected!.start;
  const lines = wholeLines(mutant.text, {
    start: entry.start + (behind ? grown : 0),
    end: entry.end + (behind ? grown : 0),
  });
  return replace({ ...original, text: mutant.text }, lines, '', expected);
}

/** Keys that are wrong, missing or in the wrong table. */
export const keyKinds: readonly MutationKind[] = [
  {
    name: 'misspelt key',
    codes: ['key-unknown'],
    mutate(original, random) {
      const place = random.pick(
        original.analysis.document
          .places()
          .filter(
            ({ key, header, kind, path }) =>
              key && !header && kind !== 'array-table' && path.length > 1 && isChecked(path),
          ),
      );
      const key = place?.key;
      const wrong = key && misspell(original.text.slice(key.start, key.end), random);
      return key && wrong !== undefined ? replace(original, key, wrong) : undefined;
    },
  },
  {
    name: 'misspelt header',
    codes: ['key-unknown', 'section-unknown'],
    mutate(original, random) {
      const place = random.pick(
        original.analysis.document
          .places()
          .filter(
            ({ header, path, kind }) => header && kind === 'table' && path.length > 1 && isChecked(path),
          ),
      );
      const header = place?.header;
      if (!header) return undefined;
      const written = original.text.slice(header.start, header.end);
      const word = /([a-z_]+)\]+$/.exec(written)!;
      const wrong = misspell(word[1]!, random);
      if (wrong === undefined) return undefined;
      const start = header.start + word.index;
      return replace(original, { start, end: start + word[1]!.length }, wrong, header);
    },
  },
  {
    name: 'required key missing',
    codes: ['key-missing'],
    mutate(original, random) {
      const { document } = original.analysis;
      const written = requiredKeys(original).filter((path) => document.placeAt(path)?.value);
      const path = random.pick(written);
      return path && orAtType(original, removeEntry(original, path));
    },
  },
  {
    name: 'key in the wrong table',
    codes: ['key-unknown'],
    mutate(original, random) {
      const { document } = original.analysis;
      const [key, to] = random.pick([
        [['metadata', 'updated_date'], ['rule']],
        [['metadata', 'integration'], ['rule']],
        [['metadata', 'min_stack_version'], ['rule']],
        [['rule', 'severity'], ['metadata']],
        [['rule', 'references'], ['metadata']],
        [['rule', 'tags'], ['metadata']],
        [['rule', 'from'], ['metadata']],
      ] as [TomlPath, TomlPath][])!;
      return document.placeAt(key)?.value ? moved(original, key, to) : undefined;
    },
  },
  {
    name: 'key of another rule type',
    codes: ['key-unknown'],
    mutate(original, random) {
      const { type } = original.analysis.rule;
      const [line] = random.pick(keysOfTypes.filter(([, types]) => !type || !types.includes(type)))!;
      return type && addEntry(original, ['rule'], line);
    },
  },
  added('ES|QL rule with an index', ['esql-no-index'], ({ analysis }) =>
    analysis.rule.type === 'esql' ? 'index = ["logs-*"]' : undefined,
  ),
  added('index and data view', ['index-xor-dataview'], ({ analysis }) =>
    analysis.rule.index.length > 0 ? 'data_view_id = "logs"' : undefined,
  ),
  added('version in a locked rule', ['version-revision-forbidden'], () => 'version = 3'),
  {
    name: 'half of the timeline',
    codes: ['timeline-pair'],
    mutate(original, random) {
      const { document } = original.analysis;
      const [gone, left] = random.shuffle(['timeline_id', 'timeline_title']);
      const entry = document.placeAt(['rule', gone!])?.entry;
      const other = document.placeAt(['rule', left!])?.entry;
      return entry && other && replace(original, wholeLines(original.text, entry), '', other);
    },
  },
  {
    name: 'min_stack_version without comment',
    codes: ['min-stack-comment'],
    mutate(original) {
      const { document } = original.analysis;
      const entry = document.placeAt(['metadata', 'min_stack_comments'])?.entry;
      const version = document.placeAt(['metadata', 'min_stack_version'])?.entry;
      return entry && version && replace(original, wholeLines(original.text, entry), '', version);
    },
  },
  {
    name: 'timestamp_override missing',
    codes: ['timestamp-override'],
    mutate(original) {
      const { eql } = original;
      const { rule } = original.analysis;
      if (eql ? eql.tree?.kind !== 'event-query' : rule.language !== 'kuery') return undefined;
      const mutant = removeEntry(original, ['rule', 'timestamp_override']);
      const removed = mutant && original.text.length - mutant.text.length;
      const query = original.analysis.document.placeAt(['rule', 'query'])?.key;
      if (!mutant || removed === undefined || !query) return undefined;
      // The query, which comes last, needs the key.
      const place = { start: query.start - removed, end: query.end - removed };
      return { ...mutant, expected: [...mutant.expected, place] };
    },
  },
  {
    name: 'index missing',
    codes: ['index-present'],
    mutate(original) {
      const { type } = original.analysis.rule;
      // Other types read their data from elsewhere.
      if (type === undefined || !['query', 'eql', 'threshold', 'new_terms'].includes(type)) return undefined;
      return orAtType(original, removeEntry(original, ['rule', 'index']));
    },
  },
];
