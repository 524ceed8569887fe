import { dirname } from 'node:path';
import { pathBelow, withSlashes } from '../../files/path-below.js';
import { isIgnored, type LintConfiguration } from '../../lint/configuration.js';
import { type FoundConfiguration, findConfiguration, pathInConfiguration } from '../../lint/files.js';
import { checkoutOf } from './checkouts.js';
import type { Surroundings } from './recognise.js';
import { pathInWorkspace } from './workspace.js';

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

/**
 * The configuration of checks for a file, searched upwards from its folder as the command line does; `off` where the
 * configuration leaves it out.
 */
export function lintConfigurationFor(path: string): LintConfiguration | 'off' {
  const found = configurationFor(path);
  const ignored =
    found.path !== undefined && isIgnored(pathInConfiguration(path, found), found.configuration);
  return ignored ? 'off' : found.configuration;
}

/**
 * The path that checks and the patterns of the configuration look at: from the folder of the configuration, or else of the
 * checkout, or else from the workspace folder.
 */
export function pathForChecks(path: string, around: Surroundings): string {
  const found = configurationFor(path);
  if (found.path !== undefined) return pathInConfiguration(path, found);
  const checkout = checkoutOf(path)?.checkout.folder;
  return checkout === undefined
    ? pathInWorkspace(path, around)
    : (pathBelow(checkout, path) ?? withSlashes(path));
}

/** Configurations changed, came or went: they are searched again. */
export function forgetConfigurations(): void {
  byFolder.clear();
}
