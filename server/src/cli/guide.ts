import { loadRules } from './load-rules.js';
import { type ParsedOptions, UsageError } from './options.js';
import type { Output } from './output.js';
import { renderFinding } from './report/source-lines.js';

/** `rulewright guide`: returns the exit code. */
export function runGuide(options: ParsedOptions, output: Output): number {
  if (options.positionals.length !== 1) throw new UsageError('guide takes one rule', 'rulewright guide RULE');
  const { rules, unreadable } = loadRules(options.positionals);
  for (const finding of unreadable) output.message(renderFinding(finding, undefined, output.colors));
  const [loaded] = rules;
  if (!loaded) return 2;
  const { note } = loaded.rule.table;
  output.write(`${typeof note === 'string' ? note : ''}\n`);
  return 0;
}
