import type { FieldMapping } from '../../../fields/field-type.js';
import type { CheckContext } from '../../language.js';
import { type EsqlType, typeOfMapping } from '../types.js';

/** What is known of the fields of the indices that a query reads. */
export interface EsqlSchema {
  /** The type of a field; undefined for one that is not known. */
  typeOf(name: string): EsqlType | undefined;
  /** The type of a mapping that ES|QL has no values of, as Elasticsearch calls it. */
  unsupportedType?(name: string): string | undefined;
  /** The types that the indices give a field, where they differ, each with its indices. */
  conflictOf?(name: string): ReadonlyMap<string, readonly string[]> | undefined;
  /** Whether a name that is not known is an error. */
  readonly isComplete: boolean;
  names?(): Iterable<string>;
  /** The columns of a lookup table or enrich policy, as far as they are known. */
  table?(name: string): readonly TableColumn[] | undefined;
}

export interface TableColumn {
  readonly name: string;
  readonly type: EsqlType;
  /** Set when only the values show the type. */
  readonly isGuessed?: boolean;
}

/** Knows nothing: every field may be there, of any type. */
export const openSchema: EsqlSchema = { typeOf: () => undefined, isComplete: false };

/** The types that mean a field that is not what its name says, or whose values are not known. */
const vague: ReadonlySet<FieldMapping['type']> = new Set(['object', 'other', 'nested']);

/** Returns the schema for checking rules. Fields without a mapping have an unknown type. */
export function schemaOf(context: CheckContext): EsqlSchema {
  const { isMapped, knownNames, mappingOf } = context;
  return {
    typeOf(name) {
      const mapping = mappingOf(name);
      if (!mapping) return undefined;
      const exact = mapping.exact === undefined ? undefined : typeOfMapping(mapping.exact);
      if (exact !== undefined && exact !== 'unsupported') return exact;
      return vague.has(mapping.type) ? undefined : typeOfMapping(mapping.type);
    },
    unsupportedType: (name) => {
      const type = mappingOf(name)?.type;
      return type === 'flattened' ? type : undefined;
    },
    isComplete: isMapped !== undefined,
    ...(knownNames ? { names: knownNames } : {}),
  };
}
