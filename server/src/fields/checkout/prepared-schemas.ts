import type { AttackTables } from '../../rule/attack/attack.js';
import type { BeatsSchema } from './beats-schema.js';
import type { FieldList } from './field-list.js';
import type { ReducedIntegrations } from './integration-schemas.js';

/** All field schemas of a checkout, reduced to what its stacks need. Plain data, for keeping on disk and for passing on. */
export interface PreparedSchemas {
  /** By version, as `stack-schema-map.yaml` names them. */
  readonly ecs: Readonly<Record<string, FieldList>>;
  readonly beats: Readonly<Record<string, BeatsSchema>>;
  readonly endgame: Readonly<Record<string, FieldList>>;
  /** Fields that no schema has, by index pattern as rules write it. */
  readonly byIndex: Readonly<Record<string, FieldList>>;
  /** The same from a schema that one stack names, by path of the schema. */
  readonly custom: Readonly<Record<string, Readonly<Record<string, FieldList>>>>;
  readonly endpoint: FieldList;
  readonly integrations: ReducedIntegrations;
  /** A newer version of ATT&CK than the one that comes with Rulewright. */
  readonly attack?: AttackTables;
  /** Whether a file with fields that each query is checked against is broken: then no field is certainly unknown. */
  readonly broken: boolean;
  /** Files that are missing or cannot be read, for people. */
  readonly missing: readonly string[];
}
