/** A learned field of one index. */
export interface LearnedField {
  /** Elasticsearch type: that of the mapping, else that of ECS, else the one that JSON suggests. */
  readonly type: string;
  /** Set if the type comes from a mapping or from `_field_caps`. */
  readonly mapped?: true;
  /** Number of documents with a value; undefined if only a mapping was read. */
  readonly documents?: number;
  /** Number of documents with more than one value. */
  readonly several?: number;
  /** Number of documents by JSON type, if there is more than one. */
  readonly kinds?: Readonly<Record<string, number>>;
  /** Number of different values; undefined if there were too many to count. */
  readonly distinct?: number;
  /** The most frequent values and all their variants in letter case, most frequent first. */
  readonly values?: ReadonlyMap<string, number>;
}

/** Time between `@timestamp` and `event.ingested`, in seconds. */
export interface IngestLag {
  readonly documents: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * The kind of a source's name: `index`: an index, data stream or pattern; `dataset`: only the data set is
 * known; `any`: the events name neither.
 */
export type SourceKind = 'index' | 'dataset' | 'any';

/** The learned fields of one index or data set. */
export interface LearnedSource {
  readonly name: string;
  readonly kind: SourceKind;
  /** Undefined if only a mapping was read. */
  readonly documents?: number;
  /** First and last `@timestamp`, ISO 8601. */
  readonly first?: string;
  readonly last?: string;
  readonly lag?: IngestLag;
  readonly fields: ReadonlyMap<string, LearnedField>;
}

/** Facts about a field from all sources that a rule reads. */
export interface FieldFacts {
  /** Number of documents with a value. */
  readonly documents: number;
  readonly several: number;
  /** The type, if all mappings agree on it. */
  readonly mappedType: string | undefined;
  /** The most frequent values, most frequent first. */
  readonly values: ReadonlyMap<string, number>;
  /** Whether all values that occur are listed. */
  readonly allListed: boolean;
}

/** The format version of the file. */
export const inventoryVersion = 1;

/** Path of a project's inventory, from the configuration's folder. */
export const inventoryPath = '.rulewright/fields.json';
