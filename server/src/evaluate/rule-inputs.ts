import type { ExceptionItem } from './filters/exceptions.js';
import type { EventObject } from './values/access.js';

/** What a rule looks at beside the events that it is run on. */
export interface RuleInputs {
  /** For new_terms: earlier events, of which none raises an alert. */
  readonly history?: readonly EventObject[];
  /** For threat_match: documents of the indicator index; without them such a rule cannot be run. */
  readonly indicators?: readonly EventObject[];
  /** Exception items: events that satisfy one of them raise no alert. */
  readonly exceptions?: readonly ExceptionItem[];
}
