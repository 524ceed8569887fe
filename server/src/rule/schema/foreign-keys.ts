/** A key of `[rule]` that has this name in Kibana but not in rule files. */
export interface ForeignKey {
  /** The corresponding key in a rule file. Undefined for a key that Kibana adds on export. */
  readonly meant?: string;
  /** How it is written. */
  readonly help: string;
}

const newTerms: ForeignKey = {
  meant: 'new_terms',
  help: 'Write [rule.new_terms] with field = "new_terms_fields" and value = ["…"], and below it [[rule.new_terms.history_window_start]] with field = "history_window_start" and value = "now-7d".',
};

const exported: ForeignKey = { help: 'Kibana exports it, but a rule file does not have it.' };

/** Keys of Kibana's API that people copy into rule files (docs/semantics/rule-types.md#keys-of-the-api). */
export const foreignKeys: Readonly<Record<string, ForeignKey>> = {
  new_terms_fields: newTerms,
  history_window_start: newTerms,
  created_at: exported,
  created_by: exported,
  execution_summary: exported,
  id: exported,
  immutable: exported,
  outcome: exported,
  output_index: exported,
  revision: exported,
  rule_source: exported,
  updated_at: exported,
  updated_by: exported,
};
