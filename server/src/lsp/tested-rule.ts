import type { Analysis } from '../lint/analysis.js';
import type { OpenDocument } from './documents.js';
import { analyseRule } from './features.js';
import { namedRule, ruleOf } from './tests.js';
import { readWorkspaceUri, type Workspace } from './workspace.js';

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
