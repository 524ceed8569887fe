import { dirname } from 'node:path';
import { pathBelow, withSlashes } from '../../files/path-below.js';
import { isIgnored, type LintConfiguration } from '../../lint/configuration.js';
import { type FoundConfiguration, findConfiguration, pathInConfiguration } from '../../lint/files.js';
import type { Checkouts } from './checkouts.js';
import { pathInWorkspace, type WorkspaceFolders } from './workspace-folders.js';

/** The check configurations that apply to a session's files. */
export interface LintSettings {
  /**
   * Returns the configuration for a file, searched upwards from its folder as the command line does; `off` if
   * the configuration ignores the file.
   */
  for(path: string): LintConfiguration | 'off';
  /**
   * Returns the path that checks and configuration patterns use: from the configuration's folder, or else
   * from the checkout, or else from the workspace folder.
   */
  pathForChecks(path: string, folders: WorkspaceFolders): string;
  /** Searches configurations again after one was changed, added or removed. */
  forget(): void;
}

export function createLintSettings(checkouts: Checkouts): LintSettings {
  const byFolder = new Map<string, FoundConfiguration>();
  function configurationFor(path: string): FoundConfiguration {
    const folder = dirname(path);
    let found = byFolder.get(folder);
    if (!found) {
      found = findConfiguration(folder);
      byFolder.set(folder, found);
    }
    return found;
  }
  return {
    for(path) {
      const found = configurationFor(path);
      const ignored =
        found.path !== undefined && isIgnored(pathInConfiguration(path, found), found.configuration);
      return ignored ? 'off' : found.configuration;
    },
    pathForChecks(path, folders) {
      const found = configurationFor(path);
      if (found.path !== undefined) return pathInConfiguration(path, found);
      const checkout = checkouts.of(path)?.checkout.folder;
      return checkout === undefined
        ? pathInWorkspace(path, folders)
        : (pathBelow(checkout, path) ?? withSlashes(path));
    },
    forget: () => byFolder.clear(),
  };
}
