/** The requests about Elasticsearch and Kibana. Types only, see {@link file://./messages.ts}. */
export interface StackRequests {
  /** The profiles that the configuration above a file and the environment describe. */
  'rulewright/stacks': { params: { readonly uri: string }; result: StackChoices };
  /** Approves a profile as it was shown: one that has changed since is refused. */
  'rulewright/approveStack': {
    params: { readonly uri: string; readonly profile: string; readonly digest: string };
    result: { readonly error?: string };
  };
  /** Runs an open rule, unsaved text included, on Elasticsearch, or lets Kibana preview it. */
  'rulewright/runOnStack': { params: StackRunParams; result: StackRun };
  /** How the rules below the configuration and those of Kibana differ. */
  'rulewright/stackStates': { params: StackParams; result: StackStates };
  /** An open rule as Kibana says it. */
  'rulewright/ruleOnStack': { params: StackParams; result: RuleOnStack };
  /** The files of rules in the form of Kibana's export, for a folder. */
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
  /** Of the servers, for people. */
  readonly addresses: readonly string[];
  readonly space: string;
  /** In place of the index patterns of rules. */
  readonly index?: readonly string[];
  /** File of the certificates that are trusted. */
  readonly certificates?: string;
  /** What an approval is for. */
  readonly digest: string;
  readonly isApproved: boolean;
  /** Whether the environment of the server has a key for it. */
  readonly hasKey: boolean;
}

/** Names a profile as seen from a file. */
export interface StackParams {
  readonly uri: string;
  readonly profile: string;
  /** What the profile was when the user chose it: the key is for that, and for no other. */
  readonly digest: string;
  /** The API key; that of the environment of the server when not given. */
  readonly key?: string;
}

export interface StackRunParams extends StackParams {
  /** Lets Kibana run the rule in place of sending its query to Elasticsearch. */
  readonly isPreview: boolean;
  /** How far back to look, in milliseconds; the window of the rule when not given. */
  readonly last?: number;
}

export interface StackRun {
  /** The source events of the alerts as NDJSON. */
  readonly events: string;
  /** Alerts that were found. */
  readonly alerts: number;
  /** What the servers said, and what is missing. */
  readonly notes: readonly string[];
  readonly error?: string;
}

export interface StackStates {
  readonly rules: readonly StackState[];
  readonly error?: string;
}

/** A rule in a file, in Kibana, or in both. */
export interface StackState {
  /** Of the file. */
  readonly uri?: string;
  readonly name: string;
  readonly status: string;
  /** The keys that differ. */
  readonly keys: readonly string[];
}

export interface RuleOnStack {
  /** The text of the file as it would be after a pull; undefined when Kibana does not have the rule. */
  readonly text?: string;
  readonly error?: string;
}
