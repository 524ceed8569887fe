/** What was learned of a field, in the form of the file. */
export type WrittenField = Readonly<Record<string, unknown>>;

/** A field whose values are all known. */
export function counted(values: Readonly<Record<string, number>>, more: WrittenField = {}): WrittenField {
  const documents = Object.values(values).reduce((sum, count) => sum + count, 0);
  return { type: 'keyword', documents, distinct: Object.keys(values).length, values, ...more };
}

export interface LearnedRule {
  readonly type?: string;
  readonly language?: string;
  /** Further keys of the rule. */
  readonly keys?: string;
  /** The sources, in the form of the file; one called `logs-doors-default` when only its fields are given. */
  readonly sources?: Readonly<Record<string, unknown>>;
  readonly fields?: Readonly<Record<string, WrittenField>>;
}

/** A rule beside what was learned of its index, as `readExample` reads it; the query may have markers. */
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
