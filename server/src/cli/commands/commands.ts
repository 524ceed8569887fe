import type { CommandSpec } from '../options.js';
import { checkingCommands } from './checking.js';
import { exchangingCommands } from './exchanging.js';
import { othersCommands } from './others.js';
import { provingCommands } from './proving.js';
import { repositoryCommands } from './repository.js';
import { runningCommands } from './running.js';
import { writingCommands } from './writing.js';

/** The commands of `rulewright` and their options, in help order. Used for both parsing and help. */
export const commands: readonly CommandSpec[] = [
  ...checkingCommands,
  ...runningCommands,
  ...provingCommands,
  ...writingCommands,
  ...exchangingCommands,
  ...repositoryCommands,
  ...othersCommands,
];
