import type { AttackTables } from '../../rule/attack/attack.js';
import type { BeatsSchema } from './beats-schema.js';
import type { FieldList } from './field-list.js';
import type { ReducedIntegrations } from './integration-schemas.js';

/**
 * All field schemas of a checkout, reduced to what its stacks need. Plain data, so that it can be cached and
 * sent to other threads.
 */
export interface PreparedSchemas {
  /** By version, as in `stack-schema-map.yaml`. */
  readonly ecs: Readonly<Record<string, FieldList>>;
  readonly beats: Readonly<Record<string, BeatsSchema>>;
  readonly endgame: Readonly<Record<string, FieldList>>;
  /** Fields that no schema has, by index pattern as written in rules. */
  readonly byIndex: Readonly<Record<string, FieldList>>;
  /** The same from a schema that one stack names, by path of the schema. */
  readonly custom: Readonly<Record<string, Readonly<Record<string, FieldList>>>>;
  readonly endpoint: FieldList;
  readonly integrations: ReducedIntegrations;
  /** A newer version of ATT&CK than the one bundled with Rulewright. */
  readonly attack?: AttackTables;
  /**
   * Whether a file with fields that each query is checked against is invalid: then no field is certainly
   * unknown.
   */
  readonly broken: boolean;
  /** Files that are missing or unreadable, for people. */
  readonly missing: readonly string[];
}
