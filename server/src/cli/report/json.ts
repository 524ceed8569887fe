import { jsonWithoutCommands } from '../../text/ci-commands.js';

/**
 * Characters that JSON.stringify does not escape, although they control a terminal or change the text
 * direction.
 */
const steering = /[\u007f-\u009f\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Returns a value as JSON, with characters that control a terminal or a CI escaped. */
export function jsonText(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, undefined, indent);
  const visible = json.replace(
    steering,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return jsonWithoutCommands(visible);
}
