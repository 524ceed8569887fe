import { visibleLine, visibleText } from '../../text/visible.js';

/** Returns the lines of a block whose fence is longer than any in the text. */
export function fenced(text: string, language: string): string[] {
  const longest = Math.max(2, longestRun(text));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, visibleText(text), fence];
}

/** The most backquotes in a row. */
function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, marks) => Math.max(longest, marks.length), 0);
}

/** Returns untrusted text as code of one line. */
export function code(text: string): string {
  const line = visibleLine(text);
  const longest = longestRun(line);
  const marks = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${marks}${pad}${line}${pad}${marks}`;
}

/** Returns untrusted text for a cell of a table: as code, where nothing is markup, a link or a mention. */
export function cell(text: string): string {
  return text === '' ? '' : code(text).replaceAll('|', '\\|');
}

/** The same in HTML. */
export function html(text: string): string {
  return `<code>${visibleLine(text).replace(/[&<>`]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</code>`;
}
