import type { Severity } from '../../text/problem.js';
import { visibleText } from '../../text/visible.js';
import type { FileFinding } from '../findings.js';
import { pathInFolder } from './path-in-folder.js';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Formats findings as workflow commands, which GitHub shows beside the changed lines. */
export function githubReport(findings: readonly FileFinding[]): string {
  return findings.map(annotation).join('');
}

function annotation({ path, code, severity, message, help, range }: FileFinding): string {
  const { start, end } = range;
  const properties = {
    file: pathInFolder(path),
    line: start.line,
    col: start.column,
    endLine: end.line,
    // GitHub shows columns only for a range within one line.
    ...(start.line === end.line ? { endColumn: end.column } : {}),
    title: code,
  };
  const listed = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  const text = help === undefined ? message : `${message}\nhelp: ${help}`;
  return `::${commands[severity]} ${listed.join(',')}::${escapeText(text)}\n`;
}

function escapeText(text: string): string {
  return visibleText(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
