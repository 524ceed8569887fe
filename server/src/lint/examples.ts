import { metadataKeys } from '../rule/schema/metadata.js';

/** An example as a whole rule file. */
export interface CompleteExample {
  readonly text: string;
  /** Offset in the file of the first character of the example. */
  readonly start: number;
}

const metadataLines = [
  'creation_date = "2026/01/05"',
  'updated_date = "2026/01/05"',
  'maturity = "production"',
];
const ruleLines = [
  'author = ["Rulewright"]',
  'description = "An example."',
  'name = "Example"',
  'risk_score = 47',
  'rule_id = "00000000-0000-4000-8000-000000000001"',
  'severity = "medium"',
];
const queryLines = ['type = "eql"', 'language = "eql"'];
const anyQuery = `query = '''\nprocess where process.name == "example"\n'''`;

/**
 * Makes a whole rule of the example of a lint, which is one of: a file (it has the header `[rule]` or `[metadata]`),
 * keys of `[rule]` or `[metadata]`, tables below `[rule]`, or an EQL query.
 */
export function completeExample(example: string): CompleteExample {
  if (/^[ \t]*\[(?:rule|metadata)\][ \t]*$/m.test(example)) return { text: example, start: 0 };
  const keys = [...example.matchAll(/^([a-z_]+)[ \t]*=/gm)].map((match) => match[1]!);
  const without = (lines: readonly string[]): string[] =>
    lines.filter((line) => !keys.includes(line.split(' ')[0]!));
  const first = example.trimStart();

  if (first.startsWith('[[') || /^\[[\w.]+\]/.test(first)) {
    return assemble(
      [metadata(metadataLines), rule([...ruleLines, ...queryLines, anyQuery])],
      `${example}\n`,
      [],
    );
  }
  if (keys.length > 0 && /^[a-z_]+[ \t]*=/.test(first)) {
    if (keys.every((key) => Object.hasOwn(metadataKeys, key))) {
      const before = metadata(without(metadataLines));
      return assemble([before], `${example}\n`, [rule([...ruleLines, ...queryLines, anyQuery])]);
    }
    const typed = keys.includes('type') ? [] : queryLines;
    const query = keys.includes('query') || keys.includes('type') ? [] : [anyQuery];
    return assemble(
      [metadata(metadataLines), rule(without([...ruleLines, ...typed, ...query]))],
      `${example}\n`,
      [],
    );
  }
  return assemble(
    [metadata(metadataLines), rule([...ruleLines, ...queryLines]), "query = '''\n"],
    `${example}\n`,
    ["'''\n"],
  );
}

function metadata(lines: readonly string[]): string {
  return `[metadata]\n${lines.join('\n')}\n`;
}

function rule(lines: readonly string[]): string {
  return `[rule]\n${lines.join('\n')}\n`;
}

function assemble(before: readonly string[], example: string, after: readonly string[]): CompleteExample {
  const head = before.join('');
  return { text: head + example + after.join(''), start: head.length };
}
