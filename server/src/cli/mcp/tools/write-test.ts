import { writeFileSync } from 'node:fs';
import { describeError, isSystemError } from '../../../files/describe-error.js';
import { replaceFile } from '../../../files/write-atomically.js';
import { addCase, type WrittenCase } from '../../../testing/add-case.js';
import { newTestFileOf } from '../../../testing/files.js';
import { applyEdits } from '../../../text/edits.js';
import { confinedTests } from '../confined-tests.js';
import { documents, documentsOf } from '../given-events.js';
import { givenRule, textOf } from '../given-rule.js';
import { Refusal } from '../refusal.js';
import { runGiven } from '../run-given.js';
import type { Input, Tool } from '../tool.js';

/** A tool that runs a case and adds it to a rule's tests. */
export const writeTest: Tool = {
  name: 'write_test',
  title: 'Write a test',
  description:
    'Adds a test case to the test file next to a rule, or creates the file. The case is run first; one that fails is not written. Cases from synthesize_events, mutate_rule, tune_rule and draft_rule can be passed unchanged.',
  writes: true,
  input: (z) => ({
    rule: z.string().min(1).max(1000).describe('path of the rule'),
    name: z.string().min(1).max(300).describe('what the case shows'),
    events: documents(z, 'events of the case'),
    history: documents(z, 'for new_terms: earlier events'),
    indicators: documents(z, 'for threat_match: documents of the indicator index'),
    anomalies: documents(z, 'for machine_learning: anomaly records instead of events'),
    exceptions: documents(z, 'exception items'),
    expect: z
      .union([z.enum(['alert', 'no alert']), z.number().int().min(0)])
      .describe('what the rule must do'),
  }),
  async run(input, context) {
    const given = await givenRule({ rule: input.rule }, context);
    const one = caseOf(input);
    const outcome = runGiven(given, one);
    if (outcome.status !== 'passed')
      throw new Refusal(
        `the case was not written, because it does not pass: ${outcome.message ?? outcome.status}`,
      );
    const beside = confinedTests(given.path!, context);
    const before = beside === undefined ? '' : textOf(beside, context.files.shown(beside));
    const added = addCase(before, one);
    if (!added.ok) throw new Refusal(added.error);
    const after = applyEdits(before, [added.edit]);
    const path = beside ?? context.files.newFile(newTestFileOf(given.path!));
    const failed = beside === undefined ? createFile(path, after) : replaceFile(path, before, after);
    if (failed !== undefined) throw new Refusal(failed);
    return { written: context.files.shown(path), name: added.name };
  },
};

function caseOf(input: Input): WrittenCase {
  const beside = (['history', 'indicators', 'anomalies', 'exceptions'] as const).flatMap((key) => {
    const list = documentsOf(input[key]);
    return list.length > 0 ? [[key, list] as const] : [];
  });
  return {
    name: String(input.name),
    events: documentsOf(input.events),
    expect: input.expect as WrittenCase['expect'],
    ...Object.fromEntries(beside),
  };
}

function createFile(path: string, text: string): string | undefined {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return describeError(error);
  }
}
