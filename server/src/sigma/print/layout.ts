import { type Condition, isLeaf } from '../syntax.js';

/** The syntax of a language's conditions. */
export interface Dialect<Leaf> {
  readonly and: string;
  readonly or: string;
  readonly not: string;
  /** Prints a test; `isNegated` means below a `not`, where a missing value must not decide. */
  leaf(leaf: Leaf, isNegated: boolean): string;
}

/** Width limit of a group; longer ones are split over several lines. */
export const widest = 100;

/** Prints a condition: groups that do not fit on a line have each part on a separate line. */
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

/** Returns a text in brackets, indented if it has several lines. */
export function inBrackets(text: string): string {
  return text.includes('\n') ? `(\n${indented(text)}\n)` : `(${text})`;
}

/** Returns values in brackets, one per line if they do not fit on one. */
export function listText(before: string, values: readonly string[], separator = ','): string {
  const line = `${before}(${values.join(`${separator} `)})`;
  return line.length <= widest ? line : `${before}(\n${indented(values.join(`${separator}\n`))}\n)`;
}

/** Indents each line of a text by two more spaces. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
