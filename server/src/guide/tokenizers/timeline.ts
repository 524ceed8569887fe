import { markdownPackages } from '../packages.js';
import { BrokenGuide, readBrackets, type Tokenizer } from '../tokenizer.js';

/** Text that the rest of the guide must contain. */
const address = 'timelines?timeline=(id';

/** `[title](address)` with the address of a Timeline. */
export const timeline: Tokenizer = (eat, value, silent) => {
  if (value[0] !== '[' || !value.includes(address)) return false;
  if (silent) return true;
  const title = readBrackets(value, 0, '[', ']')!;
  const target = readBrackets(value, title.end, '(', ')');
  if (!target) {
    const written = value.slice(0, Math.min(title.end, 40)).split('\n', 1)[0];
    throw new BrokenGuide(
      'Expected left parentheses',
      eat.now(),
      `"${written}" precedes a Timeline link in the same paragraph without a "(" after it.`,
    );
  }
  const id = timelineId(target.body);
  if (title.body === '' || id === undefined) return false;
  return eat(`[${title.body}](${target.body})`)({
    type: 'timeline',
    children: [{ type: 'text', value: title.body }],
    plugin: { kind: 'timeline', id },
  });
};
timeline.locator = (value, from) => value.indexOf('[', from);

/** Returns the id of the Timeline that an address names. */
function timelineId(address: string): string | undefined {
  const values = new URLSearchParams(address.split('?')[1] ?? '').getAll('timeline');
  if (values.length !== 1) return undefined;
  try {
    const decoded = markdownPackages().rison.decode(values[0]!) as { id?: unknown } | null;
    const id = decoded?.id;
    return id === undefined || id === null || id === '' ? undefined : String(id);
  } catch {
    return undefined;
  }
}
