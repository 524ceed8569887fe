/**
 * The floor of linting: reads all rules, parses them with smol-toml, and does nothing else. `node
 * lint-floor.mjs FOLDER`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';

const [folder] = process.argv.slice(2);
for (const file of readdirSync(folder, { recursive: true })) {
  if (file.endsWith('.toml')) parse(readFileSync(join(folder, file), 'utf8'));
}
