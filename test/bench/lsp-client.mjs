/** A process that speaks LSP over its standard streams, and measurements of it. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rootFolder } from '../editor/setup.mjs';

const options = JSON.parse(readFileSync(path.join(rootFolder, 'client/src/server-options.json'), 'utf8'));
const bundle = process.env.RULEWRIGHT_SERVER ?? path.join(rootFolder, 'server/dist/server.cjs');

/** Node.js arguments that start our server as VS Code does. */
export const ownServer = [...options.execArgv, bundle, '--stdio'];

const children = new Set();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts a process that speaks LSP. */
export function startServer(args, env = {}) {
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  children.add(child);
  const pending = new Map();
  let nextId = 1;
  let buffered = Buffer.alloc(0);
  const send = (message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  child.stdout.on('data', (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (;;) {
      const headerEnd = buffered.indexOf('\r\n\r\n');
      if (headerEnd < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(buffered.toString('latin1', 0, headerEnd))[1]);
      if (buffered.length < headerEnd + 4 + length) return;
      const message = JSON.parse(buffered.toString('utf8', headerEnd + 4, headerEnd + 4 + length));
      buffered = buffered.subarray(headerEnd + 4 + length);
      if (message.method === undefined) {
        pending.get(message.id)(message);
        pending.delete(message.id);
      } else if (message.id !== undefined) {
        send({ id: message.id, result: message.method === 'workspace/configuration' ? [null] : null });
      }
    }
  });
  return {
    process: child,
    notify: (method, params) => send({ method, params }),
    request: (method, params) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        pending.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
        send({ id, method, params });
      }),
  };
}

/** Returns the resident memory of a process in MB, where the system reports it. */
export function memoryOf(id) {
  const file = `/proc/${id}/status`;
  if (!existsSync(file)) return undefined;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))[1]) / 1024;
}

export function percentile(values, share) {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))];
}

/** Returns the milliseconds that some work takes. */
export async function timed(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Returns the position after `needle` in the text. */
export function positionAfter(text, needle) {
  const before = text.slice(0, text.indexOf(needle) + needle.length).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
}
