import type { FieldCatalogue } from '../../../fields/catalogue.js';
import { familyOf } from '../../../fields/field-type.js';
import { noteOf } from '../../hover/field-text.js';
import type { CompletionItem } from '../../types.js';
import { textValueItems, type ValuesInUse } from '../query-values.js';
import type { EqlPosition } from './position.js';
import { tabStop, wordItem } from './words.js';

/** Returns a field's known values, as content for the string at the cursor or with quotes. */
export function valueItems(
  position: EqlPosition,
  catalogue: FieldCatalogue,
  valuesInUse: ValuesInUse,
): CompletionItem[] {
  const { field, operator, string, inList } = position;
  const info = field === undefined ? undefined : catalogue.get(field);
  const family = info && familyOf(info.mapping.type);
  const items = textValueItems(field, catalogue, valuesInUse, (value) => quoted(value, string));
  if (family === 'date') {
    for (const [index, text] of ['now-1h', 'now-1d', 'now-7d'].entries()) {
      items.push({ label: text, kind: 'value', sort: `2${index}`, ...quoted(text, string) });
    }
  }
  if (string) return items;
  if (family === 'boolean') items.push(wordItem('true', 0), wordItem('false', 1));
  if ((operator === '==' || operator === '!=') && !inList) {
    items.push(
      wordItem('null', 2, undefined, operator === '==' ? 'the field is missing' : 'the field is present'),
    );
  }
  if (!inList && (operator === ':' || operator?.startsWith('like') || operator?.startsWith('regex'))) {
    items.push(wordItem('( … )', 3, '("$0")', 'any of a list'));
  }
  return items;
}

/** Formats a value: escaped inside a string, with quotes outside one. */
function quoted(value: string, string: EqlPosition['string']): { insert?: string } {
  const escaped = string?.raw ? value : value.replace(/["\\]/g, '\\$&');
  const insert = string ? escaped : `"${escaped}"`;
  return insert === value ? {} : { insert };
}

/** Returns the event categories, sorted by how often rules use them. */
export function categoryItems(catalogue: FieldCatalogue, inside: boolean): CompletionItem[] {
  const frequent = [
    'process',
    'file',
    'network',
    'registry',
    'any',
    'library',
    'authentication',
    'iam',
    'driver',
  ];
  const values = catalogue.get('event.category')?.values?.values ?? [];
  const items = values
    .filter(({ origin }) => origin === 'ecs')
    .map((value): CompletionItem => {
      const note = noteOf(value);
      const rank = frequent.indexOf(value.value);
      return {
        label: value.value,
        kind: 'value',
        detail: 'event category',
        sort: rank < 0 ? `2${value.value}` : `1${rank}`,
        insert: `${value.value} where $0`,
        snippet: true,
        ...(note !== undefined && { documentation: note }),
      };
    });
  const any = { ...wordItem('any', 0, 'any where $0', 'every event'), sort: `1${frequent.indexOf('any')}` };
  if (inside) return [...items, any];
  return [
    ...items,
    any,
    wordItem(
      'sequence',
      0,
      `sequence by ${tabStop(1, 'host.id')} with maxspan=${tabStop(2, '1m')}\n  [$3]\n  [$0]`,
      'events in order',
    ),
    wordItem('sample', 1, `sample by ${tabStop(1, 'host.id')}\n  [$2]\n  [$0]`, 'events with shared values'),
  ];
}
