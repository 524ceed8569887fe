import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { findConfiguration } from '../../lint/files.js';
import { nearestNames } from '../../text/nearest.js';
import { listenForInterrupt } from '../interrupt.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { configurationFolder, findProfile, withStack } from '../stack/access.js';
import { diffStates } from './diff.js';
import { pullStates } from './pull.js';
import { pushStates } from './push.js';
import { readStates } from './read-states.js';

const actions = { diff: diffStates, pull: pullStates, push: pushStates } as const;

/** Options that have no meaning for an action. */
const senseless: Readonly<Record<keyof typeof actions, readonly string[]>> = {
  diff: ['apply', 'prune', 'force', 'to'],
  pull: ['apply', 'prune'],
  push: ['to'],
};

/** `rulewright state`: compares rules with those in Kibana, and transfers changes. Returns the exit code. */
export async function stateCommand(options: ParsedOptions, output: Output): Promise<number> {
  const [first, ...rest] = options.positionals;
  const isAction = (name: string): name is keyof typeof actions => Object.hasOwn(actions, name);
  const action = first !== undefined && isAction(first) ? first : 'diff';
  const paths = action === first ? rest : options.positionals;
  const name = options.text('on');
  if (name === undefined)
    throw new UsageError('state needs --on PROFILE', 'rulewright stack shows the profiles');
  const unused = senseless[action].find(
    (option) => options.flag(option) || options.text(option) !== undefined,
  );
  if (unused !== undefined) throw new UsageError(`state ${action} takes no --${unused}`);
  const [near] =
    first === undefined || action === first || existsSync(first)
      ? []
      : nearestNames(first, Object.keys(actions));
  if (near !== undefined) throw new UsageError(`unknown action "${first}"`, `did you mean "${near}"?`);
  const start = configurationFolder(paths);
  const known = findProfile(name, start);
  const folder = known.path === undefined ? findConfiguration(start).folder : dirname(known.path);
  const interrupt = listenForInterrupt();
  try {
    return await withStack(name, start, output, async (stack) => {
      const read = await readStates(stack, { folder, paths }, output, interrupt.signal);
      return actions[action]({ stack, read, folder, options, output, signal: interrupt.signal });
    });
  } finally {
    interrupt.end();
  }
}
