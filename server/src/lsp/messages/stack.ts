/** The requests about Elasticsearch and Kibana. Types only (see `messages.ts`). */
export interface StackRequests {
  /** The profiles that the configuration above a file and the environment define. */
  'rulewright/stacks': { params: { readonly uri: string }; result: StackChoices };
  /** Approves a profile as shown; refused if it has changed since. */
  'rulewright/approveStack': {
    params: { readonly uri: string; readonly profile: string; readonly digest: string };
    result: { readonly error?: string };
  };
  /** Runs an open rule, including unsaved text, on Elasticsearch, or lets Kibana preview it. */
  'rulewright/runOnStack': { params: StackRunParams; result: StackRun };
  /** How the rules below the configuration differ from those in Kibana. */
  'rulewright/stackStates': { params: StackParams; result: StackStates };
  /** An open rule as it is in Kibana. */
  'rulewright/ruleOnStack': { params: StackParams; result: RuleOnStack };
  /** The rule files for a Kibana export, for a folder. */
  'rulewright/rulesFromExport': {
    params: { readonly text: string; readonly folder: string };
    result: RulesFromExport;
  };
}

export interface RulesFromExport {
  readonly rules: readonly { readonly fileName: string; readonly text: string }[];
  /** What cannot be imported, and why. */
  readonly problems: readonly string[];
}

export interface StackChoices {
  readonly profiles: readonly StackChoice[];
  readonly error?: string;
}

export interface StackChoice {
  readonly name: string;
  /** Addresses of the servers, for people. */
  readonly addresses: readonly string[];
  readonly space: string;
  /** Replaces the index patterns of rules. */
  readonly index?: readonly string[];
  /** File of the trusted certificates. */
  readonly certificates?: string;
  /** What an approval refers to. */
  readonly digest: string;
  readonly isApproved: boolean;
  /** Whether the server's environment has a key for it. */
  readonly hasKey: boolean;
}

/** A profile as seen from a file. */
export interface StackParams {
  readonly uri: string;
  readonly profile: string;
  /** Digest of the profile when the user chose it: the key is for that version only. */
  readonly digest: string;
  /** The API key; the default is that of the server's environment. */
  readonly key?: string;
}

export interface StackRunParams extends StackParams {
  /** Lets Kibana run the rule instead of sending its query to Elasticsearch. */
  readonly isPreview: boolean;
  /** How far back to search, in milliseconds; the default is the rule's window. */
  readonly last?: number;
}

export interface StackRun {
  /** The alerts' source events as NDJSON. */
  readonly events: string;
  /** Number of alerts found. */
  readonly alerts: number;
  /** Messages of the servers, and what is missing. */
  readonly notes: readonly string[];
  readonly error?: string;
}

export interface StackStates {
  readonly rules: readonly StackState[];
  readonly error?: string;
}

/** A rule in a file, in Kibana, or in both. */
export interface StackState {
  /** The file's URI. */
  readonly uri?: string;
  readonly name: string;
  readonly status: string;
  /** The keys that differ. */
  readonly keys: readonly string[];
}

export interface RuleOnStack {
  /** The file's text after a pull; undefined if Kibana does not have the rule. */
  readonly text?: string;
  readonly error?: string;
}
