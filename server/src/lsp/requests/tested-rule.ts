import type { Analysis } from '../../analysis/analysis.js';
import { analyseRule } from '../session/analyse-rule.js';
import type { OpenDocument } from '../session/documents.js';
import { readWorkspaceUri, type Workspace } from '../session/workspace.js';
import { namedRule, ruleOf } from './tests.js';

const noRule = { uri: '', path: undefined, key: '', text: '' };

/** Returns the rule of an open test file, or an empty rule if it was not found. */
export function testedRule(tests: OpenDocument, workspace: Workspace): Analysis {
  const read = readWorkspaceUri(tests.uri, workspace);
  const found = read.ok ? ruleOf(namedRule(tests.text), read, workspace) : read;
  const { uri, path, key, text } = found.ok ? found : noRule;
  const { latest } = workspace;
  if (latest.testedRule?.uri !== uri || latest.testedRule.text !== text) {
    const analysis = workspace.open(uri)?.analysis() ?? analyseRule(text, { path, key }, workspace);
    latest.testedRule = { uri, text, analysis };
  }
  return latest.testedRule.analysis;
}
