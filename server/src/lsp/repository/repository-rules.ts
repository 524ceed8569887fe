import { type Rule, readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { readProjectFile, type Workspace, type WorkspaceFile } from '../session/workspace.js';

/** A rule of the workspace as the user sees it, including unsaved changes. */
export interface RepositoryRule {
  readonly file: WorkspaceFile;
  readonly rule: Rule;
}

/** Reads the workspace's rules one after the other, in path order. Skips files that can no longer be read. */
export function* repositoryRules(workspace: Workspace): Generator<RepositoryRule> {
  const paths = [...workspace.rules.all()].map(({ key }) => workspace.pathOfRule(key)).sort();
  for (const path of paths) {
    const file = readProjectFile(path, workspace);
    if (file.ok) yield { file, rule: readRule(parseToml(file.text)) };
  }
}
