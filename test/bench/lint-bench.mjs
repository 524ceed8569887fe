/**
 * Measures linting in a cold process, compared with parsing the same rules with smol-toml alone: 2,192 rules
 * outside of a checkout, in both profiles, and a checkout of detection-rules with its schemas, with and
 * without the cache of an earlier run. The rules are those of the reference data next to the checkout, some
 * of them twice; without it, the sample rules many times. `RULEWRIGHT_BESIDE` names the `cli.js` of another
 * build, which lints the checkout in the same run. `npm run bench -- lint [RUNS]`
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli, compare, printTable, root } from './measure.mjs';

const wanted = 2_192;
const runs = Number(process.argv[2] ?? 5);
const checkout = join(process.env.RULEWRIGHT_SHARED ?? join(root, '../shared'), 'corpus');
const hasCheckout = existsSync(checkout);
const source = hasCheckout ? checkout : join(root, 'rules');
const folder = mkdtempSync(join(tmpdir(), 'rulewright-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const many = join(folder, 'many');
const rules = readdirSync(source, { recursive: true }).filter(
  (file) => file.endsWith('.toml') && !file.startsWith('detection_rules'),
);
for (let index = 0; index < wanted; index++) {
  const rule = rules[index % rules.length];
  const round = Math.floor(index / rules.length);
  const target = join(many, round === 0 ? rule : rule.replace(/\.toml$/, `_copy_${round}.toml`));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(source, rule), target);
}

const kept = join(folder, 'kept');
const fresh = join(folder, 'fresh');
const floor = (path) => ({ args: [fileURLToPath(new URL('lint-floor.mjs', import.meta.url)), path] });
const lint = (path, args = [], options = {}, program = cli) => ({
  args: [program, 'lint', path, '--format', 'json', '--fail-on', 'never', ...args],
  env: { XDG_CACHE_HOME: kept },
  ...options,
});
const other = process.env.RULEWRIGHT_BESIDE;
const forget = () => rmSync(fresh, { recursive: true, force: true });

const manyName = `${wanted.toLocaleString('en')} rules`;
const checkoutName = `checkout with ${rules.length.toLocaleString('en')} rules`;
const works = [
  [manyName, 'smol-toml alone', floor(many)],
  [manyName, 'default profile', lint(many)],
  [manyName, 'elastic profile', lint(many, ['--profile', 'elastic'])],
  ...(hasCheckout
    ? [
        [checkoutName, 'smol-toml alone', floor(checkout)],
        [checkoutName, 'schemas kept', lint(checkout)],
        ...(other ? [[checkoutName, 'schemas kept, other build', lint(checkout, [], {}, other)]] : []),
        [
          checkoutName,
          'schemas not kept',
          lint(checkout, [], { env: { XDG_CACHE_HOME: fresh }, before: forget }),
        ],
      ]
    : []),
];

const results = compare(
  works.map(([, , program]) => program),
  runs,
  1,
);
const floors = new Map();
printTable(
  `Runs: ${runs}${hasCheckout ? '' : '; no checkout to measure'}`,
  works.map(([rulesName, work], index) => {
    const { seconds, processor, megabytes } = results[index];
    if (!floors.has(rulesName)) floors.set(rulesName, seconds);
    return {
      rules: rulesName,
      work,
      seconds: seconds.toFixed(2),
      processor: processor.toFixed(2),
      ratio: (seconds / floors.get(rulesName)).toFixed(1),
      'peak MB': megabytes,
    };
  }),
);
