import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { looksLikeRule } from '../../server/src/rule/looks-like-rule.js';

/** Yields every `every`th rule of a folder with its path below it, ordered by path. */
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
