/** A stack, as defined by a configuration or the environment. */
export interface StackProfile {
  readonly name: string;
  /** Base addresses without a trailing slash; undefined for a server that the profile does not name. */
  readonly elasticsearch: string | undefined;
  readonly kibana: string | undefined;
  /** Id of the Kibana space. */
  readonly space: string;
  /** Replaces the index patterns of rules. */
  readonly index: readonly string[] | undefined;
  /** Path of a certificates file, relative to the configuration's folder. */
  readonly certificates: string | undefined;
  /** Where it is defined: profiles from a file are used only after approval. */
  readonly source: 'environment' | 'file';
}

/** Name of the profile that the environment defines. */
export const environmentProfile = 'environment';
