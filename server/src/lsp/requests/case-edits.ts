import { isTomlFile } from '../../files/file-names.js';
import { addCase, type WrittenCase } from '../../testing/add-case.js';
import { newTestFileOf, testFileOf } from '../../testing/files.js';
import { indexLines } from '../../text/lines.js';
import { failure, type Result } from '../../text/result.js';
import type { NewCase } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import { uriOf } from '../session/uris.js';
import { readWorkspaceFile, type Workspace } from '../session/workspace.js';
import { folderOf } from '../session/workspace-folders.js';
import { rangeOf } from './tests.js';

/** A rule's test file as the user sees it, empty if it does not exist yet. */
export interface RuleTestFile {
  readonly rulePath: string;
  readonly uri: string;
  readonly text: string;
  readonly exists: boolean;
}

/** Returns the test file of an open rule, or why it cannot have one. */
export function readTestFile({ path }: OpenDocument, workspace: Workspace): Result<RuleTestFile> {
  if (path === undefined || !isTomlFile(path) || folderOf(path, workspace) === undefined)
    return failure('first save the rule as a .toml file in the workspace');
  const existing = testFileOf(path);
  if (existing === undefined)
    return { ok: true, rulePath: path, uri: uriOf(newTestFileOf(path)), text: '', exists: false };
  const read = readWorkspaceFile(existing, workspace);
  return read.ok ? { ok: true, rulePath: path, uri: read.uri, text: read.text, exists: true } : read;
}

/** Returns a result without a case. */
export function noCase({ uri }: OpenDocument, error: string): NewCase {
  return { uri, edits: [], create: false, name: '', error };
}

/** Returns the edits that add a case to a test file, or that create the file. */
export function withCase(
  document: OpenDocument,
  { uri, text, exists }: RuleTestFile,
  written: WrittenCase,
): NewCase {
  const added = addCase(text, written);
  if (!added.ok) return noCase(document, added.error);
  const { edit, name } = added;
  return {
    uri,
    create: !exists,
    name,
    edits: [{ range: rangeOf(edit.span, indexLines(text)), newText: edit.text }],
  };
}
