import { grokTypes } from '../../../query/esql/patterns/grok.js';
import { grokPatternWords } from '../../../query/esql/patterns/grok-names.js';
import type { CompletionItem } from '../../types.js';
import { textValueItems } from '../query-values.js';
import { expectedAfter } from './expected.js';
import type { Place } from './expressions.js';
import { constantArguments } from './tables.js';
import { valueItems } from './words.js';

export interface StringItems {
  /** Start of the replaced span in the query. */
  readonly start: number;
  readonly items: CompletionItem[];
  /** Whether an item is the whole string. */
  readonly isWhole: boolean;
}

/** Returns items for an unclosed string at the cursor. */
export function stringItems(before: string, place: Place): StringItems {
  const { position, around, catalogue, valuesInUse } = place;
  const { image, start } = position.string!;
  const isRaw = image.startsWith('"""');
  const content = start + (isRaw ? 3 : 1);
  if (position.command?.kind === 'command-grok') return grokItems(before, content);
  const whole = (items: CompletionItem[]): StringItems => ({ start: content, items, isWhole: true });
  const bracket = position.brackets.at(-1);
  if (bracket?.call) {
    const constants = constantArguments[bracket.call.image.toLowerCase()]?.[bracket.argument];
    if (constants) return whole(valueItems(constants));
  }
  const expected = expectedAfter(position.segment);
  const isCompared = bracket?.call ? position.segment.length > 0 : true;
  const field = isCompared && expected !== 'operator' ? around.compared?.typed.column?.field : undefined;
  const written = (value: string): { insert?: string } => {
    const insert = isRaw ? value : value.replace(/["\\]/g, '\\$&');
    return insert === value ? {} : { insert };
  };
  return whole(textValueItems(field, catalogue, valuesInUse, written));
}

/** Returns pattern names after `%{`, and types after the column name. */
function grokItems(before: string, content: number): StringItems {
  const open = /%\{(\w*)$/.exec(before);
  if (open && open.index >= content) {
    const items = Object.entries(grokPatternWords).map(
      ([label, detail], index): CompletionItem => ({
        label,
        kind: 'value',
        detail,
        sort: `1${String(index).padStart(3, '0')}`,
      }),
    );
    return { start: before.length - open[1]!.length, items, isWhole: false };
  }
  const typed = /%\{\w+:[^:}]*:(\w*)$/.exec(before);
  if (typed && typed.index >= content)
    return {
      start: before.length - typed[1]!.length,
      items: valueItems([...grokTypes.keys()]),
      isWhole: false,
    };
  return { start: before.length, items: [], isWhole: false };
}
