/**
 * Compares what Rulewright and Elastic's parser for Python (`detection-rules-esql-py`) accept: the ES|QL rules of the
 * reference data, its cases, and thousands of queries with a random change. Prints each kind of disagreement.
 *
 * `npm run test:differential [COUNT] [SEED]`: 5,000 changed queries when no number is given. Needs Python 3.12 and a
 * package registry for the first run; says so and ends with 0 where they are missing. RULEWRIGHT_PYTHON names a Python.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModule } from '../../../scripts/load-module.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '../../..');
const [count = '5000', seed = '1'] = process.argv.slice(2);
const judge = 'detection-rules-esql-py==0.1.0';

/** A Python with the judge, in an environment of its own; undefined where it cannot be had. */
function setUp() {
  const environment = join(folder, '.cache/python');
  const own = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const works = () => spawnSync(own, ['-c', 'import esql']).status === 0;
  if (existsSync(own) && works()) return own;
  const python = [
    process.env.RULEWRIGHT_PYTHON ?? '',
    'python3.14',
    'python3.13',
    'python3.12',
    'python3',
    'python',
  ].find(
    (name) =>
      spawnSync(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 12))'], { stdio: 'ignore' })
        .status === 0,
  );
  if (!python) return undefined;
  mkdirSync(dirname(environment), { recursive: true });
  console.log(`installing ${judge} into test/differential/esql/.cache`);
  for (const args of [
    [python, '-m', 'venv', environment],
    [own, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', judge],
  ])
    if (spawnSync(args[0], args.slice(1), { stdio: 'inherit' }).status !== 0) return undefined;
  return works() ? own : undefined;
}

const shared = [process.env.RULEWRIGHT_SHARED, join(root, '../shared'), join(root, '.reference')].find(
  (place) => place && existsSync(join(place, 'cases')),
);
const python = shared && setUp();
if (!python) {
  console.log(`– not run: needs ${shared ? `Python 3.12 and ${judge}` : 'the reference data'}`);
  process.exit(0);
}

const { fieldTypes, pieces, queryOfRule, verdictOf } = await loadModule('test/differential/esql/ours.ts');

/** A linear congruential generator, so that a seed gives the same queries again. */
let state = Number(seed);
function below(limit) {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
}

/** A query with one token removed, doubled, moved, or replaced by one of another query. */
function changed(query, other) {
  const parts = [...pieces(query)];
  const at = below(parts.length);
  const way = below(4);
  if (way === 0) parts.splice(at, 1);
  else if (way === 1) parts.splice(at, 0, parts[at]);
  else if (way === 2) parts.splice(at, 1, other[below(other.length)] ?? '');
  else parts.splice(at, 2, parts[at + 1] ?? '', parts[at]);
  return parts.join('');
}

function readCases(name) {
  const text = readFileSync(join(shared, 'cases/esql', name), 'utf8');
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line)]));
}

const queries = [];
const corpus = join(shared, 'corpus');
for (const name of readdirSync(corpus, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!name.endsWith('.toml')) continue;
  const query = queryOfRule(readFileSync(join(corpus, name), 'utf8'));
  if (query !== undefined) queries.push({ group: 'rules', id: name, query });
}
for (const name of ['syntax-ok.jsonl', 'syntax-bad.jsonl', 'esql.jsonl', 'esql2.jsonl'])
  for (const { id, query } of readCases(name)) if (query) queries.push({ group: name, id, query });
const known = queries.filter(({ group }) => group !== 'syntax-bad.jsonl');
for (let index = 0; index < Number(count); index++) {
  const { id, query } = known[below(known.length)];
  const other = pieces(known[below(known.length)].query);
  queries.push({ group: 'changed', id: `${id} ~${index}`, query: changed(query, other) });
}

/** The verdicts of the judge, by the number of the query. */
async function judged() {
  const child = spawn(python, [join(folder, 'judge.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stdin.write(`${JSON.stringify(fieldTypes())}\n`);
  for (const [id, { query }] of queries.entries()) child.stdin.write(`${JSON.stringify({ id, query })}\n`);
  child.stdin.end();
  await new Promise((resolve) => child.on('close', resolve));
  return new Map(
    output
      .split('\n')
      .flatMap((line) => (line ? [JSON.parse(line)] : []))
      .map((one) => [one.id, one]),
  );
}

const verdicts = await judged();
const groups = new Map();
const disagreements = [];
for (const [index, { group, id, query }] of queries.entries()) {
  const theirs = verdicts.get(index);
  const ours = verdictOf(query);
  const row = groups.get(group) ?? { queries: 0, agreed: 0, weRefuse: 0, theyRefuse: 0, noVerdict: 0 };
  groups.set(group, row);
  row.queries++;
  if (!theirs || theirs.ok === null) row.noVerdict++;
  else if (theirs.ok === ours.ok) row.agreed++;
  else {
    row[ours.ok ? 'theyRefuse' : 'weRefuse']++;
    disagreements.push({ group, id, query, ours, theirs });
  }
}
console.table(Object.fromEntries(groups));

/** Disagreements of one kind differ in names and values only. */
const kindOf = ({ ours, theirs }) =>
  (ours.ok ? `they refuse: ${theirs.kind} ${theirs.message}` : `we refuse: ${ours.kind} ${ours.message}`)
    .replace(/\[[^\]]*\]|'[^']*'|"[^"]*"|\{[^}]*\}|`[^`]*`/g, '…')
    .replace(/\d+/g, 'N')
    .slice(0, 160);
const byKind = Map.groupBy
  ? Map.groupBy(disagreements, kindOf)
  : disagreements.reduce(
      (map, one) => map.set(kindOf(one), [...(map.get(kindOf(one)) ?? []), one]),
      new Map(),
    );
for (const [kind, all] of [...byKind].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`\n${all.length} × ${kind}`);
  for (const { id, query, ours, theirs } of all.slice(0, 2)) {
    console.log(`    ${id}`);
    console.log(`      ${query.replace(/\s+/g, ' ').slice(0, 300)}`);
    console.log(
      `      we: ${ours.ok ? 'accept' : ours.message}; they: ${theirs.ok ? 'accept' : theirs.message}`,
    );
  }
}
writeFileSync(join(folder, '.cache/disagreements.json'), JSON.stringify(disagreements, undefined, 1));
