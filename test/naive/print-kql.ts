import type { NaiveKql, NaiveValue } from './naive-kql.js';

/** Prints a query as KQL, with redundant parentheses. */
export function printKql(query: NaiveKql): string {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.map((part) => `(${printKql(part)})`).join(` ${query.kind} `);
    case 'not':
      return `not (${printKql(query.part)})`;
    case 'is':
      return `${query.field}: ${printValue(query.value)}`;
    case 'list':
      return `${query.field}: (${query.values.map(printValue).join(` ${query.join} `)})`;
    case 'range':
      return `${query.field} ${query.operator} ${printValue(query.value)}`;
    case 'nested':
      return `${query.path}: { ${printKql(query.part)} }`;
    case 'free':
      return printValue(query.value);
  }
}

function printValue({ text, quoted }: NaiveValue): string {
  return quoted ? `"${text.replace(/["\\]/g, '\\$&')}"` : text.replace(/[\\():<>"{}]/g, '\\$&');
}
