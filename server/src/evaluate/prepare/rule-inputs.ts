import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Answers } from '../esql/stage.js';
import type { ExceptionItem } from '../filters/check-exception.js';
import type { EventObject } from '../values/access.js';

/** Limits that the engine applies to the events of a search. */
export interface SourceLimits {
  /** Only events in the rule's index. Events without `_index` pass. */
  readonly index?: true;
  /** Only indicators in the rule's `threat_index`. Indicators without `_index` pass. */
  readonly threatIndex?: true;
  /** Only events between the rule's `from` and `to`. New_terms rules apply this limit themselves. */
  readonly time?: true;
}

/** What a rule reads besides the events that it runs on. */
export interface RuleInputs {
  /** For new_terms: earlier events, which raise no alerts. */
  readonly history?: readonly EventObject[];
  /** For threat_match: documents of the indicator index. Without them such a rule cannot run. */
  readonly indicators?: readonly EventObject[];
  /** Exception items: events that satisfy one of them raise no alert. */
  readonly exceptions?: readonly ExceptionItem[];
  /** For ES|QL: the documents of lookup tables and enrich policies, by name. */
  readonly tables?: ReadonlyMap<string, readonly EventObject[]>;
  /** For ES|QL: a language model's answers to COMPLETION, see {@link Answers}. */
  readonly answers?: Answers;
  /** Which of the events the rule searches, by default all of them. */
  readonly limits?: SourceLimits;
  /** The fields with their types, by default the Elastic Common Schema. */
  readonly fields?: FieldCatalogue;
}

/** Returns the inputs with the fields that the rule can name, if these are known. */
export function withFields(inputs: RuleInputs, fields: FieldCatalogue | undefined): RuleInputs {
  return fields ? { ...inputs, fields } : inputs;
}
