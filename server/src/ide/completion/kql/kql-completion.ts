import type { FieldCatalogue } from '../../../fields/catalogue.js';
import { familyOf } from '../../../fields/field-type.js';
import type { CompletionItem } from '../../types.js';
import { commonFields } from '../eql/common-fields.js';
import { fieldItems } from '../eql/fields.js';
import type { QueryCompletion } from '../query-completion.js';
import { textValueItems, type ValuesInUse } from '../query-values.js';
import { type KqlPosition, kqlPositionAt } from './position.js';

/** Returns completions at the end of `before`, the query up to the cursor. `behind` is the text after it. */
export function kqlCompletion(
  before: string,
  behind: string,
  catalogue: FieldCatalogue,
  valuesInUse: ValuesInUse = () => [],
): QueryCompletion | undefined {
  const position = kqlPositionAt(before);
  if (!position) return undefined;
  const { start, prefix, inString, expected } = position;
  if (inString) {
    const isClosed = /^[^"\r\n]*"/.test(behind);
    const items =
      expected === 'value' ? valueItems(position, catalogue, valuesInUse, isClosed ? '' : '"') : [];
    return { start, behind: isClosed ? behind.indexOf('"') : 0, items, incomplete: false };
  }
  const rest = prefix === '' ? 0 : /^[^\s"(){}<>:]*/.exec(behind)![0].length;
  switch (expected) {
    case 'field': {
      const { items, incomplete } = fieldItems(prefix, commonFields(categoryIn(before)), catalogue);
      const words = prefix.includes('.') ? [] : [keyword('not', 0, 'not $0')];
      // Backquotes around names are EQL syntax.
      const fields = items.map(({ insert, ...item }) => item);
      return { start, behind: rest, items: [...fields, ...words], incomplete };
    }
    case 'value':
      return { start, behind: rest, items: valueItems(position, catalogue, valuesInUse), incomplete: false };
    case 'operator':
      // A word at the cursor can still be a field, or free text.
      return { start, behind: rest, items: operatorItems(position, catalogue), incomplete: false };
    default:
      return { start, behind: rest, items: [keyword('and', 0), keyword('or', 1)], incomplete: false };
  }
}

/** Returns the event category of the query before the cursor. */
function categoryIn(before: string): string | undefined {
  return /\bevent\.category\s*:\s*\(?\s*"?(\w+)/.exec(before)?.[1];
}

function keyword(label: string, rank: number, insert?: string, detail?: string): CompletionItem {
  return {
    label,
    kind: 'keyword',
    sort: `4${rank}`,
    ...(insert === undefined ? {} : { insert, snippet: true }),
    ...(detail === undefined ? {} : { detail }),
  };
}

function operatorItems({ field }: KqlPosition, catalogue: FieldCatalogue): CompletionItem[] {
  const mapping = field === undefined ? undefined : catalogue.get(field)?.mapping;
  const family = mapping && familyOf(mapping.type);
  const ranges = family === undefined || ['number', 'date', 'ip', 'version'].includes(family);
  return [
    keyword(':', 0, ': $0', 'has the value'),
    keyword(': ( … )', 1, ': ($0)', 'has one of the values'),
    keyword(': *', 2, ': *', 'is present'),
    ...(ranges
      ? ['>=', '<=', '>', '<'].map((operator, rank) => keyword(operator, 3 + rank, `${operator} $0`))
      : []),
  ];
}

/** Returns a field's known values; `closing` is appended to a value in a string. */
function valueItems(
  { field, inString, inList }: KqlPosition,
  catalogue: FieldCatalogue,
  valuesInUse: ValuesInUse,
  closing = '',
): CompletionItem[] {
  const info = field === undefined ? undefined : catalogue.get(field);
  const family = info && familyOf(info.mapping.type);
  const written = (value: string): { insert?: string } => {
    const insert = inString ? `${value.replace(/["\\]/g, '\\$&')}${closing}` : quotedWhereNeeded(value);
    return insert === value ? {} : { insert };
  };
  const items = textValueItems(field, catalogue, valuesInUse, written);
  if (family === 'date') {
    for (const [index, text] of ['now-1h', 'now-1d/d', 'now-7d/d'].entries())
      items.push({ label: text, kind: 'value', sort: `2${index}`, ...written(text) });
  }
  if (inString) return items;
  if (family === 'boolean') items.push(keyword('true', 0), keyword('false', 1));
  if (!inList) items.push(keyword('( … )', 3, '($0)', 'one of a list'), keyword('*', 4, '*', 'is present'));
  return items;
}

/** Quotes a value that contains punctuation or spaces, or is a keyword. */
function quotedWhereNeeded(value: string): string {
  return /^[\w.-]+$/.test(value) && !/^(?:and|or|not)$/i.test(value)
    ? value
    : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
