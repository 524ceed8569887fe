/** A key that the fake stacks accept. */
export const fakeKey = 'ZmFrZS1pZDpmYWtlLWtleS1vZi10aGUtdGVzdA==';

export interface RuleTextOptions {
  readonly name?: string;
  readonly id?: string;
  readonly severity?: string;
  readonly type?: string;
  readonly language?: string;
  readonly query?: string;
  /** Omitted if undefined. */
  readonly from?: string;
}

/**
 * Returns the text of a rule for tests on a fake stack; tables can be appended. An ES|QL query gets no index.
 */
export function ruleText({
  name = 'Cat',
  id = '11111111-1111-4111-8111-111111111111',
  severity = 'low',
  type = 'query',
  language = 'kuery',
  query = 'process.name : "cat"',
  from,
}: RuleTextOptions = {}): string {
  const lines = [
    '[metadata]',
    'creation_date = "2026/01/01"',
    'maturity = "production"',
    'updated_date = "2026/01/01"',
    '',
    '[rule]',
    'author = ["A"]',
    'description = "Looks for it."',
    ...(from === undefined ? [] : [`from = "${from}"`]),
    ...(language === 'esql' ? [] : ['index = ["logs-*"]']),
    `language = "${language}"`,
    'license = "L"',
    `name = "${name}"`,
    'risk_score = 21',
    `rule_id = "${id}"`,
    `severity = "${severity}"`,
    `type = "${type}"`,
    "query = '''",
    query,
    "'''",
  ];
  return `${lines.join('\n')}\n`;
}
