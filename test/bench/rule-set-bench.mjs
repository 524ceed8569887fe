/**
 * Measures how the cost of a run grows with the number of rules: 10, 100 and 1,000 event queries in EQL or
 * KQL over one stream of events. The rules are those of the reference data next to the checkout, some of them
 * twice; without it they are made up. The cost of an event is the difference between a longer and a shorter
 * stream, so that reading the rules and starting do not count. `node test/bench/rule-set-bench.mjs [EVENTS]
 * [RUNS]`
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeEvents } from './generate-events.mjs';
import { cli, compare, printTable, root } from './measure.mjs';

const count = Number(process.argv[2] ?? 200_000);
const runs = Number(process.argv[3] ?? 3);
const few = Math.ceil(count / 20);
const folder = mkdtempSync(join(tmpdir(), 'rulewright-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const shared = join(process.env.RULEWRIGHT_SHARED ?? join(root, '../shared'), 'corpus');
const paths = existsSync(shared)
  ? readdirSync(shared, { recursive: true })
      .filter((name) => name.endsWith('.toml') && !name.startsWith('detection_rules'))
      .map((name) => join(shared, name))
      .sort()
  : madeUpRules(500);
const single = paths.filter((path) => isEventQuery(readFileSync(path, 'utf8')));

/** Returns whether a rule is an event query in EQL or KQL that raises an alert for each event. */
function isEventQuery(rule) {
  if (/^type = "query"/m.test(rule)) return /^language = "kuery"/m.test(rule);
  const query = /^query = (?:'''|""")\n?([\s\S]*?)(?:'''|""")/m.exec(rule)?.[1] ?? '';
  const start = query.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').trim();
  return /^type = "eql"/m.test(rule) && /^\w+ where\b/.test(start);
}

function madeUpRules(number) {
  const made = join(folder, 'made-up');
  mkdirSync(made);
  return Array.from({ length: number }, (_, index) => {
    const path = join(made, `rule_${index}.toml`);
    const [type, language, query] =
      index % 2 === 0
        ? [
            'eql',
            'eql',
            `process where process.name : "tool-${index}.exe" and process.args : ("*-k ${index}*", "run")`,
          ]
        : [
            'query',
            'kuery',
            `event.category: process and process.command_line: *update-${index}* and not user.name: root`,
          ];
    writeFileSync(
      path,
      `[metadata]\n[rule]\ntype = "${type}"\nlanguage = "${language}"\nquery = '''\n${query}\n'''\n`,
    );
    return path;
  });
}

/** Creates a folder with this many of the rules, spread over all of them. */
function folderOf(number) {
  const target = join(folder, String(number));
  mkdirSync(target);
  for (let index = 0; index < number; index++) {
    const rule = single[Math.floor((index * single.length) / number) % single.length];
    copyFileSync(rule, join(target, `rule_${index}.toml`));
  }
  return target;
}

const streams = [few, count].map((length) => {
  const path = join(folder, `${length}.ndjson`);
  writeEvents(path, length);
  return path;
});
const numbers = [1, 10, 100, 1_000];
const works = numbers.flatMap((number) => {
  const rules = folderOf(number);
  return streams.map((events) => [cli, 'run', rules, '--events', events, '--format', 'json']);
});

const results = compare(works, runs);
printTable(
  `Events: ${count}, runs: ${runs}, rules: ${existsSync(shared) ? `those of ${single.length} shipped ones` : 'made up'}`,
  numbers.map((number, index) => {
    const short = results[2 * index].seconds;
    const { seconds, megabytes } = results[2 * index + 1];
    const perEvent = (seconds - short) / (count - few);
    return {
      rules: number.toLocaleString('en'),
      seconds: seconds.toFixed(2),
      'events/s': Math.round(count / seconds).toLocaleString('en'),
      'µs per event': (perEvent * 1e6).toFixed(1),
      'events/s without the start': Math.round(1 / perEvent).toLocaleString('en'),
      'peak MB': megabytes,
    };
  }),
);
