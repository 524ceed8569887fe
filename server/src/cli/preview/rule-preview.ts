import type { ConditionCount } from '../../stack/explain-zero/count-conditions.js';
import type { Stack } from '../../stack/open-stack.js';
import type { FieldNoise } from '../../stack/preview/noise.js';
import type { PreviewResult } from '../../stack/preview/preview.js';
import type { StackDocument } from '../../stack/search/documents.js';
import type { FileFinding } from '../findings.js';
import type { FetchedEvents } from '../stack/fetched-events.js';

/** A previewed alert with the numbers of its source events. */
export interface ShownAlert {
  /** Null for an event that no longer exists. */
  readonly events: readonly (number | null)[];
  readonly alert: StackDocument;
}

/** The preview of one rule. */
export interface RulePreview {
  readonly rule: string;
  readonly name: string;
  readonly result?: PreviewResult;
  readonly alerts: readonly ShownAlert[];
  /** Days that all runs cover together. */
  readonly days: number;
  readonly noise: readonly FieldNoise[];
  /** For a rule without alerts, when requested. */
  readonly counts?: readonly ConditionCount[];
  readonly problems: readonly FileFinding[];
  /** Whether the failure affects all rules. */
  readonly isLast?: boolean;
}

/** The part of a preview that is the same for all rules. */
export interface PreviewWork {
  readonly stack: Stack;
  readonly end: Date;
  readonly last: number | undefined;
  readonly sample: number;
  readonly fetched: FetchedEvents;
  readonly compare: boolean;
  readonly explainZero: boolean;
  readonly signal: AbortSignal;
}
