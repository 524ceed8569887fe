import { BrokenGuide, movePoint, readBrackets, type Tokenizer } from '../tokenizer.js';

const start = '!{tooltip';

/** `!{tooltip[anchor](text)}`. */
export const tooltip: Tokenizer = function (eat, value, silent) {
  if (!value.startsWith(`${start}[`)) return false;
  if (silent) return true;
  const now = eat.now();
  const anchor = readBrackets(value, start.length, '[', ']')!;
  const text = readBrackets(value, anchor.end, '(', ')');
  // Kibana throws a string here, so its message is the text "undefined".
  if (!text) throw new BrokenGuide('undefined', now, 'no "(" follows "[…]" of "!{tooltip".');
  if (anchor.body === '' || text.body === '') return false;
  if (value[text.end] !== '}') {
    const message = 'Incorrectly eaten value: please report this warning on https://git.io/vg5Ft';
    throw new BrokenGuide(message, now, 'the last brace of "!{tooltip" is missing.');
  }
  const children = this.tokenizeInline(anchor.body, movePoint(now, start.length + 1));
  return eat(value.slice(0, text.end + 1))({
    type: 'tooltip',
    children,
    plugin: { kind: 'tooltip', text: text.body },
  });
};
tooltip.locator = (value, from) => value.indexOf(start, from);
tooltip.notInLink = true;
