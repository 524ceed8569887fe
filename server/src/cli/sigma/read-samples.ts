import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { projectFolderOf } from '../../files/project-folder.js';
import { readSampleInfo, sampleEvents } from '../../sigma/samples/regression.js';
import type { Sample } from '../../sigma/verify.js';
import { discover, type Unreadable } from '../discover.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';

/** Returns a rule's samples by its id. */
export type SampleFinder = (ruleId: string) => readonly Sample[];

/** The samples of rules, and the problems of reading them. */
export interface FoundSamples {
  readonly find: SampleFinder;
  readonly unreadable: readonly Unreadable[];
}

/** The folder where SigmaHQ keeps samples. */
const usualFolder = 'regression_data';

/**
 * Reads the samples below a folder; the default is the `regression_data` folder nearest to the rules in their
 * project.
 */
export function readSamples(
  paths: readonly string[],
  given: string | undefined,
  output: Output,
): FoundSamples {
  const folders = given === undefined ? usualFolders(paths) : [given];
  const samples = new Map<string, Sample[]>();
  if (folders.length === 0) return { find: () => [], unreadable: [] };
  const { files, unreadable: missing } = discover(folders, (name) => name === 'info.yml', output);
  const unreadable = [...missing];
  for (const { path } of files) {
    const info = readRuleText(path, true);
    if ('error' in info) {
      unreadable.push({ path, message: info.error });
      continue;
    }
    for (const { ruleId, name, fileName, matches } of readSampleInfo(info.text)) {
      const file = join(dirname(path), fileName);
      const read = readRuleText(file, true);
      const built = 'error' in read ? { ok: false as const, error: read.error } : sampleEvents(read.text);
      if (!built.ok) {
        unreadable.push({ path: file, message: built.error });
        continue;
      }
      const id = ruleId.toLowerCase();
      samples.set(id, [...(samples.get(id) ?? []), { name, matches, events: built.events }]);
    }
  }
  return { find: (id) => samples.get(id) ?? [], unreadable };
}

function usualFolders(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => usualFolderOf(path) ?? []))];
}

function usualFolderOf(path: string): string | undefined {
  const last = projectFolderOf(resolve(path));
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const candidate = join(folder, usualFolder);
    if (existsSync(candidate)) return candidate;
    if (folder === last || folder === dirname(folder)) return undefined;
  }
}
