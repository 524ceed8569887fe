/** A sentence about a query, with what it holds for below it. Code stands in backquotes that {@link code} writes. */
export interface Statement {
  readonly text: string;
  readonly parts: readonly Statement[];
}

/** Returns a statement. */
export function say(text: string, parts: readonly Statement[] = []): Statement {
  return { text, parts };
}

/** What stands in code is marked by these, which no query has: control characters are escaped in its text. */
export const codeStart = '\u0001';
export const codeEnd = '\u0002';

/** Returns a text that is shown as code. */
export function code(text: string | number | bigint | boolean): string {
  const shown = String(text).replace(/(?![\t\n])\p{Cc}/gu, '\ufffd');
  return `${codeStart}${shown}${codeEnd}`;
}

/** Returns values as code in a list: `a`, `b` or `c`. */
export function listed(values: readonly string[], word: 'or' | 'and' = 'or'): string {
  const shown = values.map(code);
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1)!}`;
}

/** Returns statements as lines of text, two spaces deeper for each level, with backquotes around code. */
export function statementLines(statements: readonly Statement[], depth = 0): readonly string[] {
  return statements.flatMap(({ text, parts }) => [
    `${'  '.repeat(depth)}- ${text.replaceAll(codeStart, '`').replaceAll(codeEnd, '`')}`,
    ...statementLines(parts, depth + 1),
  ]);
}
