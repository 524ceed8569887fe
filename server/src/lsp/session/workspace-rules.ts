import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isTomlFile } from '../../files/file-names.js';
import { pathKey } from '../../files/path-key.js';
import { skippedFolders } from '../../files/skipped-folders.js';
import type { UseIndex } from '../../ide/uses/use-index.js';
import { createUseIndex } from '../../ide/uses/use-index.js';
import { usesOf } from '../../ide/uses/uses-of.js';
import { looksLikeRule } from '../../rule/looks-like-rule.js';
import { type Rule, readRule } from '../../rule/rule.js';
import { createRuleIndex, type RuleIndex, summaryOf } from '../../rule/rule-index.js';
import { parseToml } from '../../toml/document.js';
import type { Surroundings } from './surroundings.js';
import { readRuleFile } from './workspace.js';
import { folderOf, pathInWorkspace } from './workspace-folders.js';

/** Folders nested more deeply are a loop of links. */
const deepest = 64;

/** The rules of the workspace, for checks that compare them. */
export interface WorkspaceRules {
  readonly index: RuleIndex;
  /** What saved rules use. Complete some time after the index of rules. */
  readonly uses: UseIndex;
  /** Returns a rule's path by its key in the index. */
  pathOf(key: string): string;
  /** Reads all folders, one file at a time, so that requests are answered in between. */
  read(folders: readonly string[]): Promise<void>;
  /** Collects what the already read rules use. */
  readUses(): Promise<void>;
  /** Adds a rule as it is in the editor; undefined for a document that is not a rule. */
  take(file: RuleFile, rule: Rule | undefined): void;
  /** Updates a file that was changed, added or removed on disk. */
  changed(path: string): Promise<void>;
}

interface RuleFile {
  readonly key: string;
  readonly path: string;
}

/**
 * Creates an empty index of rules. `isOpen` returns by key whether a file's editor text is used instead of
 * the disk.
 */
export function createWorkspaceRules(
  around: () => Surroundings,
  isOpen: (key: string) => boolean,
): WorkspaceRules {
  const index = createRuleIndex();
  const uses = createUseIndex();
  const paths = new Map<string, string>();
  /** From then on each change of a file also updates the uses. */
  let followsUses = false;

  function take({ key, path }: RuleFile, rule: Rule | undefined): void {
    index.set(key, rule && summaryOf(rule, pathInWorkspace(path, around())));
    if (rule) paths.set(key, path);
  }

  const mayRead = (path: string): boolean => folderOf(path, around()) !== undefined;

  async function read(path: string, isAllowed: boolean): Promise<void> {
    const key = pathKey(path);
    if (isOpen(key) && !followsUses) return;
    const text = isAllowed ? await readRuleFile(path) : undefined;
    const rule = text !== undefined && looksLikeRule(text) ? readRule(parseToml(text)) : undefined;
    // It may have been opened while it was read.
    if (!isOpen(key)) take({ key, path }, rule);
    if (followsUses) uses.set(key, rule && usesOf(rule));
  }

  async function readFolder(folder: string, depth: number): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (depth < deepest && !skippedFolders.has(entry.name)) await readFolder(path, depth + 1);
      } else if (isTomlFile(entry.name)) {
        // A link can lead out of the workspace.
        await read(path, entry.isFile() || mayRead(path));
      }
    }
  }

  return {
    index,
    uses,
    pathOf: (key) => paths.get(key) ?? key,
    take,
    changed: (path) => read(path, mayRead(path)),
    async readUses() {
      followsUses = true;
      for (const { key } of [...index.all()]) {
        if (uses.has(key)) continue;
        const text = await readRuleFile(paths.get(key) ?? key);
        if (text !== undefined) uses.set(key, usesOf(readRule(parseToml(text))));
      }
    },
    async read(folders) {
      for (const folder of folders) await readFolder(folder, 0);
    },
  };
}
