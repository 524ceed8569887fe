import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Checkout } from '../../rule/checkout/checkout.js';
import { prepareSchemas, schemaFiles } from './prepare-schemas.js';
import type { PreparedSchemas } from './prepared-schemas.js';

/** Version that is incremented when the format of {@link PreparedSchemas} or its content changes. */
const formatVersion = 4;

/**
 * Returns the cache folder: `$XDG_CACHE_HOME/rulewright` or its equivalent. Relative paths are ignored, as
 * required by the XDG specification.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const named = [
    environment.XDG_CACHE_HOME,
    process.platform === 'win32' ? environment.LOCALAPPDATA : undefined,
  ];
  const base = named.find((path) => path !== undefined && isAbsolute(path));
  return join(base ?? join(homedir(), '.cache'), 'rulewright');
}

/** Returns the cached schemas of a checkout, or undefined if a file has changed since or there are none. */
export function keptSchemas(checkout: Checkout, folder = cacheFolder()): PreparedSchemas | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(pathOf(checkout, folder), 'utf8'));
    return isWhole(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

const parts: readonly (keyof PreparedSchemas)[] = [
  'ecs',
  'beats',
  'endgame',
  'byIndex',
  'custom',
  'endpoint',
  'integrations',
  'broken',
  'missing',
];

function isWhole(kept: unknown): kept is PreparedSchemas {
  return typeof kept === 'object' && kept !== null && parts.every((part) => part in kept);
}

/** Returns the schemas of a checkout from the cache, or else reads and caches them. */
export async function readSchemas(checkout: Checkout, folder = cacheFolder()): Promise<PreparedSchemas> {
  const kept = keptSchemas(checkout, folder);
  if (kept) return kept;
  const prepared = await prepareSchemas(checkout);
  keep(pathOf(checkout, folder), folder, prepared);
  return prepared;
}

/**
 * Returns the path of a cache entry. Its key is the content of the files, so that branches and copies of a
 * checkout share entries.
 */
function pathOf(checkout: Checkout, folder: string): string {
  const hash = createHash('sha256').update(`${formatVersion}\n${JSON.stringify(checkout.stacks)}`);
  for (const path of schemaFiles(checkout)) {
    const bytes = checkout.files.bytes(path);
    hash.update(`\n${path}\n${bytes?.length ?? -1}\n`);
    if (bytes) hash.update(bytes);
  }
  return join(folder, `schemas-${hash.digest('hex').slice(0, 32)}.json`);
}

/** Stores schemas in the cache. If that fails, they are computed again next time. */
function keep(path: string, folder: string, prepared: PreparedSchemas): void {
  const temporary = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(temporary, JSON.stringify(prepared));
      renameSync(temporary, path);
    } catch {
      rmSync(temporary, { force: true });
    }
  } catch {
    // The folder is a file, or not writable.
  }
}
