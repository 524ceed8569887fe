import { isObject, setKey } from '../../text/plain-objects.js';

/**
 * Limits of an answer: list items (an object may have 8 times as many keys), string length with a higher
 * limit for keys that contain a file or a page, and nesting depth.
 */
const mostItems = 25;
const longest = 2000;
const longestFile = 20_000;
const wholeTexts: ReadonlySet<string> = new Set(['text', 'tests', 'page', 'patch', 'explanation']);
const deepest = 12;

/**
 * Truncates an answer to what a model can read: longer lists keep the first 25 elements and a line with the
 * number of remaining ones, objects keep their first 200 keys, longer strings keep their beginning, and
 * values nested deeper than 12 levels become `…`.
 */
export function bounded(value: unknown, key = '', depth = 0): unknown {
  if (typeof value === 'string') return boundedText(value, wholeTexts.has(key) ? longestFile : longest);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  if (Array.isArray(value)) {
    const shown = value.slice(0, mostItems).map((one) => bounded(one, key, depth + 1));
    return value.length > mostItems ? [...shown, `… and ${value.length - mostItems} more`] : shown;
  }
  if (!isObject(value)) return value;
  const result: Record<string, unknown> = {};
  const entries = Object.entries(value);
  for (const [name, one] of entries.slice(0, 8 * mostItems))
    if (one !== undefined) setKey(result, name, bounded(one, name, depth + 1));
  if (entries.length > 8 * mostItems) setKey(result, '…', `${entries.length - 8 * mostItems} more keys`);
  return result;
}

function boundedText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length - most} characters more)`;
}
