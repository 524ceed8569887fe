/** Runs programs for benchmarks: medians over several runs, and peak memory. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const cli = process.env.RULEWRIGHT_CLI ?? `${root}/server/dist/cli.js`;
const peak = fileURLToPath(new URL('peak.cjs', import.meta.url));

/** Runs a Node.js program once; returns seconds, seconds of processor time, peak memory in MB and its output. */
export function runOnce(args, options = {}) {
  const start = performance.now();
  const result = spawnSync(process.execPath, ['--require', peak, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
    ...options,
  });
  const seconds = (performance.now() - start) / 1000;
  const [, megabytes, processor] = /peak-memory (\d+) processor (\d+)/.exec(result.stderr) ?? [];
  if (result.status !== 0) throw new Error(`${args.join(' ')}: ${result.stderr}`);
  return {
    seconds,
    processor: Number(processor) / 1000,
    megabytes: Number(megabytes),
    stdout: result.stdout,
  };
}

/**
 * Returns the median run of each program. The runs alternate, so that all see the same machine. A program is
 * its arguments, or `{args, env, before}`: environment variables to add, and a function to call before each
 * run. The first `unmeasured` runs do not count: they fill the caches.
 */
export function compare(programs, runs, unmeasured = 0) {
  const all = programs.map(() => []);
  for (let round = -unmeasured; round < runs; round++) {
    for (const [index, program] of programs.entries()) {
      const { args, env, before } = Array.isArray(program) ? { args: program } : program;
      before?.();
      const result = runOnce(args, env ? { env: { ...process.env, ...env } } : {});
      if (round >= 0) all[index].push(result);
    }
  }
  return all.map((results) => ({
    seconds: median(results.map((result) => result.seconds)),
    processor: median(results.map((result) => result.processor)),
    megabytes: Math.max(...results.map((result) => result.megabytes)),
    stdout: results[0].stdout,
  }));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Prints rows with the same keys as a Markdown table. */
export function printTable(title, rows) {
  const keys = Object.keys(rows[0]);
  console.log(`\n${title}\n`);
  console.log(`| ${keys.join(' | ')} |`);
  console.log(`|${keys.map(() => '---').join('|')}|`);
  for (const row of rows) console.log(`| ${keys.map((key) => row[key]).join(' | ')} |`);
}
