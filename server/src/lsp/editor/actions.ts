import {
  type CodeActionContext,
  CodeActionKind,
  type CodeAction as LspCodeAction,
} from 'vscode-languageserver';
import { codeActions } from '../../ide/code-actions.js';
import type { CodeAction } from '../../ide/types.js';
import { append } from '../../text/append.js';
import { fixesToApply } from '../../text/fixes.js';
import type { WireRange } from '../messages.js';
import { testFileActions } from '../requests/run-tests.js';
import { toCodeAction } from '../session/convert.js';
import type { OpenDocument } from '../session/documents.js';
import type { Workspace } from '../session/workspace.js';
import { problemsOf } from './diagnostics.js';

/** Returns the code actions of a range, and "fix all" of the document if a client requests it. */
export function applicableFixes(
  document: OpenDocument,
  range: WireRange,
  context: CodeActionContext,
  workspace: Workspace,
): LspCodeAction[] {
  const wanted = (kind: CodeAction['kind']): boolean =>
    !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const problems = problemsOf(document, workspace);
  const analysis = document.kind() === 'rule' ? document.analysis() : undefined;
  const actions = codeActions(problems, document.spanOf(range), analysis).filter(({ kind }) => wanted(kind));
  if (document.kind() === 'test file' && wanted('quickfix'))
    append(actions, testFileActions(document, document.spanOf(range), workspace));
  if (context.only && wanted(CodeActionKind.SourceFixAll)) append(actions, fixAll(problems));
  return actions.map((action) => toCodeAction(action, document, context.diagnostics));
}

function fixAll(problems: ReturnType<typeof problemsOf>): CodeAction[] {
  const edits = fixesToApply(problems).flatMap((fix) => fix.edits);
  return edits.length === 0 ? [] : [{ title: 'Fix all', kind: 'source.fixAll', edits }];
}
