import { inventoryVersion, type LearnedField, type LearnedSource } from '../inventory/inventory.js';

/**
 * Returns the text of an inventory, with one line per field and everything in alphabetical order, so that
 * changed data changes few lines.
 */
export function writeInventory(sources: readonly LearnedSource[]): string {
  const parts = [...sources]
    .sort((a, b) => compare(a.name, b.name))
    .map((source) => `    ${JSON.stringify(source.name)}: ${writeSource(source)}`);
  const body = parts.length === 0 ? '{}' : `{\n${parts.join(',\n')}\n  }`;
  return `{\n  "version": ${inventoryVersion},\n  "sources": ${body}\n}\n`;
}

function writeSource({ kind, documents, first, last, lag, fields }: LearnedSource): string {
  const facts = {
    ...(kind === 'index' ? {} : { kind }),
    ...(documents === undefined ? {} : { documents }),
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
    ...(lag === undefined ? {} : { lag }),
  };
  const lines = Object.entries(facts).map(([key, value]) => `      "${key}": ${JSON.stringify(value)},\n`);
  const written = [...fields]
    .sort(([a], [b]) => compare(a, b))
    .map(([name, field]) => `        ${JSON.stringify(name)}: ${writeField(field)}`);
  const body = written.length === 0 ? '{}' : `{\n${written.join(',\n')}\n      }`;
  return `{\n${lines.join('')}      "fields": ${body}\n    }`;
}

function writeField({ values, ...facts }: LearnedField): string {
  const { type, mapped, documents, several, kinds, distinct } = facts;
  const known = JSON.stringify({ type, mapped, documents, several, kinds, distinct });
  if (!values) return known;
  // In an object, keys that look like numbers would come first.
  const counts = [...values].map(([value, count]) => `${JSON.stringify(value)}:${count}`);
  return `${known.slice(0, -1)},"values":{${counts.join(',')}}}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
