import { movePoint, type Tokenizer } from '../tokenizer.js';

const box = /^(?:\s*[-*])?\s*\[([\sx]*)\](.+)/;

/** `- [ ] text` at the start of a block. It consumes only its line. */
export const checkbox: Tokenizer = function (eat, value, silent) {
  const match = box.exec(value);
  if (!match) return false;
  if (silent) return true;
  const [written, state, text] = match as unknown as [string, string, string];
  const children = this.tokenizeInline(text, movePoint(eat.now(), written.length - text.length));
  return eat(written)({
    type: 'checkbox',
    children,
    plugin: { kind: 'checkbox', checked: state.includes('x') },
  });
};
