/**
 * Events to run a rule on: the files of the setting, files and folders chosen by the user, or an editor's
 * text.
 */
export type EventSource =
  | { readonly kind: 'fixtures' }
  | { readonly kind: 'files'; readonly uris: readonly string[] }
  | { readonly kind: 'text'; readonly uri: string; readonly text: string };
