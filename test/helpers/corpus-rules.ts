import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { looksLikeRule } from '../../server/src/rule/looks-like-rule.js';

/** The rules of a folder by their path below it, in the order of their paths; of each `every` one. */
export function* corpusRules(
  folder: string,
  every = 1,
): Generator<{ readonly path: string; readonly text: string }> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.toml'),
  );
  for (const [index, path] of names.sort().entries()) {
    if (index % every > 0) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    if (looksLikeRule(text)) yield { path, text };
  }
}
