/**
 * The floor of reading events: reads in chunks, splits lines, runs JSON.parse, and does nothing else. Prints
 * nothing. `node test/bench/floor.mjs FILE`
 */
import { closeSync, openSync, readSync } from 'node:fs';

const chunk = Buffer.allocUnsafe(1024 * 1024);
const file = openSync(process.argv[2], 'r');
let rest = 0;
let events = 0;
for (;;) {
  const length = readSync(file, chunk, rest, chunk.length - rest, null);
  if (length === 0) break;
  const filled = rest + length;
  let start = 0;
  for (;;) {
    const end = chunk.indexOf(10, start);
    if (end < 0 || end >= filled) break;
    JSON.parse(chunk.toString('utf8', start, end));
    events++;
    start = end + 1;
  }
  chunk.copy(chunk, 0, start, filled);
  rest = filled - start;
}
closeSync(file);
if (events === 0) process.exitCode = 1;
