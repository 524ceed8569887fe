import type { RuleInputs } from '../evaluate/rule-inputs.js';
import type { EventObject } from '../evaluate/values/access.js';
import { readEvents } from './event-files.js';
import type { FileFinding } from './findings.js';
import type { ParsedOptions } from './options.js';
import type { Output } from './output.js';

/** What rules look at beside events, and what of it could not be read. */
interface InputsRead {
  readonly inputs: RuleInputs;
  readonly problems: readonly FileFinding[];
}

/** Reads the files that `--history`, `--indicators` and `--exceptions` name; what is not named is not given to rules. */
export async function readRuleInputs(options: ParsedOptions, output: Output): Promise<InputsRead> {
  const problems: FileFinding[] = [];
  const read = async (option: 'history' | 'indicators' | 'exceptions'): Promise<RuleInputs> => {
    const paths = options.texts(option);
    if (paths.length === 0) return {};
    const documents: EventObject[] = [];
    const found = await readEvents(paths, (event) => documents.push(event), output);
    problems.push(...found.problems);
    return { [option]: documents };
  };
  const given = {
    ...(await read('history')),
    ...(await read('indicators')),
    ...(await read('exceptions')),
  };
  // An export of Kibana also has the lists that the items are on, and ends in a summary.
  const exceptions = given.exceptions?.filter((item) => item.entries !== undefined);
  return { inputs: { ...given, ...(exceptions && { exceptions }) }, problems };
}
