import { synthesize } from '../../server/src/prove/synthesis/synthesize.js';
import { readRule } from '../../server/src/rule/rule.js';
import { parseToml } from '../../server/src/toml/document.js';
import { corpusRules } from '../helpers/corpus-rules.js';

/**
 * The number of rules of one type and language that got a match, and of their conditions that got a near
 * miss.
 */
export interface SynthesisRow {
  rules: number;
  matched: number;
  conditions: number;
  missed: number;
  milliseconds: number;
}

export interface SynthesisTable {
  readonly rows: ReadonlyMap<string, SynthesisRow>;
  /** Rules without a match, with the reason. */
  readonly left: readonly string[];
}

/**
 * Creates events for the rules of a folder; every case that counts was run. `every` selects every so many-th
 * rule.
 */
export function synthesisTable(folder: string, every = 1): SynthesisTable {
  const rows = new Map<string, SynthesisRow>();
  const left: string[] = [];
  for (const { path: name, text } of corpusRules(folder, every)) {
    const rule = readRule(parseToml(text));
    if (rule.deprecated || rule.type === undefined) continue;
    const key = rule.type === 'query' ? `query ${rule.language}` : rule.type;
    const row = rows.get(key) ?? { rules: 0, matched: 0, conditions: 0, missed: 0, milliseconds: 0 };
    rows.set(key, row);
    const begin = performance.now();
    const { cases, failures } = synthesize(rule, {
      match: true,
      nearMisses: true,
      eachValue: false,
      seed: 0,
    });
    row.milliseconds += performance.now() - begin;
    row.rules++;
    const failed = failures.find((failure) => failure.name === 'match');
    if (failed) left.push(`${name}: ${failed.reason}`);
    else row.matched++;
    const misses = cases.filter(({ kind }) => kind === 'near-miss').length;
    row.missed += misses;
    row.conditions += misses + failures.filter((failure) => failure !== failed).length;
  }
  return { rows, left };
}
