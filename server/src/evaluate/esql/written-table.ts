/** A lookup table or enrich policy in the library's input format. */
export interface WrittenTable {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly policy?: {
    readonly type: string;
    readonly match_field: string;
    readonly enrich_fields: readonly string[];
  };
}
