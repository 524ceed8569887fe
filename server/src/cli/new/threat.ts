import type { NewRuleOptions } from '../../ide/new-rule/new-rule.js';
import { tacticName, tactics, techniqueOf, techniques } from '../../rule/attack/attack.js';
import { nearestNames } from '../../text/nearest.js';
import { type ParsedOptions, UsageError } from '../options.js';

/**
 * Returns the threat of `--tactic` and `--technique`: the tactic by id or name, and the technique by id.
 * Without a tactic, uses the technique's first one. Throws a {@link UsageError} for ids that ATT&CK does not
 * have.
 */
export function readThreat(options: ParsedOptions): Pick<NewRuleOptions, 'tactic' | 'technique'> {
  const technique = options.text('technique');
  const found = technique === undefined ? undefined : techniqueOf(technique);
  if (technique !== undefined && !found) throw unknownThreat('technique', technique, techniques);
  const given = options.text('tactic');
  const tactic = given === undefined ? found?.tactics[0] : tacticIdOf(given);
  return { ...(tactic === undefined ? {} : { tactic }), ...(technique === undefined ? {} : { technique }) };
}

function tacticIdOf(given: string): string {
  if (tacticName(given) !== undefined) return given;
  const [id] = Object.entries(tactics).find(([, name]) => name.toLowerCase() === given.toLowerCase()) ?? [];
  if (id === undefined) throw unknownThreat('tactic', given, tactics);
  return id;
}

function unknownThreat(
  noun: string,
  given: string,
  known: Readonly<Record<string, string | { readonly name: string }>>,
): UsageError {
  const names = Object.entries(known).flatMap(([id, entry]) => [
    id,
    typeof entry === 'string' ? entry : entry.name,
  ]);
  const [near] = nearestNames(given, names);
  return new UsageError(
    `ATT&CK has no ${noun} "${given}"`,
    near === undefined ? undefined : `did you mean ${near}?`,
  );
}
