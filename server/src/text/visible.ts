/**
 * Characters that control a terminal or change the display order: control characters except tab and line
 * ends, Unicode's line separators, and the characters that set the writing direction.
 */
const steering = /\r(?!\n)|(?![\r\n\t])\p{Cc}|[\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Returns multi-line text in which characters that control a terminal are shown as escapes, `\u001b`. */
export function visibleText(text: string): string {
  return text.replace(steering, escapeOf);
}

/** Returns untrusted text for one line of output: line breaks are shown as escapes too. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\r?\n/g, '\\n').replaceAll('\t', '\\t');
}

/**
 * Returns a line in which each character that controls a terminal is shown as a single character, so that
 * columns stay the same.
 */
export function visibleCells(line: string): string {
  return line.replaceAll('\t', ' ').replace(steering, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(controlPictures + code) : '\ufffd';
  });
}

/** The start of the Unicode block with a picture of each ASCII control character. */
const controlPictures = 0x2400;

function escapeOf(character: string): string {
  if (character === '\r') return '\\r';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
