import type { Analysis } from '../../analysis/analysis.js';
import { analyseRule } from '../editor/features.js';
import type { OpenDocument } from '../session/documents.js';
import { readWorkspaceUri, type Workspace } from '../session/workspace.js';
import { namedRule, ruleOf } from './tests.js';

/** The rule that was asked for last: while a test file is typed that stays the same. */
let last: { readonly uri: string; readonly text: string; readonly analysis: Analysis } | undefined;

const noRule = { uri: '', path: undefined, key: '', text: '' };

/** The rule that an open test file belongs to; an empty rule where it cannot be found. */
export function testedRule(tests: OpenDocument, workspace: Workspace): Analysis {
  const read = readWorkspaceUri(tests.uri, workspace);
  const found = 'error' in read ? read : ruleOf(namedRule(tests.text), read, workspace);
  const { uri, path, key, text } = 'error' in found ? noRule : found;
  if (last?.uri !== uri || last.text !== text) {
    const analysis = workspace.open(uri)?.analysis() ?? analyseRule(text, { path, key }, workspace);
    last = { uri, text, analysis };
  }
  return last.analysis;
}
