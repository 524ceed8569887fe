import type { LineIndex } from '../../text/lines.js';
import type { Severity } from '../../text/problem.js';
import { visibleCells, visibleLine } from '../../text/visible.js';
import type { Colors } from '../colors.js';
import type { FileFinding } from '../findings.js';

const paint = (severity: Severity, colors: Colors): ((text: string) => string) => {
  if (severity === 'error') return colors.red;
  if (severity === 'warning') return colors.yellow;
  return colors.cyan;
};

const widestLine = 160;

/**
 * Formats a finding for people: the problem, the source line with carets below the range, and the help.
 * Without `lines` only the position is shown.
 */
export function renderFinding(finding: FileFinding, lines: LineIndex | undefined, colors: Colors): string {
  const color = paint(finding.severity, colors);
  const { start } = finding.range;
  const title = `${color(`${finding.severity}[${finding.code}]`)}: ${colors.bold(visibleLine(finding.message))}\n`;
  const gutter = ' '.repeat(String(start.line).length);
  const place = `${gutter}${colors.dim('-->')} ${visibleLine(finding.path)}:${start.line}:${start.column}\n`;
  const source = lines ? sourceLines(finding, lines, gutter, color, colors) : '';
  const help =
    finding.help === undefined
      ? ''
      : `${gutter} ${colors.dim('=')} ${colors.cyan('help')}: ${visibleLine(finding.help)}\n`;
  return `${title}${place}${source}${help}`;
}

function sourceLines(
  { range }: FileFinding,
  lines: LineIndex,
  gutter: string,
  color: (text: string) => string,
  colors: Colors,
): string {
  const { start, end } = range;
  const text = lines.lineText(start.line - 1);
  const bar = colors.dim('|');
  const last = end.line === start.line ? end.column : text.length + 1;
  const from = text.length <= widestLine ? 0 : Math.max(0, start.column - 1 - widestLine / 2);
  const shown = visibleCells(text.slice(from, from + widestLine));
  const carets = Math.max(1, Math.min(last - start.column, widestLine - (start.column - 1 - from)));
  const cut = from > 0 ? '…' : '';
  const pad = ' '.repeat(start.column - 1 - from + cut.length);
  return (
    `${gutter} ${bar}\n${colors.dim(String(start.line))} ${bar} ${cut}${shown}${from + widestLine < text.length ? '…' : ''}\n` +
    `${gutter} ${bar} ${pad}${color('^'.repeat(carets))}\n`
  );
}

/** Returns, for example, `1 error` or `2 errors`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
