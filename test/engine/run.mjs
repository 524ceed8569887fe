/**
 * Compares a search engine with real Lucene with our evaluator: the queries of rules and cases, and thousands
 * of random ones, as the printers of server/src/stack/requests write them. Fails on a difference that is not
 * in known-differences.ts, and on one there that no longer occurs.
 *
 * `npm run test:engine [SEED]`. Needs Java 17 and Maven, and a package registry for the first run; without
 * them it says so and exits with 0, or with 1 if RULEWRIGHT_REQUIRE_ENGINE is set. RULEWRIGHT_ENGINE_SCALE
 * multiplies the number of random queries.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModule } from '../../scripts/load-module.mjs';
import { referenceData } from '../differential/python.mjs';
import { startNode } from './node/start-node.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [seed = '1'] = process.argv.slice(2);
const scale = Number(process.env.RULEWRIGHT_ENGINE_SCALE ?? 1);
const counts = Object.fromEntries(
  Object.entries({
    kql: 2_000,
    eql: 2_000,
    lucene: 1_000,
    filters: 1_000,
    exceptions: 700,
    buckets: 300,
  }).map(([kind, count]) => [kind, Math.ceil(count * scale)]),
);

/** Writes the counts to the file that `npm test` names. */
function report(counts) {
  const path = process.env.RULEWRIGHT_ENGINE_REPORT;
  if (path) writeFileSync(path, JSON.stringify(counts));
}

const started = Date.now();
const seconds = () => `${((Date.now() - started) / 1_000).toFixed(0)} s`;
const { url, stop, needs } = await startNode();
if (needs) {
  console.log(`– not run: needs ${needs}`);
  report({ needs, passed: 0, failed: 0 });
  process.exit(process.env.RULEWRIGHT_REQUIRE_ENGINE ? 1 : 0);
}
console.log(`engine started after ${seconds()}`);
const shared = referenceData(root);
if (!shared) console.log('– without reference data: only the sample rules and random queries are compared');
let verdict;
let failures = [];
try {
  const { judge } = await loadModule('test/engine/judge.ts');
  const { runCommands } = await loadModule('test/engine/commands.ts');
  failures = await runCommands(url, root);
  verdict = await judge({ url, shared, root, counts: { documents: 400, ...counts }, seed: Number(seed) });
} catch (error) {
  // The stack trace of a module that is loaded from memory would contain all of it.
  console.log(`✗ ${error.message}`);
} finally {
  await stop();
}
if (!verdict) process.exit(1);

for (const failure of failures) console.log(`✗ ${failure}`);
const { documents, refusedDocuments, sources, known, unknown, outdated } = verdict;
console.table(Object.fromEntries(sources));
console.log(`${documents} documents, ${refusedDocuments} refused by the engine; ${seconds()}`);
for (const [name, count] of known) console.log(`known: ${name}: ${count}`);
for (const name of outdated) console.log(`✗ no longer occurs: ${name}`);
const shown = Number(process.env.RULEWRIGHT_ENGINE_SHOW ?? 20);
for (const { question, set, onlyEngine, onlyOurs, document, engineRefuses, weRefuse } of unknown.slice(
  0,
  shown,
)) {
  console.log(`✗ ${question.source}, ${set}: ${question.text}`);
  console.log(`    ${JSON.stringify(question.body.query)?.slice(0, 600)}`);
  if (engineRefuses !== undefined) console.log(`    the engine refuses: ${engineRefuses}`);
  else if (weRefuse !== undefined) console.log(`    we refuse: ${weRefuse}`);
  else {
    console.log(
      `    only the engine: ${onlyEngine.length} ${onlyEngine.slice(0, 5)}; only we: ${onlyOurs.length} ${onlyOurs.slice(0, 5)}`,
    );
    if (document) console.log(`    ${JSON.stringify(document).slice(0, 600)}`);
  }
}
if (unknown.length > 0) console.log(`✗ ${unknown.length} differences that are not known`);
const all = [...sources.values()];
const sum = (key) => all.reduce((total, row) => total + row[key], 0);
const failed = unknown.length + outdated.length + failures.length;
const broken = new Set(unknown.map(({ question }) => question.source));
report({ passed: sources.size - broken.size, failed: broken.size + outdated.length + failures.length });
console.log(
  `${sum('asked')} queries, ${sum('equal')} equal, ${sum('refused by both')} refused by both, ${sum('not evaluated')} not evaluated, ${sum('different')} different`,
);
process.exit(failed === 0 ? 0 : 1);
