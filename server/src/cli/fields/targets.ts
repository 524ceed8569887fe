import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inventoryPath, type LearnedSource } from '../../fields/inventory/inventory.js';
import { customSchema, readCustomSchema } from '../../fields/learn/custom-schema.js';
import { writeInventory } from '../../fields/learn/write-inventory.js';
import { describeError, isSystemError } from '../../files/describe-error.js';
import { withSlashes } from '../../files/path-below.js';
import { readBounded } from '../../files/read-bounded.js';
import { replaceFile } from '../../files/write-atomically.js';
import { writeInProject } from '../../files/write-in-project.js';
import { UsageError } from '../options.js';

/** A file to write learned fields to, and its format. */
export interface LearnedTarget {
  readonly path: string;
  readonly form: 'inventory' | 'schema';
}

const schemaName = 'custom-schema.json';

/**
 * Returns the files that `--write` names. For a folder, these are the inventory and the schema in its
 * `.rulewright`; otherwise `fields.json` is an inventory, and every other `.json` file is a schema.
 */
export function readTargets(written: readonly string[]): readonly LearnedTarget[] {
  return written.flatMap((path): LearnedTarget[] => {
    if (path.endsWith('.json'))
      return [{ path, form: basename(path) === basename(inventoryPath) ? 'inventory' : 'schema' }];
    const status = statSync(path, { throwIfNoEntry: false });
    if (!status?.isDirectory())
      throw new UsageError(`--write takes a folder or a .json file, and ${path} is neither`);
    const inventory = join(path, inventoryPath);
    return [
      { path: withSlashes(inventory), form: 'inventory' },
      { path: withSlashes(join(dirname(inventory), schemaName)), form: 'schema' },
    ];
  });
}

/** The result of writing a target. */
interface Written {
  readonly path: string;
  /** Why it was not written. */
  readonly error?: string;
}

/** Size limit of a file to replace. */
const largest = 256 * 1024 * 1024;

/** Writes each target completely or not at all. */
export function writeTargets(
  targets: readonly LearnedTarget[],
  sources: readonly LearnedSource[],
): readonly Written[] {
  return targets.map(({ path, form }) => {
    try {
      const before = readExisting(path);
      if (before === undefined && statSync(path, { throwIfNoEntry: false }))
        return { path, error: 'the file was not changed: it is too large or not a regular file' };
      const text = form === 'inventory' ? writeInventory(sources) : schemaText(sources, before);
      if (typeof text !== 'string') return { path, error: text.error };
      const error = before === undefined ? writeInProject(path, text) : replaceFile(path, before, text);
      return error === undefined ? { path } : { path, error };
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return { path, error: `the file could not be written: ${describeError(error)}` };
    }
  });
}

function schemaText(
  sources: readonly LearnedSource[],
  before: string | undefined,
): string | { readonly error: string } {
  const existing = before === undefined ? undefined : readCustomSchema(before);
  if (existing && !existing.ok)
    return { error: `the file was not changed, because it is not a schema: ${existing.error}` };
  return `${JSON.stringify(customSchema(sources, existing?.schema), undefined, 2)}\n`;
}

function readExisting(path: string): string | undefined {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  return readBounded(path, largest)
    ?.toString('utf8')
    .replace(/^\uFEFF/, '');
}
