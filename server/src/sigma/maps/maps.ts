import type { TargetType } from '../conversion/target.js';
import channelData from './channels.json' with { type: 'json' };
import fieldData from './fields.json' with { type: 'json' };
import sourceData from './sources.json' with { type: 'json' };

/** What a field of Sigma is in events of Elastic. `null`: it has no equivalent, whatever `*` says. */
export type FieldEntry =
  | string
  | null
  | {
      readonly field: string;
      readonly type?: TargetType;
      readonly transform?: 'registry-path';
      /** Values that Elastic writes differently, by the value of Sigma, without regard to case. */
      readonly values?: Readonly<Record<string, string>>;
      /** Whether other values than those listed cannot be converted. */
      readonly onlyValues?: boolean;
      /** A difference that is reported with the rule. */
      readonly problem?: string;
    }
  | { readonly transform: 'account'; readonly name: string; readonly domain: string }
  | { readonly transform: 'hashes'; readonly hashes: Readonly<Record<string, string>> }
  | { readonly transform: 'registry-data' };

/** Fields by the name of the map, then by the name of Sigma. `*` is for all others, the empty name for keywords. */
export const fieldMaps = fieldData as Readonly<Record<string, Readonly<Record<string, FieldEntry>>>>;

/** A condition that all events of a source meet. */
export interface SourceTest {
  readonly field: string;
  readonly values?: readonly string[];
  readonly exists?: boolean;
  readonly not?: boolean;
  readonly optional?: boolean;
}

/** The events of one kind of data for a log source: Elastic Defend, Winlogbeat with the Windows integration, or others. */
export interface SourceVariant {
  readonly index: readonly string[];
  readonly integration?: string;
  readonly tags: readonly string[];
  /** Names of maps; the first that has a field counts. */
  readonly fields: readonly string[];
  readonly where: readonly SourceTest[];
}

/** A log source of Sigma. */
export interface Source {
  readonly when: Readonly<Record<string, string | null>>;
  /** Category of EQL. */
  readonly category: string;
  readonly os?: string;
  /** Whether the events do not carry `host.os.type`. */
  readonly withoutOs?: boolean;
  readonly tags: readonly string[];
  readonly variants: Readonly<Record<string, SourceVariant>>;
  /** Which variant reads the rule, by a value that one of its fields always has. */
  readonly choose?: {
    readonly field: string;
    readonly value: string;
    readonly then: string;
    readonly otherwise: string;
  };
}

export const sources = sourceData as readonly Source[];

/** A service of Windows: the channels it writes to. */
export interface Channel {
  readonly channels: readonly string[];
  readonly index?: readonly string[];
  /** The map of its fields: `event-data` unless given. */
  readonly data?: string;
}

export const channels = channelData as Readonly<Record<string, Channel>>;
