import { type Checkout, openCheckout } from './checkout.js';
import { filesBelow } from './read-files.js';
import { findCheckoutFolder } from './read-folder.js';

/**
 * Returns the checkout of detection-rules, or folder of custom rules, that contains a folder. Returns
 * undefined outside any.
 */
export function findCheckout(folder: string): Checkout | undefined {
  const found = findCheckoutFolder(folder);
  return found === undefined ? undefined : openCheckoutAt(found);
}

/** Opens the checkout in a folder. `environment` has `DR_BYPASS_*` and similar variables. */
export function openCheckoutAt(
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Checkout {
  return openCheckout(folder, filesBelow(folder, environment.DETECTION_RULES_TEST_CONFIG), environment);
}
