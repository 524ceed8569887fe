import type { FieldCatalogue } from '../../fields/catalogue.js';
import { type Rule, readRule } from '../../rule/rule.js';
import { indexLines, type LineIndex } from '../../text/lines.js';
import { parseToml } from '../../toml/document.js';
import { readRuleText } from '../read-rule.js';
import type { Schemas } from './packages.js';
import { Refusal } from './refusal.js';
import type { Input, ToolContext } from './tool.js';

/** Length limit of a rule. */
export const longestText = 400_000;

/** A rule that a call names by path or passes as text. */
export interface GivenRule {
  /** Its real path; undefined for a rule that was passed as text. */
  readonly path: string | undefined;
  readonly shown: string;
  readonly rule: Rule;
  readonly lines: LineIndex;
  readonly fields: FieldCatalogue | undefined;
}

/** Returns the input keys for a rule. */
export const ruleInput = (z: Schemas) => ({
  rule: z.string().max(1000).optional().describe('path of the rule, from the folder of the server'),
  text: z.string().max(longestText).optional().describe('the TOML of the rule, instead of a path'),
});

/**
 * Reads a call's rule. Throws a {@link Refusal} unless there is exactly one, readable and inside the folder.
 */
export async function givenRule({ rule: path, text }: Input, context: ToolContext): Promise<GivenRule> {
  if (typeof path === 'string' && typeof text !== 'string') {
    const real = context.files.file(path);
    return readGiven(real, context.files.shown(real), textOf(real, path), context);
  }
  if (typeof text === 'string' && typeof path !== 'string')
    return readGiven(undefined, 'text', text, context);
  throw new Refusal('give either "rule", a path, or "text", the TOML of a rule');
}

/**
 * Returns the text of a file whose path was confined. Throws a {@link Refusal} if it is not readable text.
 */
export function textOf(real: string, path: string): string {
  const read = readRuleText(real);
  if ('error' in read) throw new Refusal(`${path}: ${read.error}`);
  if (read.text.length > longestText) throw new Refusal(`${path} is longer than ${longestText} characters`);
  return read.text;
}

async function readGiven(
  path: string | undefined,
  shown: string,
  text: string,
  context: ToolContext,
): Promise<GivenRule> {
  const document = parseToml(text);
  const rule = readRule(document);
  return { path, shown, rule, lines: indexLines(text), fields: await context.fieldsOf(path, document) };
}

/**
 * Reads a rule of a folder. An unreadable rule is added to the list of unreadable ones instead of throwing.
 */
export async function readableRule(
  path: string,
  context: ToolContext,
  notRead: object[],
): Promise<GivenRule | undefined> {
  try {
    return await givenRule({ rule: path }, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    notRead.push({ rule: context.files.shown(path), reason: error.message });
    return undefined;
  }
}
