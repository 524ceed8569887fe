import type { FieldCatalogue } from '../../../fields/catalogue.js';
import type { CompletionItem } from '../../types.js';
import type { QueryCompletion } from '../query-completion.js';
import type { ValuesInUse } from '../query-values.js';
import { commonFields, commonKeys } from './common-fields.js';
import { fieldItems } from './fields.js';
import { type EqlPosition, eqlPositionAt } from './position.js';
import { categoryItems, valueItems } from './values.js';
import { functionItems, operatorItems, tabStop, wordItems } from './words.js';

const step = ['[ … ]', '[$0]'] as const;
const durations = ['30s', '1m', '5m', '10m', '30m', '1h', '1d'];

/** Returns completions at the end of `before`, the query up to the cursor. `behind` is the text after it. */
export function eqlCompletion(
  before: string,
  behind: string,
  catalogue: FieldCatalogue,
  valuesInUse: ValuesInUse = () => [],
): QueryCompletion | undefined {
  const position = eqlPositionAt(before);
  if (!position) return undefined;
  const { start, string } = position;
  if (string) {
    const compared = position.expected === 'value' ? valueItems(position, catalogue, valuesInUse) : [];
    const isClosed = closesString(behind);
    const items = isClosed ? compared : compared.map((item) => closed(item, string.raw));
    return { start, behind: isClosed ? lengthOf(/^[^\s"\\]*(?=")/, behind) : 0, items, incomplete: false };
  }
  const { items, incomplete } = itemsWithFields(position, catalogue) ?? {
    items: itemsOf(position, behind, catalogue, valuesInUse),
    incomplete: false,
  };
  return { start, behind: position.prefix === '' ? 0 : lengthOf(/^[\w@.]*/, behind), items, incomplete };
}

function lengthOf(pattern: RegExp, text: string): number {
  return pattern.exec(text)?.[0].length ?? 0;
}

/** Returns whether the string at the cursor is closed on its line: an odd number of quotes follows. */
function closesString(behind: string): boolean {
  const line = /^[^\r\n]*/.exec(behind)![0].replace(/\\./g, '');
  return (line.split('"').length - 1) % 2 === 1;
}

function closed(item: CompletionItem, raw: boolean): CompletionItem {
  return { ...item, insert: `${item.insert ?? item.label}${raw ? '"""' : '"'}` };
}

function itemsWithFields(
  { expected, prefix, category }: EqlPosition,
  catalogue: FieldCatalogue,
): { items: CompletionItem[]; incomplete: boolean } | undefined {
  if (expected === 'key') {
    const preferred = [...new Set([...commonKeys, ...commonFields(category)])];
    return fieldItems(prefix, prefix === '' ? commonKeys : preferred, catalogue);
  }
  if (expected !== 'operand' && expected !== 'argument') return undefined;
  const { items, incomplete } = fieldItems(prefix, commonFields(category), catalogue);
  if (prefix.includes('.')) return { items, incomplete };
  const words = expected === 'operand' ? wordItems(['not', 'true']) : [];
  const others = [...words, ...functionItems()];
  const typed = prefix.toLowerCase();
  return {
    items: [...items, ...others.filter(({ label }) => label.toLowerCase().includes(typed))],
    incomplete,
  };
}

function itemsOf(
  position: EqlPosition,
  behind: string,
  catalogue: FieldCatalogue,
  valuesInUse: ValuesInUse,
): CompletionItem[] {
  switch (position.expected) {
    case 'query':
    case 'category': {
      const items = categoryItems(catalogue, position.expected === 'category');
      // The rest of the filter already exists if only the category is changed.
      if (!/^\w*\s+where\b/.test(behind)) return items;
      return items.map(({ insert, snippet, ...item }) => item);
    }
    case 'where':
      return wordItems([['where', 'where $0']]);
    case 'operator':
      return operatorItems(position.field, catalogue);
    case 'negated operator':
      return wordItems([
        ['in', 'in ("$0")'],
        ['in~', 'in~ ("$0")'],
      ]);
    case 'list':
      return wordItems([['( … )', '("$0")']]);
    case 'value':
      return valueItems(position, catalogue, valuesInUse);
    case 'connective':
      return wordItems(['and', 'or']);
    case 'head':
      return wordItems(['by', ['with maxspan', `with maxspan=${tabStop(1, '1m')}`], step]);
    case 'after key':
      return wordItems(
        position.inSequence ? [['with maxspan', `with maxspan=${tabStop(1, '1m')}`], step, 'until'] : [],
      );
    case 'option':
      return wordItems([
        ['maxspan', `maxspan=${tabStop(1, '1m')}`],
        ['runs', `runs=${tabStop(1, '3')}`],
      ]);
    case 'duration':
      return durations.map((label, rank) => ({ label, kind: 'value', sort: `1${rank}` }));
    case 'step':
      return wordItems([step]);
    case 'after step':
      return wordItems([step, 'by', ['with runs', `with runs=${tabStop(1, '3')}`], ['until', 'until [$0]']]);
    case 'pipe':
      return wordItems([
        ['head', `head ${tabStop(1, '10')}`],
        ['tail', `tail ${tabStop(1, '10')}`],
      ]);
    default:
      return [];
  }
}
