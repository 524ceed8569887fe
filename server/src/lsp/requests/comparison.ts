import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { committedText } from '../../files/git-history.js';
import { compareRules } from '../../prove/diff/compare-rules.js';
import { compareTests } from '../../prove/diff/compare-tests.js';
import { describeChange, relationWords } from '../../prove/diff/describe-change.js';
import { witnessLines } from '../../prove/diff/event-text.js';
import { readRule } from '../../rule/rule.js';
import { fileEventsReader } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { parseToml } from '../../toml/document.js';
import type { Comparison } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { Workspace } from '../session/workspace.js';
import { projectOf } from '../session/workspace-folders.js';
import { readTestFile } from './case-edits.js';

const alike: Comparison = { differs: false, gained: 0, lost: 0, lines: [] };

/** In milliseconds: the server cannot answer anything else meanwhile. */
const longestSearch = 200;

/**
 * Compares an open rule with its last commit: keys, logic, events synthesised for the difference, and its
 * tests.
 */
export async function compareWithCommit(document: OpenDocument, workspace: Workspace): Promise<Comparison> {
  const file = readTestFile(document, workspace);
  const text = file.ok ? committedText(file.rulePath) : undefined;
  if (!file.ok || text === undefined || text === document.text) return alike;
  await workspace.checkouts.schemasRead(file.rulePath);
  const analysis = document.analysis();
  const fields = evaluatedFields(analysis);
  const before = readRule(parseToml(text));
  const difference = compareRules(before, analysis.rule, fields, longestSearch);
  if (difference.formattingOnly) return alike;
  const readEvents = fileEventsReader(file.rulePath, projectOf(file.rulePath, workspace));
  const tests = file.exists ? parseTestFile(file.text) : undefined;
  const changed = compareTests(before, analysis.rule, tests, readEvents, fields);
  const more = changed.filter((test) => test.after > test.before).length;
  const { gained, lost } = difference.witnesses;
  return {
    differs: true,
    gained: gained.length + more,
    lost: lost.length + changed.length - more,
    lines: [
      ...difference.structure.map(describeChange),
      `alerts: ${difference.problem ?? relationWords[difference.logic]}`,
      ...gained.flatMap((witness) => witnessLines('+ raises an alert now', witness)),
      ...lost.flatMap((witness) => witnessLines('− no longer raises an alert', witness)),
      ...changed.map((test) => `test "${test.name}": ${test.before} → ${test.after} alerts`),
    ],
  };
}
