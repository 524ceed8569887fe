import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files and folders that must not outlive the process. */
const temporary = new Set<string>();

/** Signals that end a process, and their numbers. */
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

let listening = false;

function removeAll(): void {
  for (const path of temporary) remove(path);
}

function listen(): void {
  if (listening) return;
  listening = true;
  process.once('exit', removeAll);
  for (const [signal, number] of Object.entries(signals) as [keyof typeof signals, number][]) {
    const end = (): void => {
      // Any other listener decides when the process ends.
      if (process.listenerCount(signal) === 1) process.exit(128 + number);
    };
    process.on(signal, end);
  }
}

/** Ensures that a file or folder is removed when the process ends, even by a signal. */
export function removeAtExit(path: string): void {
  listen();
  temporary.add(path);
}

/** Keeps a file that is no longer temporary. */
export function keep(path: string): void {
  temporary.delete(path);
}

/** Removes a temporary file or folder now. */
export function remove(path: string): void {
  temporary.delete(path);
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Nothing depends on it, and nobody could read a message.
  }
}

/**
 * Creates a temporary folder, which is removed when the process ends at the latest. Throws file system
 * errors.
 */
export function createTemporaryFolder(name: string): string {
  // Before the folder exists, so that no signal arrives in between.
  listen();
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  removeAtExit(folder);
  return folder;
}
