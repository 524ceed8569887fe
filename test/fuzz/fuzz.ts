import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeText, readCorpus } from './corpus.js';
import { shrink } from './mutate.js';
import { hashOf, randomOf } from './random.js';
import { type Target, targets } from './targets.js';

/** Limits in CPU milliseconds: for the whole text, plus for each character. */
const slow = { whole: 400, character: 0.06 };
/** Maximum number of runs to shorten a failing text. */
const mostRuns = 400;

/** Returns the kind of fault that a text shows, equal for equal faults, or undefined if it shows none. */
export function faultOf(target: Target, text: string): string | undefined {
  const before = process.cpuUsage();
  try {
    target.run(text);
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    const place = /^ {4}at (?:async )?([\w.<>]+)/m.exec(error.stack ?? '')?.[1] ?? '';
    return `${error.name === 'Error' ? '' : `${error.name}: `}${error.message.replace(/\d+/g, '0').slice(0, 200)} (${place})`;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 > slow.whole + slow.character * text.length ? 'too slow' : undefined;
}

/** Tries texts for some minutes and saves each text that shows a new fault. Returns the number of faults. */
function fuzz(minutes: number, seed: number, only: readonly string[], root: string): number {
  const corpus = readCorpus([join(root, 'rules'), join(root, '../shared/corpus')]);
  const chosen = Object.entries(targets).filter(([name]) => only.length === 0 || only.includes(name));
  const calls = new Map<string, number>();
  const faults = new Map<string, { readonly seed: number; readonly file: string; times: number }>();
  const end = Date.now() + minutes * 60_000;
  let number = 0;
  for (; Date.now() < end; number++) {
    const textSeed = (seed + number) >>> 0;
    const random = randomOf(textSeed);
    const [name, target] = random.pick(chosen);
    const text = makeText(target.takes, corpus, random);
    calls.set(name, (calls.get(name) ?? 0) + 1);
    let fault = faultOf(target, text);
    // Another program may have slowed it down.
    if (fault === 'too slow') fault = faultOf(target, text);
    if (fault === undefined) continue;
    const key = `${name}: ${fault}`;
    const known = faults.get(key);
    if (known) {
      known.times++;
      continue;
    }
    const least = shrink(
      text,
      (shorter) => faultOf(target, shorter) === fault,
      fault === 'too slow' ? 30 : mostRuns,
    );
    const folder = join(root, 'test/fuzz/found');
    const file = join(folder, `${name.replace(' ', '-')}.${hashOf(least).toString(16).padStart(8, '0')}.txt`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, least);
    faults.set(key, { seed: textSeed, file, times: 1 });
    process.stdout.write(`${key}\n  seed ${textSeed}, ${file}\n`);
  }
  process.stdout.write(`\n${number} texts from seed ${seed}\n`);
  for (const [name, count] of [...calls].sort()) process.stdout.write(`  ${name.padEnd(12)} ${count}\n`);
  process.stdout.write(faults.size === 0 ? 'no faults\n' : `${faults.size} faults\n`);
  for (const [key, { seed: first, times }] of faults)
    process.stdout.write(`  ${key}: ${times} times, first by seed ${first}\n`);
  return faults.size;
}

/** `npm run fuzz -- MINUTES [--seed N] [--target NAME]…` */
export function main(args: string[], root: string): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { seed: { type: 'string' }, target: { type: 'string', multiple: true } },
  });
  const minutes = Number(positionals[0] ?? 1);
  const seed = Number(values.seed ?? Date.now() % 1_000_000_007);
  if (!(minutes > 0) || !Number.isInteger(seed)) {
    process.stderr.write('npm run fuzz -- MINUTES [--seed N] [--target NAME]…\n');
    return 2;
  }
  return fuzz(minutes, seed, values.target ?? [], root) > 0 ? 1 : 0;
}
