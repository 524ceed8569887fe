/**
 * Introduces mistakes into the code, one at a time and in memory, and reports which of them no test notices.
 *
 * `npm run mutants -- FOLDER [COUNT] [SEED]`: FOLDER is below server/src, such as `query/eql`; COUNT is 40
 * by default. It runs the tests of that layer and the cases with expected answers, not those of the built
 * programs.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './generators.mjs';

/** The replacements, made in code outside of comments and strings. */
const operators = [
  [/ === /g, ' !== '],
  [/ !== /g, ' === '],
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  [/ < /g, ' <= '],
  [/ <= /g, ' < '],
  [/ > /g, ' >= '],
  [/ >= /g, ' > '],
  [/ \+ 1\b/g, ' + 0'],
  [/ - 1\b/g, ' - 0'],
  [/\bif \((?=[^()]+\) )/g, 'if (!'],
  [/\breturn true;/g, 'return false;'],
  [/\breturn false;/g, 'return true;'],
  [/\.some\(/g, '.every('],
  [/\.every\(/g, '.some('],
];

const [folder, count = '40', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
if (!folder) {
  console.error('usage: npm run mutants -- FOLDER [COUNT] [SEED]');
  process.exit(2);
}

const source = join('server/src', folder);
const files = readdirSync(join(root, source), { recursive: true })
  .filter((name) => name.endsWith('.ts') && !/\.(?:test|generated|d)\.ts$/.test(name))
  .map((name) => join(source, name).replaceAll('\\', '/'));
const mutants = files.flatMap(mutantsOf);
let state = Number(seed);
const random = () => {
  // A linear congruential generator, so that a seed always selects the same mutants.
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};
const chosen = Array.from(
  { length: Math.min(Number(count), mutants.length) },
  () => mutants.splice(Math.floor(random() * mutants.length), 1)[0],
);
console.log(`${chosen.length} of ${chosen.length + mutants.length} mutants in ${source}, seed ${seed}`);

/** The tests next to the code, those of its layer, and the cases with expected answers. */
const tests = [`server/src/${folder.split('/')[0]}/`, 'test/conformance/'];

const survivors = [];
for (const mutant of chosen) {
  const { status, signal } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--bail', '1', '--reporter', 'dot', ...tests],
    {
      cwd: root,
      stdio: 'ignore',
      timeout: 300_000,
      env: { ...process.env, RULEWRIGHT_MUTANT: JSON.stringify(mutant) },
    },
  );
  const survived = status === 0 && signal === null;
  if (survived) survivors.push(mutant);
  console.log(
    `${survived ? 'SURVIVED' : 'noticed '} ${mutant.file}:${mutant.line}: ${mutant.was.trim()} -> ${mutant.becomes.trim()}`,
  );
}
console.log(`${chosen.length - survivors.length} of ${chosen.length} noticed`);

function mutantsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const code = withoutCommentsAndStrings(text);
  return operators.flatMap(([pattern, becomes]) =>
    [...code.matchAll(pattern)].map(({ index, 0: was }) => ({
      file,
      line: text.slice(0, index).split('\n').length,
      start: index,
      was,
      becomes,
    })),
  );
}

/** Replaces comments and strings by underscores, so that offsets stay the same. */
function withoutCommentsAndStrings(text) {
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g,
    (found) => found.replace(/[^\n]/g, '_'),
  );
}
