import { once } from '../../../text/once.js';
import type { Maturity } from '../commands.js';
import { addressesFunctions } from './addresses.js';
import { aggregatesFunctions } from './aggregates.js';
import { conditionsFunctions } from './conditions.js';
import { conversionsFunctions } from './conversions.js';
import { datesFunctions } from './dates.js';
import { geoFunctions } from './geo.js';
import { groupingFunctions } from './grouping.js';
import { multivaluesFunctions } from './multivalues.js';
import { numbersFunctions } from './numbers.js';
import { othersFunctions } from './others.js';
import type { FunctionKind, FunctionRow, ListBehaviour } from './row.js';
import { searchFunctions } from './search.js';
import { type Parameter, readParameters } from './signature.js';
import { stringsFunctions } from './strings.js';

/** An ES|QL function, with the details for checks, completion, hovers and evaluation. */
export interface EsqlFunction {
  /** In lower case. */
  readonly name: string;
  readonly kind: FunctionKind;
  readonly parameters: readonly Parameter[];
  /** A type, `=n` for the type of an argument, or the name of a special rule. */
  readonly result: string;
  readonly lists: ListBehaviour;
  readonly since: string | undefined;
  readonly maturity: Maturity;
  readonly summary: string;
  /** Whether its arguments are not checked, because rules do not use it. */
  readonly isOpaque: boolean;
}

const rows: readonly FunctionRow[] = [
  ...stringsFunctions,
  ...conditionsFunctions,
  ...numbersFunctions,
  ...datesFunctions,
  ...addressesFunctions,
  ...multivaluesFunctions,
  ...conversionsFunctions,
  ...geoFunctions,
  ...searchFunctions,
  ...aggregatesFunctions,
  ...groupingFunctions,
  ...othersFunctions,
];

const rowOfName = once(
  () =>
    new Map(rows.flatMap((row) => [row.name, ...(row.aliases ?? [])].map((name) => [name, row] as const))),
);
const read = new Map<FunctionRow, EsqlFunction>();

function functionOf(row: FunctionRow): EsqlFunction {
  const known = read.get(row);
  if (known) return known;
  const made: EsqlFunction = {
    name: row.name,
    kind: row.kind ?? 'scalar',
    parameters: row.takes === '...' ? [] : readParameters(row.takes, row.parameters ?? ''),
    result: row.gives,
    lists: row.lists ?? 'null',
    since: row.since,
    maturity: row.maturity ?? 'released',
    summary: row.summary,
    isOpaque: row.takes === '...',
  };
  read.set(row, made);
  return made;
}

/** Returns the function with a name or alias in any case, or undefined if it does not exist. */
export function esqlFunction(name: string): EsqlFunction | undefined {
  const row = rowOfName().get(name.toLowerCase());
  return row && functionOf(row);
}

/** Returns all names and aliases, to suggest one for an unknown name. */
export function esqlFunctionNames(): readonly string[] {
  return [...rowOfName().keys()];
}
