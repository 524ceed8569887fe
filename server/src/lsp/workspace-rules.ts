import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { UseIndex } from '../ide/uses/use-index.js';
import { looksLikeRule } from '../rule/looks-like-rule.js';
import { type Rule, readRule } from '../rule/rule.js';
import { createRuleIndex, type RuleIndex, summaryOf } from '../rule/rule-index.js';
import { parseToml } from '../toml/document.js';
import { createUseIndex, usesOf } from './features.js';
import type { Surroundings } from './recognise.js';
import { pathInWorkspace } from './workspace.js';

const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '__pycache__', '.venv']);
/** Larger files are no rules. */
const largest = 16 * 1024 * 1024;
/** Folders nested more deeply are a loop of links. */
const deepest = 64;

/** The rules of the workspace, for checks that compare them. */
export interface WorkspaceRules {
  readonly index: RuleIndex;
  /** What rules use, as they are saved; it is complete some time after the index of rules. */
  readonly uses: UseIndex;
  /** Reads all folders, a file at a time, so that requests are answered in between. */
  read(folders: readonly string[]): Promise<void>;
  /** Finds out what the rules use that were read before. */
  readUses(): Promise<void>;
  /** Takes in a rule as it stands in the editor; undefined for a document that is none. */
  take(path: string, rule: Rule | undefined): void;
  /** A file changed, came or went on disk. */
  changed(path: string): Promise<void>;
}

/** An empty index of rules. `isOpen` tells files that count as they stand in the editor. */
export function createWorkspaceRules(
  around: () => Surroundings,
  isOpen: (path: string) => boolean,
): WorkspaceRules {
  const index = createRuleIndex();
  const uses = createUseIndex();
  /** From then on each change of a file counts for the uses too. */
  let followsUses = false;

  function take(path: string, rule: Rule | undefined): void {
    index.set(path, rule && summaryOf(rule, pathInWorkspace(path, around())));
  }

  async function changed(path: string): Promise<void> {
    if (isOpen(path) && !followsUses) return;
    try {
      const { size } = await stat(path);
      const text = size <= largest ? await readFile(path, 'utf8') : '';
      // It may have been opened while it was read.
      const rule = looksLikeRule(text) ? readRule(parseToml(text)) : undefined;
      if (!isOpen(path)) take(path, rule);
      if (followsUses) uses.set(path, rule && usesOf(rule));
    } catch {
      index.set(path, undefined);
      uses.set(path, undefined);
    }
  }

  async function readFolder(folder: string, depth: number): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (depth < deepest && !skippedFolders.has(entry.name)) await readFolder(path, depth + 1);
      } else if (entry.name.endsWith('.toml')) await changed(path);
    }
  }

  return {
    index,
    uses,
    take,
    changed,
    async readUses() {
      followsUses = true;
      for (const { key } of [...index.all()]) {
        if (uses.has(key)) continue;
        const text = await readFile(key, 'utf8').catch(() => undefined);
        if (text !== undefined) uses.set(key, usesOf(readRule(parseToml(text))));
      }
    },
    async read(folders) {
      for (const folder of folders) await readFolder(folder, 0);
    },
  };
}
