import type { Stack } from '../../stack/open-stack.js';
import type { ParsedOptions } from '../options.js';
import type { Output } from '../output.js';
import type { ReadStates } from './read-states.js';

/** Context of an action of `rulewright state`. */
export interface StateWork {
  readonly stack: Stack;
  readonly read: ReadStates;
  /** The configuration's folder. */
  readonly folder: string;
  readonly options: ParsedOptions;
  readonly output: Output;
  readonly signal: AbortSignal;
}
