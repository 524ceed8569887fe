/**
 * Compares what Rulewright and Elastic's parser for Python (`detection-rules-esql-py`) accept: the ES|QL
 * rules of the reference data, its cases, and thousands of queries with a random change. Prints each kind of
 * disagreement.
 *
 * `npm run test:differential [COUNT] [SEED]`: COUNT is 5,000 changed queries by default. The first run needs
 * Python 3.12 and a package registry; without them it says so and exits with 0. RULEWRIGHT_PYTHON names a
 * Python.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModule } from '../../../scripts/load-module.mjs';
import { askInLines, pythonWith, referenceData } from '../python.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '../../..');
const [count = '5000', seed = '1'] = process.argv.slice(2);
const judge = 'detection-rules-esql-py==0.1.0';

const shared = referenceData(root);
const python = shared && pythonWith(folder, { judge, module: 'esql' });
if (!python) {
  console.log(`– not run: needs ${shared ? `Python 3.12 and ${judge}` : 'the reference data'}`);
  process.exit(0);
}

const { fieldTypes, pieces, queryOfRule, verdictOf } = await loadModule('test/differential/esql/ours.ts');

/** A linear congruential generator, so that a seed always gives the same queries. */
let state = Number(seed);
function below(limit) {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
}

/** Returns a query with one token removed, doubled, moved, or replaced by one of another query. */
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

const asked = queries.map(({ query }, id) => ({ id, query }));
const answers = await askInLines(python, [join(folder, 'judge.py')], [fieldTypes(), ...asked]);
const verdicts = new Map(answers.map((one) => [one.id, one]));
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

/** Disagreements of the same kind differ only in names and values. */
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
