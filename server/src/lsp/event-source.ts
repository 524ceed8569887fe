/** Events to run a rule on: the files of the setting, files and folders that the user chose, or the text of an editor. */
export type EventSource =
  | { readonly kind: 'fixtures' }
  | { readonly kind: 'files'; readonly uris: readonly string[] }
  | { readonly kind: 'text'; readonly uri: string; readonly text: string };
