/**
 * A sentence about a query, with the sentences nested below it. Code is in backquotes written by {@link
 * code}.
 */
export interface Statement {
  readonly text: string;
  readonly parts: readonly Statement[];
}

/** Creates a statement. */
export function say(text: string, parts: readonly Statement[] = []): Statement {
  return { text, parts };
}

/** Mark of the start of code. No query contains it: control characters are escaped in its text. */
export const codeStart = '\u0001';
export const codeEnd = '\u0002';

/** Marks text as code. */
export function code(text: string | number | bigint | boolean): string {
  const shown = String(text).replace(/(?![\t\n])\p{Cc}/gu, '\ufffd');
  return `${codeStart}${shown}${codeEnd}`;
}

/** Formats values as a list of code: `a`, `b` or `c`. */
export function listed(values: readonly string[], word: 'or' | 'and' = 'or'): string {
  const shown = values.map(code);
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1)!}`;
}

/** Formats statements as lines of text, indented by two spaces per level, with backquotes around code. */
export function statementLines(statements: readonly Statement[], depth = 0): readonly string[] {
  return statements.flatMap(({ text, parts }) => [
    `${'  '.repeat(depth)}- ${text.replaceAll(codeStart, '`').replaceAll(codeEnd, '`')}`,
    ...statementLines(parts, depth + 1),
  ]);
}
