/** The learned data of a field, in the format of the file. */
export type WrittenField = Readonly<Record<string, unknown>>;

/** Returns a field whose values are all known. */
export function counted(values: Readonly<Record<string, number>>, more: WrittenField = {}): WrittenField {
  const documents = Object.values(values).reduce((sum, count) => sum + count, 0);
  return { type: 'keyword', documents, distinct: Object.keys(values).length, values, ...more };
}

export interface LearnedRule {
  readonly type?: string;
  readonly language?: string;
  /** Further keys of the rule. */
  readonly keys?: string;
  /**
   * The sources, in the format of the file. If only fields are given, there is one source,
   * `logs-doors-default`.
   */
  readonly sources?: Readonly<Record<string, unknown>>;
  readonly fields?: Readonly<Record<string, WrittenField>>;
}

/**
 * Returns a rule with the learned fields of its index, as `readExample` reads it; the query may have markers.
 */
export function learnedRule(
  query: string,
  { type = 'eql', language = 'eql', keys = '', sources, fields = {} }: LearnedRule,
): string {
  const learned = sources ?? { 'logs-doors-default': { documents: 5_000, fields } };
  return `#- rules/door.toml
[rule]
type = "${type}"
language = "${language}"
${keys === '' ? 'index = ["logs-doors-*"]' : keys}
query = '''
${query}
'''
#- .rulewright/fields.json
${JSON.stringify({ version: 1, sources: learned })}`;
}
