import { type Rule, readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { readProjectFile, type Workspace, type WorkspaceFile } from '../session/workspace.js';

/** A rule of the workspace as the user sees it, with changes that are not saved. */
export interface RepositoryRule {
  readonly file: WorkspaceFile;
  readonly rule: Rule;
}

/** Reads the rules of the workspace one after the other, in the order of their paths. What cannot be read any more is left out. */
export function* repositoryRules(workspace: Workspace): Generator<RepositoryRule> {
  const paths = [...workspace.rules.all()].map(({ key }) => workspace.pathOfRule(key)).sort();
  for (const path of paths) {
    const file = readProjectFile(path, workspace);
    if (file.ok) yield { file, rule: readRule(parseToml(file.text)) };
  }
}
