import { NotEvaluable } from '../failure.js';
import type { Environment, LookupTable } from '../stage.js';

/** Returns the table that a command reads. Throws a {@link NotEvaluable} if it is not supplied. */
export function tableOf(
  name: string,
  environment: Environment,
  at: { readonly start: number; readonly end: number },
): LookupTable {
  const table = environment.table(name);
  if (table) return table;
  throw new NotEvaluable(`missing table [${name}]`, at.start, at.end);
}
