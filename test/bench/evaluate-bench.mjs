/**
 * Measures queries over a stream of events, compared with the floor: reading in chunks, splitting lines and
 * JSON.parse. `node test/bench/evaluate-bench.mjs [EVENTS] [RUNS]`; figures are medians and include the start
 * of the process.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeEvents } from './generate-events.mjs';
import { cli, compare, printTable } from './measure.mjs';

const count = Number(process.argv[2] ?? 1_000_000);
const runs = Number(process.argv[3] ?? 3);
const folder = mkdtempSync(join(tmpdir(), 'rulewright-bench-'));
const events = join(folder, 'events.ndjson');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
writeEvents(events, count);

const query = (text, language = 'eql') => [
  cli,
  'run',
  '--query',
  text,
  '--language',
  language,
  '--events',
  events,
];

/** Twenty rules without a common value that a filter could use. */
const rules = Array.from({ length: 20 }, (_, index) => {
  const path = join(folder, `rule_${index}.toml`);
  const condition = `process.pid > ${30_000 + index} and process.command_line : ("*-k ${index}*", "*update /S*") and user.name != "user-${index}"`;
  writeFileSync(
    path,
    `[metadata]\n[rule]\ntype = "eql"\nlanguage = "eql"\nquery = '''\nprocess where ${condition}\n'''\n`,
  );
  return path;
});

const cases = {
  'floor: read, split, JSON.parse': [fileURLToPath(new URL('floor.mjs', import.meta.url)), events],
  'event query, nothing to filter by': query(
    'process where process.pid > 30990 and process.parent.pid < 510',
  ),
  'event query, rare literal (3 %)': query(
    'process where process.name == "cmd.exe" and process.command_line : "*test*"',
  ),
  'the same in KQL, nothing to filter by': query(
    'event.category: process and process.pid > 30990 and process.parent.pid < 510',
    'kuery',
  ),
  'the same in KQL, rare literal': query(
    'event.category: process and process.name: cmd.exe and process.command_line: *test*',
    'kuery',
  ),
  'KQL, words of a text field': query('process.command_line.text: ("update s" or hello)', 'kuery'),
  'event query, rare literal without case': query('process where process.command_line : "*test-*.bat*"'),
  'sequence by entity id, no maxspan': query(
    'sequence by process.entity_id [process where event.type == "start"] [process where event.type == "end"]',
  ),
  'sequence by host id, maxspan=1m': query(
    'sequence by host.id with maxspan=1m [process where event.type == "start"] [process where process.name == "cmd.exe"]',
  ),
  'one rule': [cli, 'run', rules[0], '--events', events],
  'twenty rules at once': [cli, 'run', ...rules, '--events', events],
};

const results = compare(Object.values(cases), runs);
const [floor] = results;
printTable(
  `Events: ${count}, runs: ${runs}`,
  Object.keys(cases).map((name, index) => {
    const { seconds, megabytes } = results[index];
    return {
      work: name,
      seconds: seconds.toFixed(2),
      'events/s': Math.round(count / seconds).toLocaleString('en'),
      'of the floor': (floor.seconds / seconds).toFixed(2),
      'peak MB': megabytes,
    };
  }),
);
