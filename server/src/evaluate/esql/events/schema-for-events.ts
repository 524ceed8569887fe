import { type EsqlSchema, schemaOf } from '../../../query/esql/resolve/schema.js';
import type { EsqlType } from '../../../query/esql/types.js';
import type { PlanContext } from '../../plan/plan-context.js';
import type { List } from '../../storage/storage.js';
import { accessField, type EventObject } from '../../values/access.js';
import type { LookupTable } from '../stage.js';

/** Only these first events are used to infer a field's type. */
const mostLookedAt = 1_024;

/** The known fields, and those inferred from values. */
export interface EventSchema extends EsqlSchema {
  /** Returns the type of a field, or `unknown` if it is neither mapped nor in any event. */
  seenTypeOf(name: string): EsqlType;
}

/**
 * Returns the types of fields: mapped types first, then those inferred from values
 * (docs/library.md#types-of-fields). Without events any name can be a field, unless the query is checked
 * strictly.
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

/** Returns the columns that a table adds. For a policy, these are its enrich fields. */
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
