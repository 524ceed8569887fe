import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseToml } from '../../server/src/toml/document.js';
import { fixturesOf } from './fixtures.js';
import { generate, grammars } from './grammar.js';
import { mutate } from './mutate.js';
import type { Random } from './random.js';
import type { TextKind } from './targets.js';

/** Texts of each kind that are known to be valid, or that failed in the past. */
export type Corpus = Readonly<Record<TextKind, readonly string[]>>;

/** There are thousands of rules, but more than these add nothing new. */
const mostRules = 300;

/** Reads the sample rules, and the rules in those of the folders that exist. */
export function readCorpus(folders: readonly string[]): Corpus {
  const corpus: Record<TextKind, string[]> = { ...fixturesOf() };
  for (const folder of folders.filter((one) => existsSync(one))) {
    const files = (readdirSync(folder, { recursive: true }) as string[]).sort();
    const step = Math.max(1, Math.ceil(files.length / mostRules));
    for (const [index, file] of files.entries()) {
      if (/\.tests\.ya?ml$/.test(file)) corpus['test file'].push(readFileSync(join(folder, file), 'utf8'));
      else if (/\.ndjson$/.test(file))
        corpus.events.push(readFileSync(join(folder, file), 'utf8').slice(0, 5_000));
      else if (file.endsWith('.toml') && index % step === 0)
        addRule(readFileSync(join(folder, file), 'utf8'), corpus);
    }
  }
  return corpus;
}

function addRule(text: string, corpus: Record<TextKind, string[]>): void {
  corpus.rule.push(text);
  const { rule } = parseToml(text).values;
  if (typeof rule !== 'object' || Array.isArray(rule) || rule instanceof Date) return;
  const { language, query, note } = rule;
  if (typeof note === 'string') corpus.guide.push(note);
  if (typeof query === 'string' && typeof language === 'string' && Object.hasOwn(grammars, language))
    corpus[language as keyof typeof grammars].push(query);
}

const values = [
  '{}',
  '[]',
  '[[]]',
  '[{}]',
  '""',
  '" "',
  '"constructor"',
  '0',
  '-1',
  '1.5',
  'nan',
  'inf',
  '99999999999999999999',
  'true',
  '2020-01-01',
  '2020-01-01T00:00:00Z',
  '{ a = 1 }',
  '["x", 1, {}]',
  '"now-999999999999d"',
  "'''\nx\n'''",
  '"*"',
  '"\\u0000"',
];

/** Returns a new text of a kind: from the corpus or a grammar, and usually changed. */
export function makeText(kind: TextKind, corpus: Corpus, random: Random): string {
  const known = (): string => random.pick(corpus[kind]);
  const fresh = (): string =>
    Object.hasOwn(grammars, kind) && !random.once(3)
      ? generate(grammars[kind as keyof typeof grammars], random)
      : known();
  if (kind === 'rule' && random.once(2)) return withOtherValues(known(), corpus, random);
  const text = fresh();
  return random.once(4) ? text : mutate(text, random, fresh);
}

/** Returns a rule with other values for some keys, or another query. */
function withOtherValues(text: string, corpus: Corpus, random: Random): string {
  let changed = text;
  for (let count = 1 + random.below(3); count > 0; count--) {
    const places = parseToml(changed)
      .places()
      .filter(({ value }) => value !== undefined);
    if (places.length === 0) return changed;
    const { path, value } = random.pick(places);
    const language = random.pick(['eql', 'kuery', 'lucene', 'esql'] as const);
    const other =
      path.at(-1) === 'query' && !random.once(3)
        ? `'''\n${makeText(language, corpus, random).replaceAll("'''", '')}\n'''`
        : random.pick(values);
    changed = changed.slice(0, value!.start) + other + changed.slice(value!.end);
  }
  return changed;
}
