import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withSlashes } from '../../files/path-below.js';
import { nearestExisting } from '../../files/path-key.js';
import { filesBelow } from './read-files.js';

/** The paths of a checkout's settings, for detection-rules itself and for a folder of custom rules. */
export const configurationPaths = { prebuilt: 'detection_rules/etc/_config.yaml', custom: '_config.yaml' };

const signs = [configurationPaths.prebuilt, 'detection_rules/etc/version.lock.json'];

/** Returns the folder of the checkout that contains a folder, with `/`. */
export function findCheckoutFolder(folder: string): string | undefined {
  for (let current = nearestExisting(folder); ; current = dirname(current)) {
    if (signs.some((sign) => existsSync(join(current, sign))) || isCustom(current))
      return withSlashes(current);
    if (dirname(current) === current) return undefined;
  }
}

/** Other tools have a `_config.yaml` too. That of detection-rules names the folders of rules. */
function isCustom(folder: string): boolean {
  const text = filesBelow(folder, undefined).text(configurationPaths.custom);
  return text !== undefined && /^rule_dirs\s*:/m.test(text);
}
