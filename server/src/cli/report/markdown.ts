import { visibleLine, visibleText } from '../../text/visible.js';

/** Returns the lines of a block whose fence is longer than any in the text. */
export function fenced(text: string, language: string): string[] {
  const longest = Math.max(2, longestRun(text));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, visibleText(text), fence];
}

/** Returns the length of the longest run of backquotes. */
function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, marks) => Math.max(longest, marks.length), 0);
}

/** Returns untrusted text as inline code. */
export function code(text: string): string {
  const line = visibleLine(text);
  const longest = longestRun(line);
  const marks = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${marks}${pad}${line}${pad}${marks}`;
}

/** Returns untrusted text for a table cell, as code so that it contains no markup, links or mentions. */
export function cell(text: string): string {
  return text === '' ? '' : code(text).replaceAll('|', '\\|');
}

/** Does the same in HTML. */
export function html(text: string): string {
  return `<code>${visibleLine(text).replace(/[&<>`]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</code>`;
}
