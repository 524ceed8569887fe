import type { RuleIndex } from '../../rule/rule-index.js';
import type { Checkouts } from './checkouts.js';
import type { Inventories } from './inventories.js';
import type { LintSettings } from './lint-settings.js';
import type { Settings } from './settings.js';
import type { WorkspaceFolders } from './workspace-folders.js';

/** The context that, besides its text, determines how a document is read. */
export interface Surroundings extends WorkspaceFolders {
  readonly settings: Settings;
  /** Keys of documents that the user declared rules. */
  readonly treatedAsRules: ReadonlySet<string>;
  /** The rules of the workspace by the key of their path, as far as they were read. */
  readonly rules: RuleIndex;
  /** Returns the path of a rule in the workspace. */
  pathOfRule(key: string): string;
  readonly checkouts: Checkouts;
  readonly inventories: Inventories;
  readonly lintSettings: LintSettings;
}
