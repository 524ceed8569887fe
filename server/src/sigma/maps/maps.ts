import type { TargetType } from '../conversion/target.js';
import channelData from './channels.json' with { type: 'json' };
import fieldData from './fields.json' with { type: 'json' };
import sourceData from './sources.json' with { type: 'json' };

/** The equivalent of a Sigma field in Elastic events. `null` means that there is none, regardless of `*`. */
export type FieldEntry =
  | string
  | null
  | {
      readonly field: string;
      readonly type?: TargetType;
      readonly transform?: 'registry-path';
      /** Values that Elastic writes differently, by the Sigma value, case-insensitive. */
      readonly values?: Readonly<Record<string, string>>;
      /** Whether values that are not listed cannot be converted. */
      readonly onlyValues?: boolean;
      /** A difference that is reported with the rule. */
      readonly problem?: string;
    }
  | { readonly transform: 'account'; readonly name: string; readonly domain: string }
  | { readonly transform: 'hashes'; readonly hashes: Readonly<Record<string, string>> }
  | { readonly transform: 'registry-data' };

/** Fields by map name, then by Sigma name. `*` is for all others, the empty name for keywords. */
export const fieldMaps = fieldData as Readonly<Record<string, Readonly<Record<string, FieldEntry>>>>;

/** A condition of all events of a source. */
export interface SourceTest {
  readonly field: string;
  readonly values?: readonly string[];
  readonly exists?: boolean;
  readonly not?: boolean;
  readonly optional?: boolean;
}

/**
 * The events of one kind of data for a log source: Elastic Defend, Winlogbeat with the Windows integration,
 * or others.
 */
export interface SourceVariant {
  readonly index: readonly string[];
  readonly integration?: string;
  readonly tags: readonly string[];
  /** Names of maps; the first one that contains a field is used. */
  readonly fields: readonly string[];
  readonly where: readonly SourceTest[];
}

/** A Sigma log source. */
export interface Source {
  readonly when: Readonly<Record<string, string | null>>;
  /** The EQL category. */
  readonly category: string;
  readonly os?: string;
  /** Whether `host.os.type` is missing in the events. */
  readonly withoutOs?: boolean;
  readonly tags: readonly string[];
  readonly variants: Readonly<Record<string, SourceVariant>>;
  /** Selects the variant that reads the rule, by a value that one of its fields always has. */
  readonly choose?: {
    readonly field: string;
    readonly value: string;
    readonly then: string;
    readonly otherwise: string;
  };
}

export const sources = sourceData as readonly Source[];

/** A Windows service and the channels it writes to. */
export interface Channel {
  readonly channels: readonly string[];
  readonly index?: readonly string[];
  /** The map of its fields; the default is `event-data`. */
  readonly data?: string;
}

export const channels = channelData as Readonly<Record<string, Channel>>;
