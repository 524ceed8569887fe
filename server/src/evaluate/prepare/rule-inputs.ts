import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Answers } from '../esql/stage.js';
import type { ExceptionItem } from '../filters/check-exception.js';
import type { EventObject } from '../values/access.js';

/** Limits that the engine sets to the events of a search. */
export interface SourceLimits {
  /** Only events in the rule's index, of those that carry `_index`. */
  readonly index?: true;
  /** Only indicators in the rule's `threat_index`, of those that carry `_index`. */
  readonly threatIndex?: true;
  /** Only events between the rule's `from` and `to`. Rules for new terms look at that themselves. */
  readonly time?: true;
}

/** What a rule looks at beside the events that it is run on. */
export interface RuleInputs {
  /** For new_terms: earlier events, of which none raises an alert. */
  readonly history?: readonly EventObject[];
  /** For threat_match: documents of the indicator index; without them such a rule cannot be run. */
  readonly indicators?: readonly EventObject[];
  /** Exception items: events that satisfy one of them raise no alert. */
  readonly exceptions?: readonly ExceptionItem[];
  /** For ES|QL: the documents of lookup tables and enrich policies, by name. */
  readonly tables?: ReadonlyMap<string, readonly EventObject[]>;
  /** For ES|QL: what a language model answers to COMPLETION, see {@link Answers}. */
  readonly answers?: Answers;
  /** What of the events the rule looks at; all of them when not given. */
  readonly limits?: SourceLimits;
  /** The fields with their types; those of the Elastic Common Schema when not given. */
  readonly fields?: FieldCatalogue;
}

/** Returns the inputs with the fields that the rule can name, where these are known. */
export function withFields(inputs: RuleInputs, fields: FieldCatalogue | undefined): RuleInputs {
  return fields ? { ...inputs, fields } : inputs;
}
