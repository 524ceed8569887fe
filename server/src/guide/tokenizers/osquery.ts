import { BrokenGuide, parsePluginJson, readPluginJson, type Tokenizer } from '../tokenizer.js';

const start = '!{osquery';

/** `!{osquery{…}}` at the start of a block. */
export const osquery: Tokenizer = (eat, value, silent) => {
  const next = value[start.length];
  if (!value.startsWith(start) || (next !== '{' && next !== '}')) return false;
  if (silent) return true;
  const now = eat.now();
  const { json, closed } = next === '{' ? readPluginJson(value, start.length) : { json: '', closed: true };
  const settings = next === '{' ? parsePluginJson('osquery', json, now) : {};
  if (!closed) {
    const message = 'Incorrectly eaten value: please report this warning on https://git.io/vg5Ft';
    throw new BrokenGuide(message, now, 'the last brace of "!{osquery" is missing.');
  }
  const written = `${start}${json}}`;
  return eat(written)({ type: 'osquery', plugin: { kind: 'osquery', settings, length: written.length } });
};
