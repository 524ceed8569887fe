import { createFieldPlan, type FieldPlan } from '../fields/checkout/field-plan.js';
import { prepareSchemasNow } from '../fields/checkout/prepare-schemas.js';
import { createInventory, type Inventory } from '../fields/inventory/create-inventory.js';
import { inventoryPath } from '../fields/inventory/inventory.js';
import { parseInventory } from '../fields/inventory/parse-inventory.js';
import { type Checkout, openCheckout } from '../rule/checkout/checkout.js';
import type { CheckoutFiles } from '../rule/checkout/checkout-files.js';
import { type Rule, readRule } from '../rule/rule.js';
import { createRuleIndex, type OtherRules, summaryOf } from '../rule/rule-index.js';
import { metadataKeys } from '../rule/schema/metadata.js';
import { parseToml } from '../toml/document.js';

/** An example as a complete rule file. */
export interface CompleteExample {
  readonly text: string;
  /** The offset in the file of the first character of the example. */
  readonly start: number;
}

/** An example with the files around it. */
export interface ExampleWorkspace extends CompleteExample {
  /** The example without the lines that name files. */
  readonly written: string;
  readonly path?: string;
  readonly checkout?: Checkout;
  readonly others?: OtherRules;
  /** The fields of the checkout. */
  readonly fieldPlan?: () => FieldPlan;
  /** What was learned from data. */
  readonly inventory?: Inventory;
  /** The text of the file before it was changed. */
  readonly before?: string;
}

/** A line that names the file whose text follows. */
const fileLine = /^#- (\S+)[ \t]*\n/gm;

/**
 * Reads an example that may consist of several files, each below a line `#- path`. The first is the rule to
 * check, and other rules are its neighbours. Everything else is in a checkout of detection-rules, where
 * `x.json` also serves as `x.json.gz`, except `.rulewright/fields.json`, which is what was learned from data.
 * The path `before` has the rule as it was.
 */
export function readExample(example: string): ExampleWorkspace {
  const marks = [...example.matchAll(fileLine)];
  if (marks.length === 0) return { ...completeExample(example), written: example };
  const files = marks.map((mark, index) => ({
    path: mark[1]!,
    text: example.slice(mark.index + mark[0].length, marks[index + 1]?.index).replace(/\n$/, ''),
  }));
  const [first, ...rest] = files;
  const ruleOf = (text: string): Rule => readRule(parseToml(completeExample(text).text));
  const index = createRuleIndex();
  const data = new Map<string, string>();
  for (const { path, text } of rest) {
    if (path.endsWith('.toml')) index.set(path, summaryOf(ruleOf(text), path));
    else if (path !== 'before' && path !== inventoryPath) data.set(path, text);
  }
  const before = rest.find(({ path }) => path === 'before');
  const learned = rest.find(({ path }) => path === inventoryPath);
  const checkout = data.size > 0 ? openCheckout('/', dataFiles(data)) : undefined;
  return {
    ...completeExample(first!.text),
    written: first!.text,
    path: first!.path,
    others: index.without(first!.path),
    ...(checkout
      ? { checkout, fieldPlan: () => createFieldPlan(checkout, prepareSchemasNow(checkout)) }
      : {}),
    ...(learned ? { inventory: inventoryOf(learned.text) } : {}),
    ...(before ? { before: completeExample(before.text).text } : {}),
  };
}

function inventoryOf(text: string): Inventory {
  const parsed = parseInventory(text);
  if (!parsed.ok) throw new Error(`the inventory of an example: ${parsed.error}`);
  return createInventory(parsed.sources);
}

function dataFiles(data: ReadonlyMap<string, string>): CheckoutFiles {
  const text = (path: string): string | undefined => data.get(path) ?? data.get(path.replace(/\.gz$/, ''));
  const bytes = (path: string): Uint8Array | undefined => {
    const found = text(path);
    return found === undefined ? undefined : new TextEncoder().encode(found);
  };
  const list = (folder: string): string[] =>
    [...data.keys()].flatMap((path) =>
      path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
    );
  return { text, bytes, list };
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
 * Completes the example of a lint to a whole rule. The example is one of: a file (it has the header `[rule]`
 * or `[metadata]`), keys of `[rule]` or `[metadata]`, tables below `[rule]`, or an EQL query.
 */
export function completeExample(example: string): CompleteExample {
  if (/^[ \t]*\[(?:rule|metadata)\][ \t]*$/m.test(example)) return { text: example, start: 0 };
  const keys = [...example.matchAll(/^([a-z_]+)[ \t]*=/gm)].map((match) => match[1]!);
  const without = (lines: readonly string[]): string[] =>
    lines.filter((line) => !keys.includes(line.split(' ')[0]!));
  const first = example.replace(/^(?:\s*#[^\n]*\n)+/, '').trimStart();

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
