import { pathKey } from '../../files/path-key.js';
import type { EventSource } from '../messages.js';
import { keyOfUri } from './uris.js';

/** What the user chose to run rules on. */
export interface ChosenEvents {
  /** Takes note of a choice; `paths` are those of the files. */
  remember(source: EventSource, paths: readonly string[]): void;
  /** The text of the editor that events were found in; undefined for those of files. */
  textOf(uri: string): string | undefined;
  /** Whether the user picked a file. Others outside of the workspace may not be read. */
  hasFile(path: string): boolean;
}

/** As many texts of editors are kept. */
const mostTexts = 4;

export function createChosenEvents(): ChosenEvents {
  /** Keys of files that the user picked in a dialog: what may be read, but nothing beside them. */
  const files = new Set<string>();
  /** Texts of editors that rules were run on last, by key: events that were found in them are looked up there. */
  const texts = new Map<string, string>();
  return {
    remember(source, paths) {
      if (source.kind === 'text') {
        const key = keyOfUri(source.uri);
        texts.delete(key);
        texts.set(key, source.text);
        const [oldest] = texts.keys();
        if (texts.size > mostTexts && oldest !== undefined) texts.delete(oldest);
        return;
      }
      texts.clear();
      if (source.kind === 'files') for (const path of paths) files.add(pathKey(path));
    },
    textOf: (uri) => (texts.size === 0 ? undefined : texts.get(keyOfUri(uri))),
    hasFile: (path) => files.has(pathKey(path)),
  };
}
