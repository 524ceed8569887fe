import { jsonWithoutCommands } from '../../text/ci-commands.js';

/** Characters that JSON.stringify leaves as they are, though they steer a terminal or change the order of writing. */
const steering = /[\u007f-\u009f\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Returns a value as JSON in which characters that steer a terminal or a CI are written as escapes. */
export function jsonText(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, undefined, indent);
  const visible = json.replace(
    steering,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return jsonWithoutCommands(visible);
}
