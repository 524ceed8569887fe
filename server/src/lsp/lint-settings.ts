import { dirname, relative, sep } from 'node:path';
import { isIgnored, type LintConfiguration } from '../lint/configuration.js';
import { type FoundConfiguration, findConfiguration, pathInConfiguration } from '../lint/files.js';
import { checkoutOf } from './checkouts.js';
import { isBelow, pathOfUri, type Surroundings } from './recognise.js';

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
 * The configuration of checks for a document, searched upwards from its folder as the command line does; undefined
 * where the defaults apply because the document is no file, `off` where the configuration leaves it out.
 */
export function lintConfigurationFor(uri: string): LintConfiguration | 'off' | undefined {
  const path = pathOfUri(uri);
  if (path === undefined) return undefined;
  const found = configurationFor(path);
  const ignored =
    found.path !== undefined && isIgnored(pathInConfiguration(path, found), found.configuration);
  return ignored ? 'off' : found.configuration;
}

/**
 * The path that checks and the patterns of the configuration look at: from the folder of the configuration, or else of the
 * checkout, or else from the workspace folder.
 */
export function pathForChecks(uri: string, { workspaceFolders }: Surroundings): string | undefined {
  const path = pathOfUri(uri);
  if (path === undefined) return undefined;
  const found = configurationFor(path);
  if (found.path !== undefined) return pathInConfiguration(path, found);
  const checkout = checkoutOf(path)?.checkout.folder;
  const folder = checkout ?? workspaceFolders.find((candidate) => isBelow(path, candidate));
  return (folder === undefined ? path : relative(folder, path)).split(sep).join('/');
}

/** Configurations changed, came or went: they are searched again. */
export function forgetConfigurations(): void {
  byFolder.clear();
}
