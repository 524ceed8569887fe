import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { looksLikeRule } from '../rule/looks-like-rule.js';
import { type Rule, readRule } from '../rule/rule.js';
import { createRuleIndex, type RuleIndex, summaryOf } from '../rule/rule-index.js';
import { parseToml } from '../toml/document.js';
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
  /** Reads all folders, a file at a time, so that requests are answered in between. */
  read(folders: readonly string[]): Promise<void>;
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

  function take(path: string, rule: Rule | undefined): void {
    index.set(path, rule && summaryOf(rule, pathInWorkspace(path, around())));
  }

  async function changed(path: string): Promise<void> {
    if (isOpen(path)) return;
    try {
      const { size } = await stat(path);
      const text = size <= largest ? await readFile(path, 'utf8') : '';
      // It may have been opened while it was read.
      if (!isOpen(path)) take(path, looksLikeRule(text) ? readRule(parseToml(text)) : undefined);
    } catch {
      index.set(path, undefined);
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
    take,
    changed,
    async read(folders) {
      for (const folder of folders) await readFolder(folder, 0);
    },
  };
}
