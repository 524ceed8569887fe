import { parsePluginJson, readPluginJson, type Tokenizer } from '../tokenizer.js';

const start = '!{investigate';

/** `!{investigate{…}}` anywhere in inline text. It consumes the rest of that text, whatever it is. */
export const investigate: Tokenizer = (eat, value, silent) => {
  if (!value.startsWith(`${start}{`)) return false;
  if (silent) return true;
  const { json, closed } = readPluginJson(value, start.length);
  const settings = parsePluginJson('investigate', json, eat.now());
  const length = start.length + json.length + (closed ? 1 : 0);
  return eat(value)({ type: 'investigate', plugin: { kind: 'investigate', settings, length } });
};
investigate.locator = (value, from) => value.indexOf(start, from);
