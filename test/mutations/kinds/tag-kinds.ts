import type { TomlPath } from '../../../server/src/toml/path.js';
import { insert, misspell, replace, replaceText, wholeLines } from '../edits.js';
import type { Mutant, MutationKind, Original } from '../mutant.js';
import type { Random } from '../random.js';

const tags: TomlPath = ['rule', 'tags'];

/** Removes one element of a list of strings; the mistake is the list or its key. */
function removeElement(original: Original, path: TomlPath): Mutant | undefined {
  const { document } = original.analysis;
  const element = document.placeAt(path)?.value;
  const list = document.placeAt(path.slice(0, -1));
  if (!element || !list?.value || !list.key) return undefined;
  const { text } = original;
  const ownLine = /^\s*"[^"\n]*",?\s*$/.test(text.slice(...rangeOf(wholeLines(text, element))));
  const comma = /^\s*,\s*/.exec(text.slice(element.end))?.[0].length ?? 0;
  const span = ownLine ? wholeLines(text, element) : { start: element.start, end: element.end + comma };
  return replace(original, span, '', { start: list.key.start, end: list.value.end });
}

const rangeOf = ({ start, end }: { start: number; end: number }): [number, number] => [start, end];

function positionOf({ analysis: { rule } }: Original, isWanted: (tag: string) => boolean): number {
  return rule.tags.findIndex(isWanted);
}

function without(
  name: string,
  codes: readonly string[],
  isWanted: (tag: string, original: Original) => boolean,
): MutationKind {
  return {
    name,
    codes,
    mutate(original) {
      const at = positionOf(original, (tag) => isWanted(tag, original));
      return at < 0 ? undefined : removeElement(original, [...tags, at]);
    },
  };
}

function primaryTactic({ analysis: { rule } }: Original): string | undefined {
  const name = rule.get(['rule', 'threat', 0, 'tactic', 'name']);
  return typeof name === 'string' && rule.type !== 'machine_learning' ? `Tactic: ${name}` : undefined;
}

function otherCase(tag: string, random: Random): string {
  const words = tag.split(' ');
  const at = random.below(words.length);
  const word = words[at]!;
  const changed = random.pick([
    word.toLowerCase(),
    word.toUpperCase(),
    word[0]!.toLowerCase() + word.slice(1),
  ])!;
  return words.with(at, changed).join(' ');
}

/** Tags that are wrong, missing or duplicate. */
export const tagKinds: readonly MutationKind[] = [
  {
    name: 'tag: other capitals',
    codes: ['tag-casing'],
    mutate(original, random) {
      const at = random.below(original.analysis.rule.tags.length);
      const tag = original.analysis.rule.tags[at];
      if (tag === undefined || !/^(?:Tactic|OS|Domain|Use Case|Resources): /.test(tag)) return undefined;
      const changed = otherCase(tag, random);
      return changed === tag ? undefined : replaceText(original, [...tags, at], changed);
    },
  },
  {
    name: 'tag: misspelt',
    codes: ['tag-misspelt', 'tag-prefix'],
    mutate(original, random) {
      const at = random.below(original.analysis.rule.tags.length);
      const [, prefix, words] =
        /^((?:Data Source|Use Case|Domain): )([A-Z][a-z]+(?: [A-Za-z]+)*)$/.exec(
          original.analysis.rule.tags[at] ?? '',
        ) ?? [];
      const wrong = words && misspell(words, random);
      return wrong && words.length >= 8 ? replaceText(original, [...tags, at], prefix + wrong) : undefined;
    },
  },
  {
    name: 'tag: twice',
    codes: ['tag-duplicate'],
    mutate(original, random) {
      const at = random.below(original.analysis.rule.tags.length);
      const tag = original.analysis.document.placeAt([...tags, at])?.value;
      const last = original.analysis.document.placeAt([
        ...tags,
        original.analysis.rule.tags.length - 1,
      ])?.value;
      if (!tag || !last) return undefined;
      const written = original.text.slice(tag.start, tag.end);
      const mutant = insert(original, last.end, `, ${written}`);
      // Either of the two can be reported.
      return { ...mutant, expected: [...mutant.expected, tag] };
    },
  },
  {
    name: 'tag: no known prefix',
    codes: ['tag-prefix', 'tag-casing'],
    mutate(original, random) {
      const at = positionOf(original, (tag) => tag.startsWith('Use Case: '));
      const tag = original.analysis.rule.tags[at];
      if (!tag) return undefined;
      return replaceText(
        original,
        [...tags, at],
        random.pick([tag.slice(10), `UseCase: ${tag.slice(10)}`, tag.replace(':', '')])!,
      );
    },
  },
  {
    name: 'tag: tactic misspelt',
    codes: ['tag-casing', 'tag-primary-tactic', 'tag-tactic-unmapped', 'tag-misspelt'],
    mutate(original, random) {
      const wanted = primaryTactic(original);
      const at = positionOf(original, (tag) => tag === wanted);
      const wrong = wanted && misspell(wanted.slice('Tactic: '.length), random);
      const list = original.analysis.document.placeAt(tags)?.key;
      if (at < 0 || !wrong || !list) return undefined;
      const mutant = replaceText(original, [...tags, at], `Tactic: ${wrong}`);
      return mutant && { ...mutant, expected: [...mutant.expected, list] };
    },
  },
  without(
    'tag: first tactic missing',
    ['tag-primary-tactic'],
    (tag, original) => tag === primaryTactic(original),
  ),
  without(
    'tag: operating system missing',
    ['tag-os-dir'],
    (tag, { path }) =>
      /\/(?:windows|linux|macos)\//.test(path) &&
      tag.startsWith('OS: ') &&
      path.includes(`/${tag.slice(4).toLowerCase()}/`),
  ),
  without(
    'tag: data source missing',
    ['tag-required-by-index'],
    (tag, { analysis: { rule } }) =>
      tag === 'Data Source: Elastic Defend' && rule.index.includes('logs-endpoint.events.*'),
  ),
  without(
    'tag: guide missing',
    ['tag-guide'],
    (tag, { analysis: { rule } }) =>
      tag === 'Resources: Investigation Guide' && /Investigating/.test(String(rule.table.note ?? '')),
  ),
  without(
    'tag: building block missing',
    ['tag-bbr'],
    (tag, { analysis: { rule } }) => tag === 'Rule Type: BBR' && rule.table.building_block_type !== undefined,
  ),
  without(
    'tag: machine learning missing',
    ['tag-ml'],
    (tag, { analysis: { rule } }) =>
      rule.type === 'machine_learning' && /^Rule Type: (?:ML|Machine Learning)$/.test(tag),
  ),
  {
    name: 'integration misspelt',
    codes: ['integration-known', 'integration-index'],
    mutate(original, random) {
      const { rule } = original.analysis;
      if (!Array.isArray(rule.metadata.integration)) return undefined;
      const at = random.below(rule.integrations.length);
      const wrong = misspell(rule.integrations[at]!, random);
      return wrong === undefined ? undefined : replaceText(original, ['metadata', 'integration', at], wrong);
    },
  },
  {
    name: 'integration missing',
    codes: ['integration-index', 'integration-known'],
    mutate(original, random) {
      const { rule, document } = original.analysis;
      const at = random.below(rule.integrations.length);
      const name = rule.integrations[at];
      const pattern = rule.index.findIndex((each) => each.startsWith(`logs-${name}.`));
      if (pattern < 0 || rule.integrations.length < 2 || rule.type === 'threat_match') return undefined;
      const mutant = removeElement(original, ['metadata', 'integration', at]);
      const index = document.placeAt(['rule', 'index', pattern])?.value;
      if (!mutant || !index) return undefined;
      const moved = mutant.text.length - original.text.length;
      return {
        ...mutant,
        expected: [...mutant.expected, { start: index.start + moved, end: index.end + moved }],
      };
    },
  },
  {
    name: 'index of a package misspelt',
    codes: ['integration-index'],
    mutate(original, random) {
      const { rule } = original.analysis;
      if (rule.type === 'threat_match') return undefined;
      const at = random.below(rule.index.length);
      const name = /^logs-([a-z_]+)[.-]/.exec(rule.index[at] ?? '')?.[1];
      if (!name || !rule.integrations.includes(name)) return undefined;
      if (rule.index.some((each, other) => other !== at && each.startsWith(`logs-${name}`))) return undefined;
      const wrong = misspell(name, random);
      const mutant =
        wrong && replaceText(original, ['rule', 'index', at], rule.index[at]!.replace(name, wrong));
      const integration = original.analysis.document.placeAt(['metadata', 'integration'])?.value;
      // Either of the two can be reported.
      return mutant && integration ? { ...mutant, expected: [...mutant.expected, integration] } : undefined;
    },
  },
  {
    name: 'machine learning job misspelt',
    codes: ['ml-job'],
    mutate(original, random) {
      const { rule } = original.analysis;
      const written = rule.table.machine_learning_job_id;
      const [job] = Array.isArray(written) ? written : [written];
      const { integrations } = original.analysis.fieldPlan ?? {};
      const isKnown = rule.integrations.some((name) => integrations?.jobsOf(name).includes(String(job)));
      if (typeof job !== 'string' || !isKnown) return undefined;
      const wrong = misspell(job, random);
      return wrong === undefined
        ? undefined
        : replaceText(
            original,
            ['rule', 'machine_learning_job_id', ...(Array.isArray(written) ? [0] : [])],
            wrong,
          );
    },
  },
];
