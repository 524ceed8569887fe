/**
 * Measures ES|QL over a stream of events, compared with the same conditions in EQL and the floor of reading
 * and JSON.parse. `node test/bench/esql-bench.mjs [EVENTS] [RUNS]`; figures are medians and include the start
 * of the process.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeEvents } from './generate-events.mjs';
import { cli, compare, printTable } from './measure.mjs';

const count = Number(process.argv[2] ?? 300_000);
const runs = Number(process.argv[3] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'rulewright-bench-'));
const events = join(folder, 'events.ndjson');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
writeEvents(events, count);

const query = (language, text) => [cli, 'run', '--query', text, '--language', language, '--events', events];

const floor = 'floor: read, split, JSON.parse';
const unfiltered = 'EQL event query, nothing to filter by';
const filtered = 'EQL event query, rare literal';

/** Each case with what it is compared to. */
const cases = {
  [floor]: { args: [fileURLToPath(new URL('floor.mjs', import.meta.url)), events], beside: floor },
  [unfiltered]: {
    args: query('eql', 'process where process.pid > 30990 and process.parent.pid < 510'),
    beside: unfiltered,
  },
  'ES|QL WHERE, nothing to filter by': {
    args: query(
      'esql',
      'from logs-* | where event.category == "process" and process.pid > 30990 and process.parent.pid < 510 | keep process.pid',
    ),
    beside: unfiltered,
  },
  [filtered]: {
    args: query('eql', 'process where process.name == "cmd.exe" and process.command_line like "*test*"'),
    beside: filtered,
  },
  'ES|QL WHERE, rare literal': {
    args: query(
      'esql',
      'from logs-* | where event.category == "process" and process.name == "cmd.exe" and process.command_line like "*test*" | keep process.pid',
    ),
    beside: filtered,
  },
  'ES|QL STATS COUNT(*) BY host.id': {
    args: query('esql', 'from logs-* | stats count(*) by host.id'),
    beside: floor,
  },
};

const names = Object.keys(cases);
const results = compare(
  names.map((name) => cases[name].args),
  runs,
  1,
);
const secondsOf = (name) => results[names.indexOf(name)].seconds;
printTable(
  `Events: ${count}, runs: ${runs}`,
  names.map((name, index) => {
    const { seconds, megabytes } = results[index];
    const { beside } = cases[name];
    return {
      work: name,
      seconds: seconds.toFixed(2),
      'events/s': Math.round(count / seconds).toLocaleString('en'),
      'compared with': beside,
      'speed beside it': (secondsOf(beside) / seconds).toFixed(2),
      'peak MB': megabytes,
    };
  }),
);
