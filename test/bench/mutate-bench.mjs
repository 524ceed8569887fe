/**
 * Measures `rulewright mutate` on rules with 10 cases each; each rule is changed in some 40 ways. The rules
 * are those of the reference data next to the checkout, without ES|QL; `rulewright synth` creates their
 * cases. Most of the time is spent on events for changes that these few cases do not notice. `node
 * test/bench/mutate-bench.mjs [RULES] [CASES]`
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli, root } from './measure.mjs';

const number = Number(process.argv[2] ?? 50);
const cases = Number(process.argv[3] ?? 10);
const shared = join(process.env.RULEWRIGHT_SHARED ?? join(root, '../shared'), 'corpus');
if (!existsSync(shared)) {
  console.log('mutate: skipped, there are no rules of the reference data');
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'rulewright-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const paths = readdirSync(shared, { recursive: true })
  .filter((name) => name.endsWith('.toml') && !name.startsWith('detection_rules'))
  .map((name) => join(shared, name))
  .sort()
  .filter((path) => /^type = "(?!machine_learning|esql)/m.test(readFileSync(path, 'utf8')));
for (let index = 0; index < number; index++)
  copyFileSync(paths[Math.floor((index * paths.length) / number)], join(folder, `rule_${index}.toml`));

const run = (...args) =>
  spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 });
run('synth', '.', '--write');
for (const name of readdirSync(folder).filter((one) => one.endsWith('.tests.yaml'))) {
  const [start, ...tests] = readFileSync(join(folder, name), 'utf8').split(/^(?= {2}- name:)/m);
  writeFileSync(join(folder, name), start + tests.slice(0, cases).join(''));
}
const begin = performance.now();
const { rules, summary } = JSON.parse(run('mutate', '.', '--format', 'json').stdout);
const seconds = (performance.now() - begin) / 1_000;
const undecided = rules.reduce((sum, rule) => sum + rule.undecided, 0);
const equivalent = rules.reduce((sum, rule) => sum + rule.equivalent, 0);
console.log(
  `${rules.length} rules, up to ${cases} cases each: ${summary.mutants} changes, ${summary.killed} noticed, ` +
    `${summary.survivors} survivors with a test, ${equivalent} equivalent, ${undecided} undecided`,
);
console.log(
  `${seconds.toFixed(1)} s for up to ${summary.mutants * cases} evaluations, ${((1_000 * seconds) / rules.length).toFixed(0)} ms a rule`,
);
