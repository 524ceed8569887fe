/** The user's settings, in the section `rulewright`. The manifest describes the same keys. */
export interface Settings {
  /** Folders whose TOML files are rules, whatever their content. Relative to the workspace folder. */
  readonly ruleFolders: readonly string[];
  /** Glob of files with sample events. */
  readonly fixtures: string;
  /** Whether formatting a rule also formats its query. */
  readonly formatQuery: boolean;
  /** Whether inlay hints are shown after values. */
  readonly inlayHints: boolean;
  /** Whether rules that are not open are checked, too. */
  readonly workspaceDiagnostics: boolean;
}

export const defaultSettings: Settings = {
  ruleFolders: ['rules', 'rules_building_block'],
  fixtures: '**/fixtures/**/*.{ndjson,jsonl,json,csv,gz,zst}',
  formatQuery: false,
  inlayHints: false,
  workspaceDiagnostics: true,
};

/**
 * Reads settings from anything that a client sends; a missing value or one with the wrong type uses its
 * default.
 */
export function readSettings(sent: unknown): Settings {
  if (typeof sent !== 'object' || sent === null) return defaultSettings;
  const { ruleFolders, fixtures, formatQuery, inlayHints, workspaceDiagnostics } = sent as Record<
    string,
    unknown
  >;
  return {
    ruleFolders:
      Array.isArray(ruleFolders) && ruleFolders.every((folder) => typeof folder === 'string')
        ? ruleFolders
        : defaultSettings.ruleFolders,
    fixtures: typeof fixtures === 'string' && fixtures !== '' ? fixtures : defaultSettings.fixtures,
    formatQuery: formatQuery === true,
    inlayHints: inlayHints === true,
    workspaceDiagnostics: workspaceDiagnostics !== false,
  };
}
