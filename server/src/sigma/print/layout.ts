import { type Condition, isLeaf } from '../syntax.js';

/** How a language writes conditions. */
export interface Dialect<Leaf> {
  readonly and: string;
  readonly or: string;
  readonly not: string;
  /** Returns a test; `isNegated`: below a `not`, where a missing value must not decide. */
  leaf(leaf: Leaf, isNegated: boolean): string;
}

/** Longer groups are written over several lines. */
export const widest = 100;

/** Returns a condition as text: groups that do not fit into a line have each part in a line of its own. */
export function layOut<Leaf extends { readonly kind: string }>(
  condition: Condition<Leaf>,
  dialect: Dialect<Leaf>,
  isNegated = false,
): string {
  if (isLeaf(condition)) return dialect.leaf(condition, isNegated);
  if (condition.kind === 'not') {
    const inner = layOut(condition.part, dialect, true);
    const isSimple = isLeaf(condition.part) || condition.part.kind === 'not';
    return `${dialect.not} ${isSimple ? inner : inBrackets(inner)}`;
  }
  const { kind, parts } = condition;
  const texts = parts.map((part) => {
    const text = layOut(part, dialect, isNegated);
    return !isLeaf(part) && part.kind !== 'not' ? inBrackets(text) : text;
  });
  const line = texts.join(` ${dialect[kind]} `);
  return line.length <= widest && !line.includes('\n') ? line : texts.join(` ${dialect[kind]}\n`);
}

/** Returns a text in brackets, indented when it has several lines. */
export function inBrackets(text: string): string {
  return text.includes('\n') ? `(\n${indented(text)}\n)` : `(${text})`;
}

/** Returns values between brackets, each in its line when they do not fit into one. */
export function listText(before: string, values: readonly string[], separator = ','): string {
  const line = `${before}(${values.join(`${separator} `)})`;
  return line.length <= widest ? line : `${before}(\n${indented(values.join(`${separator}\n`))}\n)`;
}

/** Returns a text with each line two spaces further in. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
