/**
 * Linting 2,192 rules in a cold process beside parsing them with smol-toml alone. The rules are those of the reference
 * data beside the checkout, some of them twice; without it the sample rules, many times.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli, compare, printTable, root } from './measure.mjs';

const wanted = 2_192;
const runs = Number(process.argv[2] ?? 5);
const shared = join(process.env.RULEWRIGHT_SHARED ?? join(root, '../shared'), 'corpus');
const source = existsSync(shared) ? shared : join(root, 'rules');
const folder = mkdtempSync(join(tmpdir(), 'rulewright-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const rules = readdirSync(source, { recursive: true }).filter(
  (file) => file.endsWith('.toml') && !file.includes('etc'),
);
for (let index = 0; index < wanted; index++) {
  const target = join(folder, String(index % 20));
  mkdirSync(target, { recursive: true });
  copyFileSync(join(source, rules[index % rules.length]), join(target, `rule_${index}.toml`));
}

const [floor, lint] = compare(
  [
    [fileURLToPath(new URL('lint-floor.mjs', import.meta.url)), folder],
    [cli, 'lint', folder, '--format', 'json', '--fail-on', 'never'],
  ],
  runs,
);
printTable(`Rules: ${wanted}, runs: ${runs}`, [
  { work: 'smol-toml alone', seconds: floor.seconds.toFixed(2), 'peak MB': floor.megabytes },
  { work: 'rulewright lint', seconds: lint.seconds.toFixed(2), 'peak MB': lint.megabytes },
  { work: 'ratio', seconds: (lint.seconds / floor.seconds).toFixed(2), 'peak MB': '' },
]);
