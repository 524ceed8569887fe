import * as vscode from 'vscode';
import type { TestOutcome } from '../../../server/src/lsp/messages.js';
import { toLocation } from '../convert.js';

/** Reports the outcome of one case to a run. */
export function reportOutcome(
  run: vscode.TestRun,
  test: vscode.TestItem,
  outcome: TestOutcome,
  isSequence: boolean,
): void {
  const { status, milliseconds } = outcome;
  switch (status) {
    case 'passed':
      if (outcome.message !== undefined) write(run, test, outcome.message);
      run.passed(test, milliseconds);
      break;
    case 'failed':
      run.failed(test, messagesOf(test, outcome, isSequence), milliseconds);
      break;
    case 'error':
      run.errored(test, messagesOf(test, outcome, isSequence), milliseconds);
      break;
    case 'todo':
      write(run, test, `todo\n${outcome.message ?? ''}`);
      run.skipped(test);
  }
}

function write(run: vscode.TestRun, test: vscode.TestItem, text: string): void {
  run.appendOutput(`${test.label}: ${text.replace(/\r?\n/g, '\r\n')}\r\n`, undefined, test);
}

/** Returns the explanation at the decisive clause, and expected against actual at the expectation. */
function messagesOf(test: vscode.TestItem, outcome: TestOutcome, isSequence: boolean): vscode.TestMessage[] {
  const { message, location, difference } = outcome;
  const own = test.uri && test.range ? new vscode.Location(test.uri, test.range) : undefined;
  const explanation = new vscode.TestMessage(new vscode.MarkdownString(message ?? ''));
  const place = location ? toLocation(location) : own;
  if (place) explanation.location = place;
  if (isSequence) explanation.contextValue = 'rulewright.sequence';
  if (!difference) return [explanation];
  const { expected, actual } = difference;
  // The editor shows the first line after the expectation. VS Code's own comparison would put both strings
  // there.
  const lines = difference.explanation.map((line) => line.replace(/(?<=\S) {2}(?=\S)/, '\n  '));
  const comparison = new vscode.TestMessage([`expected ${expected}, got ${actual}`, ...lines].join('\n'));
  comparison.location = toLocation(difference.location);
  comparison.contextValue = 'rulewright.difference';
  return [explanation, comparison];
}
