/**
 * Characters that steer a terminal or change the order of what is shown: control characters but tab and line ends, the
 * line separators of Unicode, and those that set the direction of writing.
 */
const steering = /\r(?!\n)|(?![\r\n\t])\p{Cc}|[\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Returns a text of several lines in which characters that steer a terminal are shown as escapes, `\u001b`. */
export function visibleText(text: string): string {
  return text.replace(steering, escapeOf);
}

/** Returns untrusted text for one line of output: line breaks are shown as escapes too. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\r?\n/g, '\\n').replaceAll('\t', '\\t');
}

/** Returns a line in which each character that steers a terminal is shown as one character, so that columns stay. */
export function visibleCells(line: string): string {
  return line.replaceAll('\t', ' ').replace(steering, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(controlPictures + code) : '\ufffd';
  });
}

/** Where the block of Unicode starts that has a picture of each ASCII control character. */
const controlPictures = 0x2400;

function escapeOf(character: string): string {
  if (character === '\r') return '\\r';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
