import type { Analysis } from '../../../analysis/analysis.js';
import { isTable, valueAt } from '../../../toml/path.js';
import type { CompletionItem, CompletionList } from '../../types.js';
import { commonFields, commonKeys } from '../eql/common-fields.js';
import { fieldItems } from '../eql/fields.js';

/**
 * Returns completions in the investigation guide: `{{field}}`, and the placeholders of the `[transform]`
 * buttons.
 */
export function guideCompletion(
  { text, document, catalogue }: Analysis,
  offset: number,
): CompletionList | undefined {
  const { path } = document.pathAt(offset);
  if (path.length !== 2 || path[0] !== 'rule' || path[1] !== 'note') return undefined;
  const before = text.slice(Math.max(0, offset - 200), offset);
  const field = /\{\{([\w.@]*)$/.exec(before);
  if (field) {
    const prefix = field[1]!;
    const preferred = [...new Set([...commonKeys, ...commonFields(undefined)])];
    const { items, incomplete } = fieldItems(prefix, preferred, catalogue);
    const ending = /^\}\}/.test(text.slice(offset, offset + 2)) ? '' : '}}';
    return {
      span: { start: offset - prefix.length, end: offset },
      items: items.map((item) => ({ ...item, insert: `${item.label}${ending}` })),
      incomplete,
    };
  }
  const button = /\$(\w*)$/.exec(before);
  if (!button) return undefined;
  return { span: { start: offset - button[0].length, end: offset }, items: buttonItems(document.values) };
}

function buttonItems(values: Analysis['document']['values']): CompletionItem[] {
  return ['osquery', 'investigate'].flatMap((name) => {
    const list = valueAt(values, ['transform', name]);
    return (Array.isArray(list) ? list : []).map((entry, index): CompletionItem => {
      const label = isTable(entry) && typeof entry.label === 'string' ? entry.label : '';
      return { label: `$${name}_${index}`, kind: 'value', detail: label };
    });
  });
}
