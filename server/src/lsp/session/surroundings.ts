import type { RuleIndex } from '../../rule/rule-index.js';
import type { Checkouts } from './checkouts.js';
import type { Inventories } from './inventories.js';
import type { LintSettings } from './lint-settings.js';
import type { Settings } from './settings.js';
import type { WorkspaceFolders } from './workspace-folders.js';

/** What decides how a document is read, beside its text. */
export interface Surroundings extends WorkspaceFolders {
  readonly settings: Settings;
  /** Keys of documents that the user called rules. */
  readonly treatedAsRules: ReadonlySet<string>;
  /** The rules of the workspace by the key of their path, as far as they have been read. */
  readonly rules: RuleIndex;
  /** The path of a rule of the workspace. */
  pathOfRule(key: string): string;
  readonly checkouts: Checkouts;
  readonly inventories: Inventories;
  readonly lintSettings: LintSettings;
}
