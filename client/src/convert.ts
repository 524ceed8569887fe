import * as vscode from 'vscode';
import type { FileEdits, WireLocation, WireRange } from '../../server/src/lsp/messages.js';

export function toRange({ start, end }: WireRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function toLocation({ uri, range }: WireLocation): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), toRange(range));
}

export function toWorkspaceEdit({ uri, edits }: FileEdits): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) edit.replace(vscode.Uri.parse(uri), toRange(range), newText);
  return edit;
}
