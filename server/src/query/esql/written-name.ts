import { reservedWords } from './tokens.js';

const identifier = /^(?:[A-Za-z][A-Za-z0-9_]*|[_@][A-Za-z0-9_]+)$/;
const reserved: ReadonlySet<string> = new Set(reservedWords);

/**
 * Returns the name of a column as written in a query, with backquotes if needed
 * (docs/semantics/esql.md#names).
 */
export function writtenName(name: string): string {
  const parts = name.split('.');
  if (!parts.every((part) => identifier.test(part))) return quoted(name);
  return parts.map((part) => (reserved.has(part.toLowerCase()) ? quoted(part) : part)).join('.');
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
