/**
 * Writes a seeded stream of ECS process events as NDJSON, 600 to 900 bytes each, ordered by time. The same
 * seed gives the same bytes. `node test/bench/generate-events.mjs FILE [COUNT] [SEED]`
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Returns a small seeded generator of random numbers in [0, 1) (mulberry32). */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const names = [
  'svchost.exe',
  'powershell.exe',
  'explorer.exe',
  'chrome.exe',
  'python.exe',
  'conhost.exe',
  'msedge.exe',
];
const users = ['alice', 'bob', 'SYSTEM', 'NETWORK SERVICE', 'svc-backup', 'carol'];
const words = [
  '--type=renderer',
  '-NoProfile',
  '/c',
  'start',
  '--field-trial-handle=1718',
  '-k',
  'netsvcs',
  '/S',
  'update',
  '-EncodedCommand',
];

/** Yields `count` events as lines of NDJSON, in chunks of about a megabyte. */
export function* eventLines(count, seed) {
  const random = randomNumbers(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const hex = (length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  const open = [];
  let time = Date.UTC(2026, 0, 1);
  let piece = '';
  for (let index = 0; index < count; index++) {
    time += Math.floor(random() * 40);
    const ends = open.length > 5_000 || (open.length > 0 && random() < 0.4);
    const entity = ends ? open.splice(Math.floor(random() * open.length), 1)[0] : hex(24);
    if (!ends) open.push(entity);
    // cmd.exe is rare: about 3 of 100 lines contain the literal.
    const name = random() < 0.03 ? 'cmd.exe' : pick(names);
    const user = pick(users);
    const args = Array.from({ length: 4 + Math.floor(random() * 14) }, () => pick(words));
    if (random() < 0.02) args.push(`C:\\temp\\test-${Math.floor(random() * 1000)}.bat`);
    const host = `host-${Math.floor(random() * 200)}`;
    const event = {
      '@timestamp': new Date(time).toISOString(),
      event: {
        kind: 'event',
        category: ['process'],
        type: [ends ? 'end' : 'start'],
        action: ends ? 'end' : 'exec',
        id: hex(16),
      },
      host: { id: host, name: host, os: { type: 'windows', name: 'Windows', version: '10.0.19045' } },
      process: {
        name,
        pid: 1000 + Math.floor(random() * 30000),
        entity_id: entity,
        executable: `C:\\Windows\\System32\\${name}`,
        args,
        command_line: `C:\\Windows\\System32\\${name} ${args.join(' ')}`,
        parent: { name: pick(names), pid: 500 + Math.floor(random() * 500), entity_id: hex(24) },
      },
      user: { name: user, domain: 'CONTOSO', id: `S-1-5-21-${Math.floor(random() * 1e9)}` },
    };
    piece += `${JSON.stringify(event)}\n`;
    if (piece.length > 1_000_000) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

/** Writes the stream to a file. */
export function writeEvents(path, count, seed = 1) {
  const file = openSync(path, 'w');
  for (const piece of eventLines(count, seed)) writeSync(file, piece);
  closeSync(file);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [path, count = '1000000', seed = '1'] = process.argv.slice(2);
  writeEvents(path, Number(count), Number(seed));
}
