import { type EsqlSchema, schemaOf } from '../../../query/esql/resolve/schema.js';
import type { EsqlType } from '../../../query/esql/types.js';
import type { PlanContext } from '../../plan/plan-context.js';
import type { List } from '../../storage/storage.js';
import { accessField, type EventObject } from '../../values/access.js';
import type { LookupTable } from '../stage.js';

/** Events beyond these are not looked at for the type of a field. */
const mostLookedAt = 1_024;

/** What is known of fields, and what their values show. */
export interface EventSchema extends EsqlSchema {
  /** The type of a field; `unknown` for one that is neither mapped nor in any of the events. */
  seenTypeOf(name: string): EsqlType;
}

/**
 * The types of fields: those that are mapped, then what the values are (docs/library.md#types-of-fields). Without
 * events all names can be fields, unless the query is checked strictly.
 */
export function schemaForEvents(
  { mappingOf, tables }: PlanContext,
  events: List<EventObject>,
  strict?: { readonly isMapped: (name: string) => boolean; readonly knownNames: () => Iterable<string> },
): EventSchema {
  const known = schemaOf({ mappingOf });
  const looked = firstOf(events);
  const inferred = new Map<string, EsqlType | undefined>();
  const infer = (name: string): EsqlType | undefined => {
    if (inferred.has(name)) return inferred.get(name);
    const type = typeOfValues(name, looked);
    inferred.set(name, type);
    return type;
  };
  const table = (name: string): LookupTable['columns'] | undefined => tableFields(tables?.get(name));
  return {
    ...known,
    seenTypeOf: (name) => known.typeOf(name) ?? infer(name) ?? 'unknown',
    typeOf: (name) =>
      known.typeOf(name) ??
      infer(name) ??
      (strict && !strict.isMapped(name) ? undefined : events.length > 0 ? 'keyword' : undefined),
    isComplete: strict !== undefined,
    ...(strict ? { names: strict.knownNames } : {}),
    ...(tables ? { table } : {}),
  };
}

/** The columns that a table adds: of a policy those that it enriches with. */
function tableFields(table: LookupTable | undefined): LookupTable['columns'] | undefined {
  const fields = table?.policy?.enrichFields;
  return fields ? table.columns.filter(({ name }) => fields.includes(name)) : table?.columns;
}

function firstOf(events: List<EventObject>): readonly EventObject[] {
  const length = Math.min(events.length, mostLookedAt);
  return Array.from({ length }, (_, number) => events.at(number)!);
}

function typeOfValues(name: string, events: readonly EventObject[]): EsqlType | undefined {
  const access = accessField(name);
  let found: EsqlType | undefined;
  for (const event of events)
    for (const raw of access.all(event)) {
      const type = typeOfRaw(raw);
      if (found === 'long' && type === 'double') return 'double';
      found ??= type;
      if (found !== 'long') return found;
    }
  return found;
}

function typeOfRaw(raw: unknown): EsqlType {
  if (typeof raw === 'boolean') return 'boolean';
  if (typeof raw === 'bigint') return 'long';
  if (typeof raw === 'number') return Number.isInteger(raw) ? 'long' : 'double';
  return 'keyword';
}
