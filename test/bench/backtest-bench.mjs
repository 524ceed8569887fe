/**
 * Measures backtests from a cold start. First the rules that Elastic ships, repeated with changed values, on
 * one thread and on all cores, compared with JSON.parse of the same lines. Then Sigma rules in EQL, compared
 * with rsigma on the same rules and events; the alerts of both must be equal. rsigma is built with cargo in
 * the temporary folder and kept there; RSIGMA names a binary. Without reference data the rules are made up,
 * and without cargo or network rsigma is skipped; both are reported. `node test/bench/backtest-bench.mjs
 * [MEGABYTES] [RULES] [RUNS]`
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeEvents } from './generate-events.mjs';
import { cli, median, printTable, root } from './measure.mjs';
import { changedRule, sampleEvents, sigmaRules } from './sigma-rules.mjs';

const megabytes = Number(process.argv[2] ?? 100);
const ruleCount = Number(process.argv[3] ?? 2_000);
const runs = Number(process.argv[4] ?? 1);
const rsigmaVersion = '0.23.0';
const files = 8;
const bytesPerEvent = 790;

const folder = mkdtempSync(join(tmpdir(), 'rulewright-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const shared = process.env.RULEWRIGHT_SHARED ?? join(root, '../shared');
const floor = fileURLToPath(new URL('floor.mjs', import.meta.url));

const eventCount = Math.ceil((megabytes * 1e6) / bytesPerEvent / files);
const events = join(folder, 'events');
mkdirSync(events);
const paths = Array.from({ length: files }, (_, index) => join(events, `${index}.ndjson`));
for (const [index, path] of paths.entries()) writeEvents(path, eventCount, index + 1);
const size = paths.reduce((sum, path) => sum + statSync(path).size, 0);
const total = eventCount * files;
const whole = join(folder, 'all.ndjson');
writeFileSync(whole, Buffer.concat(paths.map((path) => readFileSync(path))));

/** Creates the folder of rules and calls `write(index)` for each of them. */
function folderOf(name, write) {
  const target = join(folder, name);
  mkdirSync(target);
  for (let index = 0; index < ruleCount; index++) {
    const { file, text } = write(index);
    writeFileSync(join(target, file), text);
  }
  return target;
}

function toml(name, query, id) {
  return `[metadata]\n[rule]\nname = ${JSON.stringify(name)}\nrule_id = "${id}"\ntype = "eql"\nlanguage = "eql"\nquery = '''\n${query}\n'''\n`;
}

/** Writes rules that Elastic ships; beyond their number, copies with other programs in their queries. */
function shippedRules() {
  const corpus = join(shared, 'corpus');
  if (!existsSync(corpus)) {
    console.log('no reference data: the rules are made up');
    return Array.from({ length: 500 }, (_, index) =>
      toml(
        `Rule ${index}`,
        `process where process.name : "tool-${index}.exe" and process.args : "*-k ${index}*"`,
        index,
      ),
    );
  }
  return readdirSync(corpus, { recursive: true })
    .filter((name) => name.endsWith('.toml') && !name.startsWith('detection_rules'))
    .sort()
    .map((name) => readFileSync(join(corpus, name), 'utf8'))
    .filter((text) => /^\[rule\]/m.test(text));
}

/** Returns the arguments of a backtest of rules on the events. */
const backtest = (rules, ...more) => [
  cli,
  'backtest',
  rules,
  '--events',
  events,
  '--format',
  'json',
  ...more,
];

/**
 * Returns the medians of some runs of a program: seconds, processor seconds of all its threads, and its
 * output. Other work on the machine increases seconds, but hardly processor time, which is unknown where
 * there is no shell.
 */
function measure(program, args) {
  const results = Array.from({ length: runs }, () => {
    const start = performance.now();
    const script = '"$@"; code=$?; times >&2; exit $code';
    const options = { encoding: 'utf8', maxBuffer: 2 ** 30 };
    const hasShell = process.platform !== 'win32';
    const { status, stdout, stderr } = hasShell
      ? spawnSync('sh', ['-c', script, 'sh', program, ...args], options)
      : spawnSync(program, args, options);
    const seconds = (performance.now() - start) / 1000;
    // A rule that cannot run gives exit code 2, which does not matter here.
    if (status !== 0 && status !== 2) throw new Error(`${program}: ${stderr}`);
    const times = [...(stderr.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
    const processor = times.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
    return { seconds, processor: hasShell ? processor : seconds, stdout };
  });
  const medianOf = (key) => median(results.map((result) => result[key]));
  return { seconds: medianOf('seconds'), processor: medianOf('processor'), stdout: results[0].stdout };
}

const shipped = shippedRules();
const elastic = folderOf('elastic', (index) => {
  const text = shipped[index % shipped.length];
  const round = Math.floor(index / shipped.length);
  const file = `rule_${index}.toml`;
  return { file, text: round === 0 ? text : text.replace(/\.exe"/g, `-${round}.exe"`) };
});
const cores = Math.min(availableParallelism(), files);
const parse = measure(process.execPath, [floor, whole]);
const one = measure(process.execPath, backtest(elastic, '--jobs', '1'));
const all = measure(process.execPath, backtest(elastic, '--jobs', String(cores)));
const row = (work, { seconds, processor }, threads) => ({
  work,
  threads,
  seconds: seconds.toFixed(2),
  'processor seconds': processor.toFixed(2),
  'events per processor second': Math.round(total / processor).toLocaleString('en'),
  'of JSON.parse': `${((parse.processor / processor) * 100).toFixed(1)} %`,
});
const reports = [one, all].map(({ stdout }) => stdout);
printTable(
  `${ruleCount} rules that Elastic ships (${shipped.length} different ones), ${total.toLocaleString('en')} events, ${Math.round(size / 1e6)} MB, ${files} files, runs: ${runs}`,
  [row('JSON.parse of each line', parse, 1), row('backtest', one, 1), row('backtest', all, cores)],
);
console.log(
  `\nThe reports of 1 and ${cores} threads are ${reports[0] === reports[1] ? 'equal' : 'DIFFERENT'}.`,
);
if (reports[0] !== reports[1]) process.exitCode = 1;

/** Returns the rsigma binary, or undefined after it prints why there is none. */
function findRsigma() {
  if (process.env.RSIGMA) return process.env.RSIGMA;
  const home = join(tmpdir(), `rulewright-rsigma-${rsigmaVersion}`);
  const binary = join(home, 'bin', process.platform === 'win32' ? 'rsigma.exe' : 'rsigma');
  if (existsSync(binary)) return binary;
  console.log(`building rsigma ${rsigmaVersion} with cargo, which takes some minutes`);
  const args = ['install', 'rsigma', '--version', rsigmaVersion, '--locked', '--root', home];
  const env = { ...process.env, CARGO_TARGET_DIR: join(home, 'target') };
  const { error, status, stderr } = spawnSync('cargo', args, { encoding: 'utf8', env });
  if (status === 0) return binary;
  console.log(`SKIPPED: no rsigma to compare with: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
  return undefined;
}

function compareWithRsigma() {
  const source = join(shared, 'sigma/rules');
  if (!existsSync(source)) {
    console.log('SKIPPED: no rules of Sigma to compare with');
    return;
  }
  const rsigma = findRsigma();
  if (!rsigma) return;
  const converted = sigmaRules(source);
  const rules = Array.from({ length: ruleCount }, (_, index) =>
    index < converted.length ? converted[index] : changedRule(converted[index % converted.length], index),
  );
  const ours = folderOf('ours', (index) => {
    const { id, name, eql } = rules[index];
    return { file: `${id}.toml`, text: toml(name, eql, id) };
  });
  const theirs = folderOf('theirs', (index) => ({
    file: `${rules[index].id}.yml`,
    text: rules[index].sigma,
  }));
  // Recordings for which the rules raise alerts, so that there is something to compare.
  const samples = sampleEvents(join(shared, 'sigma/regression_data'));
  writeFileSync(
    join(events, 'samples.ndjson'),
    samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''),
  );
  const report = join(folder, 'rsigma.json');
  const own = measure(process.execPath, backtest(ours, '--jobs', '1'));
  const peer = measure(rsigma, [
    ...['rule', 'backtest', '-r', theirs, '--corpus', events],
    ...['--unexpected', 'ignore', '--report', report],
  ]);
  printTable(
    `${ruleCount} rules of Sigma (${converted.length} different ones), the same events, one thread`,
    [row('rulewright backtest', own, 1), row(`rsigma ${rsigmaVersion} rule backtest`, peer, 1)],
  );
  console.log(
    `\nrulewright takes ${(own.processor / peer.processor).toFixed(2)} times the processor time of rsigma.`,
  );
  const difference = compareCounts(JSON.parse(own.stdout), JSON.parse(readFileSync(report, 'utf8')));
  console.log(difference);
}

/** Reports whether both raise the same number of alerts for each rule. */
function compareCounts(own, peer) {
  const mine = own.rules.filter(({ alerts }) => alerts > 0).map(({ id, alerts }) => [id, alerts]);
  const fires = new Map(
    peer.rules.map((one) => [one.rule_id ?? one.id, one.fires ?? one.count ?? one.total]),
  );
  const different = mine.filter(([id, alerts]) => fires.get(id) !== alerts);
  const more = [...fires.keys()].filter((id) => !mine.some(([own]) => own === id));
  const notRun = own.rules.filter((one) => one.notRun !== undefined).length;
  if (different.length + more.length + notRun === 0)
    return `Both raise the same alerts: ${mine.length} rules, ${mine.reduce((sum, [, alerts]) => sum + alerts, 0)} alerts.`;
  process.exitCode = 1;
  return `DIFFERENT alerts: ${JSON.stringify({ different: different.slice(0, 5), more: more.slice(0, 5), notRun })}`;
}

compareWithRsigma();
