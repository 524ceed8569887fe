import { analyse } from '../../analysis/analyse.js';
import type { Analysis } from '../../analysis/analysis.js';
import type { Place } from './recognise.js';
import type { Surroundings } from './surroundings.js';

/** Starts the analysis of one version of a rule. */
export function analyseRule(
  text: string,
  { path: file, key }: Pick<Place, 'path' | 'key'>,
  around: Surroundings,
): Analysis {
  if (file === undefined) return analyse(text);
  const { checkouts, lintSettings } = around;
  const open = checkouts.of(file);
  return analyse(text, {
    path: lintSettings.pathForChecks(file, around),
    // The command line does not read rules that the configuration ignores.
    others: around.rules.without(key, (other) => lintSettings.for(around.pathOfRule(other)) !== 'off'),
    fieldPlan: () => open?.plan,
    attack: () => open?.attack,
    inventory: around.inventories.of(file),
    ...(open ? { checkout: open.checkout } : {}),
  });
}
