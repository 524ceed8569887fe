import type { KqlNode, KqlQuery, KqlValue } from './syntax.js';

/** Prints KQL that parses to the same tree. Lists of values are expanded. */
export function printKql({ condition }: KqlQuery): string {
  return condition ? print(condition, 0) : '';
}

const strengths = { or: 1, and: 2, not: 3 } as const;

function print(node: KqlNode, needed: number): string {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const own = strengths[node.kind];
      const text = node.operands.map((operand) => print(operand, own + 1)).join(` ${node.kind} `);
      return own < needed ? `(${text})` : text;
    }
    case 'not': {
      const text = `not ${print(node.operand, strengths.not + 1)}`;
      return strengths.not < needed ? `(${text})` : text;
    }
    case 'is':
      return node.field
        ? `${printKqlValue(node.field)}: ${printKqlValue(node.value)}`
        : printKqlValue(node.value);
    case 'range':
      return `${printKqlValue(node.field)} ${node.operator} ${printKqlValue(node.value)}`;
    case 'nested':
      return `${printKqlValue(node.path)}: {${print(node.condition, 0)}}`;
    case 'missing':
      return '""';
  }
}

const controls: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r', '\n': '\\n' };

/** Prints a field name or value. */
export function printKqlValue({
  text,
  quoted,
  pieces,
}: Pick<KqlValue, 'text' | 'quoted' | 'pieces'>): string {
  if (quoted) return quoteKql(text);
  // Whitespace around an unquoted string is dropped, even if it is escaped.
  if (text === '') return '\\u0020';
  return (pieces ?? [text]).map(escapeUnquoted).join('*');
}

/** Returns a string as a quoted value. */
export function quoteKql(text: string): string {
  return `"${text.replace(/[\\"\t\r\n]/g, (character) => controls[character] ?? `\\${character}`)}"`;
}

/** Returns a string without wildcards as an unquoted value, or a part of one. */
export function escapeUnquoted(text: string): string {
  return (
    text
      .replace(/[\\():<>"*{}\t\r\n]/g, (character) => controls[character] ?? `\\${character}`)
      .replace(/^[ \u00a0]+|[ \u00a0]+$/g, (blanks) => blanks.replace(/./g, unicodeEscape))
      .replace(/(^|[ \u00a0])(and|or)(?=[ \u00a0]|$)/gi, '$1\\$2')
      // It counts as a keyword even without a space before it.
      .replace(/not(?=[ \u00a0]|$)/gi, '\\$&')
  );
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
