import { dirname } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { updateRule } from '../../exchange/update-rule.js';
import { withoutKept } from '../../stack/state/comparable.js';
import type { RuleState } from '../../stack/state/compare.js';
import { exitCodeOf } from '../exit-code.js';
import type { StateWork } from './action.js';
import { isDifferent, stateJson, tellProblems, writeOutcomes } from './report.js';

/** `rulewright state diff`: shows the differences. Returns exit code 1 if there are any. */
export async function diffStates({ stack, read, options, output }: StateWork): Promise<number> {
  const { states, problems } = read;
  const outcomes = states.map((state) => ({ state }));
  tellProblems(read, output);
  if (options.text('format') === 'json') output.report(stateJson(stack.profile.name, outcomes, problems));
  else {
    for (const state of states) output.write(await patchOf(state, read));
    writeOutcomes(outcomes, output);
  }
  return exitCodeOf(problems, { unusable: problems.length > 0, findings: states.some(isDifferent) });
}

/** Returns a unified diff of what a pull would change in the file, empty if file and Kibana agree. */
async function patchOf(
  { here, there, changes, ruleId }: RuleState,
  read: StateWork['read'],
): Promise<string> {
  const file = read.files.get(ruleId);
  if (!here || !there || !file || changes.length === 0) return '';
  const payloadOf = await read.payloadsIn(dirname(file.path));
  const updated = updateRule(file.rule.document, withoutKept(there.payload, here.payload), payloadOf);
  if (!updated.ok) return '';
  return `${createTwoFilesPatch(file.path, file.path, file.rule.document.text, updated.text, 'here', 'in Kibana')}\n`;
}
