import type { Stack } from '../../stack/open-stack.js';
import type { ParsedOptions } from '../options.js';
import type { Output } from '../output.js';
import type { ReadStates } from './read-states.js';

/** What an action of `rulewright state` works on. */
export interface StateWork {
  readonly stack: Stack;
  readonly read: ReadStates;
  /** Folder of the configuration. */
  readonly folder: string;
  readonly options: ParsedOptions;
  readonly output: Output;
  readonly signal: AbortSignal;
}
