import type { FieldMapping } from '../../../fields/field-type.js';
import type { CheckContext } from '../../language.js';
import { type EsqlType, typeOfMapping } from '../types.js';

/** The known fields of the indices that a query reads. */
export interface EsqlSchema {
  /** Returns the type of a field, or undefined if it is unknown. */
  typeOf(name: string): EsqlType | undefined;
  /** Returns Elasticsearch's name of a mapping type for which ES|QL has no values. */
  unsupportedType?(name: string): string | undefined;
  /** Returns the types of a field whose mappings differ between indices, each with its indices. */
  conflictOf?(name: string): ReadonlyMap<string, readonly string[]> | undefined;
  /** Whether an unknown name is an error. */
  readonly isComplete: boolean;
  names?(): Iterable<string>;
  /** Returns the columns of a lookup table or enrich policy, as far as they are known. */
  table?(name: string): readonly TableColumn[] | undefined;
}

export interface TableColumn {
  readonly name: string;
  readonly type: EsqlType;
  /** Set if the type is only inferred from the values. */
  readonly isGuessed?: boolean;
}

/** A schema that knows nothing: any field may exist, with any type. */
export const openSchema: EsqlSchema = { typeOf: () => undefined, isComplete: false };

/** Types that mean that a field differs from what its name suggests, or that its values are unknown. */
const vague: ReadonlySet<FieldMapping['type']> = new Set(['object', 'other', 'nested']);

/** Returns the schema for checking rules. Unmapped fields have an unknown type. */
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
