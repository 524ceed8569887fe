import type { Tool } from './tool.js';
import { checkRule } from './tools/check-rule.js';
import { convertSigma } from './tools/convert-sigma.js';
import { describeCheck } from './tools/describe-check.js';
import { diffRule } from './tools/diff-rule.js';
import { draftRuleTool } from './tools/draft-rule.js';
import { explainMatch } from './tools/explain-match.js';
import { findFields } from './tools/find-fields.js';
import { fixRule } from './tools/fix-rule.js';
import { mutateRuleTool } from './tools/mutate-rule.js';
import { runRules } from './tools/run-rules.js';
import { searchRulesTool } from './tools/search-rules.js';
import { synthesizeEvents } from './tools/synthesize-events.js';
import { testRules } from './tools/test-rules.js';
import { tuneRuleTool } from './tools/tune-rule.js';
import { writeTest } from './tools/write-test.js';

/** All tools, with those that write files last. */
export const tools: readonly Tool[] = [
  checkRule,
  explainMatch,
  runRules,
  testRules,
  synthesizeEvents,
  mutateRuleTool,
  diffRule,
  findFields,
  describeCheck,
  searchRulesTool,
  draftRuleTool,
  tuneRuleTool,
  convertSigma,
  fixRule,
  writeTest,
];
