/** A stack, as a configuration or the environment describes it. */
export interface StackProfile {
  readonly name: string;
  /** Base addresses without a slash at the end; undefined for a server that the profile does not name. */
  readonly elasticsearch: string | undefined;
  readonly kibana: string | undefined;
  /** Id of the Kibana space. */
  readonly space: string;
  /** Replaces the index patterns of rules. */
  readonly index: readonly string[] | undefined;
  /** Path of a file of certificates, from the folder of the configuration. */
  readonly certificates: string | undefined;
  /** Where it comes from: profiles of a file are used only after approval. */
  readonly source: 'environment' | 'file';
}

/** Name of the profile that the environment describes. */
export const environmentProfile = 'environment';
