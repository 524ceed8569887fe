import { pathKey } from '../../files/path-key.js';
import type { EventSource } from '../messages.js';
import { keyOfUri } from './uris.js';

/** The events that the user chose to run rules on. */
export interface ChosenEvents {
  /** Records a choice; `paths` are the paths of the files. */
  remember(source: EventSource, paths: readonly string[]): void;
  /** Returns the text of the editor that contained the events, or undefined for events in files. */
  textOf(uri: string): string | undefined;
  /** Returns whether the user picked a file. Other files outside the workspace must not be read. */
  hasFile(path: string): boolean;
}

/** Limit of editor texts to keep. */
const mostTexts = 4;

export function createChosenEvents(): ChosenEvents {
  /** Keys of files that the user picked in a dialog: these may be read, but nothing beside them. */
  const files = new Set<string>();
  /** Texts of editors that rules were last run on, by key, for looking up their events. */
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
