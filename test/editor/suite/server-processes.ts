import { readdirSync, readFileSync } from 'node:fs';

/** Returns the ids of our server's processes below this extension host, where the system lists them. */
export function serverProcesses(): number[] | undefined {
  if (process.platform !== 'linux') return undefined;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const parent = / (\d+) \d+ \d+ /.exec(
          readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\)/, ''),
        )?.[1];
        const ours = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('server/dist/server.cjs');
        return ours && Number(parent) === process.pid;
      } catch {
        return false;
      }
    })
    .map(Number);
}
