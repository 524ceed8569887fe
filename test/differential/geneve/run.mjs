/**
 * Compares the events that Rulewright creates for rules with those of geneve, Elastic's generator: for how
 * many rules each creates events that raise an alert by our evaluator, and why geneve creates none. Ours do
 * not run in another engine here: the Python engine that geneve uses has three-valued logic, unlike
 * Elasticsearch.
 *
 * `npm run test:geneve`. The first run needs Python 3.12 and a package registry; without them it says so and
 * exits with 0. RULEWRIGHT_PYTHON names a Python.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModule } from '../../../scripts/load-module.mjs';
import { askInLines, pythonWith, referenceData } from '../python.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '../../..');
const judge = 'geneve==0.4.0';
const shared = referenceData(root);
const python = shared && pythonWith(folder, { judge, module: 'geneve' });
if (!python) {
  console.log(`– not run: needs ${shared ? `Python 3.12 and ${judge}` : 'the reference data'}`);
  process.exit(0);
}

const { comparedRule, fieldTypes, hasMatch, raisesAlert } = await loadModule(
  'test/differential/geneve/ours.ts',
);
const corpus = join(shared, 'corpus');
const rules = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.toml'))
  .sort()
  .flatMap((name) => {
    const rule = comparedRule(readFileSync(join(corpus, name), 'utf8'));
    return rule ? [{ name, rule, hasMatch: hasMatch(rule) }] : [];
  });
const asked = rules.map(({ rule }, id) => ({
  id,
  type: rule.type,
  language: rule.language,
  query: rule.query.text,
}));
const answers = await askInLines(python, [join(folder, 'judge.py')], [fieldTypes(), ...asked]);
const theirs = new Map(answers.map((one) => [one.id, one]));

const rows = new Map();
const silent = [];
const reasons = new Map();
for (const [id, { name, rule, hasMatch: isMade }] of rules.entries()) {
  const key = rule.type === 'query' ? `query ${rule.language}` : rule.type;
  const row = rows.get(key) ?? { rules: 0, ours: 0, geneve: 0, 'geneve, no alert': 0, 'geneve alone': 0 };
  rows.set(key, row);
  row.rules++;
  if (isMade) row.ours++;
  const { events, error } = theirs.get(id) ?? {};
  if (!events) {
    const reason = (error ?? 'no answer').replace(/["'`][^"'`]*["'`]|\([^)]*\)/g, '…').slice(0, 70);
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  } else if (raisesAlert(rule, events)) {
    row.geneve++;
    if (!isMade) row['geneve alone']++;
  } else {
    row['geneve, no alert']++;
    silent.push(name);
  }
}
console.table(Object.fromEntries(rows));
console.log(`events of geneve that raise no alert: ${silent.length}\n  ${silent.slice(0, 40).join('\n  ')}`);
const most = [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 12);
console.log(`why geneve makes none:\n${most.map(([reason, count]) => `  ${count} ${reason}`).join('\n')}`);
