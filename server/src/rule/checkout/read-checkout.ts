import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathBelow, withSlashes } from '../../files/path-below.js';
import { nearestExisting, pathKey } from '../../files/path-key.js';
import { type Checkout, type CheckoutFiles, configurationPaths, openCheckout } from './checkout.js';

/** Larger files are no data of a checkout. */
const largest = 64 * 1024 * 1024;

const signs = [configurationPaths.prebuilt, 'detection_rules/etc/version.lock.json'];

/** The checkout of detection-rules, or folder of custom rules, that a folder lies in; undefined outside of any. */
export function findCheckout(folder: string): Checkout | undefined {
  const found = findCheckoutFolder(folder);
  return found === undefined ? undefined : openCheckoutAt(found);
}

/** The folder of the checkout that a folder lies in, with `/`. */
export function findCheckoutFolder(folder: string): string | undefined {
  for (let current = nearestExisting(folder); ; current = dirname(current)) {
    if (signs.some((sign) => existsSync(join(current, sign))) || isCustom(current))
      return withSlashes(current);
    if (dirname(current) === current) return undefined;
  }
}

/** Opens the checkout in a folder. `environment` holds `DR_BYPASS_*` and the like. */
export function openCheckoutAt(
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Checkout {
  return openCheckout(folder, filesBelow(folder, environment.DETECTION_RULES_TEST_CONFIG), environment);
}

/** Other tools have a `_config.yaml` too; that of detection-rules names the folders of rules. */
function isCustom(folder: string): boolean {
  const text = filesBelow(folder, undefined).text(configurationPaths.custom);
  return text !== undefined && /^rule_dirs\s*:/m.test(text);
}

/** Files below a folder; what a configuration names outside of it is not read, but for the one that the user names. */
function filesBelow(folder: string, named: string | undefined): CheckoutFiles {
  const isWrittenBelow = (file: string): boolean => pathBelow(folder, file) !== undefined;
  const isBelow = (file: string): boolean => pathBelow(pathKey(folder), pathKey(file)) !== undefined;
  const bytes = (path: string): Buffer | undefined => {
    try {
      const file = resolve(folder, path);
      const isAllowed = path === named;
      // Before anything else: on Windows, to look for a file of another computer is to sign in there.
      if (!isAllowed && !isWrittenBelow(file)) return undefined;
      const status = statSync(file);
      if (!status.isFile() || status.size > largest) return undefined;
      return isAllowed || isBelow(file) ? readFileSync(file) : undefined;
    } catch {
      return undefined;
    }
  };
  const list = (path: string): string[] => {
    try {
      const found = resolve(folder, path);
      return isWrittenBelow(found) && isBelow(found) ? readdirSync(found) : [];
    } catch {
      return [];
    }
  };
  return { bytes, list, text: (path) => bytes(path)?.toString('utf8') };
}
