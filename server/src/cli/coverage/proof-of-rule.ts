import { projectFolderOf } from '../../files/project-folder.js';
import { mutateRule } from '../../prove/mutation/mutate-rule.js';
import type { Proof } from '../../repository/coverage.js';
import { fileEventsReader, testFileOf } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { isolated } from '../../text/internal-error.js';
import type { LoadedRule } from '../load-rules.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';
import { ruleFieldsReader } from '../rule-fields.js';

/** Returns a function that determines how well a rule's tests prove it. A failing test proves nothing. */
export function proofReader(output: Output): (loaded: LoadedRule) => Promise<Proof> {
  const fieldsIn = ruleFieldsReader(output);
  return async ({ path, rule }) => {
    const testPath = testFileOf(path);
    const read = testPath === undefined ? undefined : readRuleText(testPath);
    if (testPath === undefined || !read || 'error' in read) return 'untested';
    const fields = (await fieldsIn(path))(rule.document);
    return isolated<Proof>(
      () => {
        const file = parseTestFile(read.text);
        if (file.cases.length === 0) return 'untested';
        const report = mutateRule(rule, file, fileEventsReader(testPath, projectFolderOf(path)), fields);
        if (report.problem !== undefined || report.failing.length > 0) return 'untested';
        return report.mutants > 0 && report.survivors.length === 0 ? 'proved' : 'tested';
      },
      { start: 0, end: 0 },
      () => 'untested',
    );
  };
}
