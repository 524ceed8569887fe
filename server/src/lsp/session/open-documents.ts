import type { TextDocuments } from 'vscode-languageserver';
import { pathKey } from '../../files/path-key.js';
import type { OpenDocument } from './documents.js';
import { keyOfUri } from './uris.js';

/**
 * The open documents. A client may refer to one by another URI than the one it opened, such as a URI that the
 * server sent.
 */
export interface OpenDocuments {
  get(uri: string): OpenDocument | undefined;
  /** Returns the document of a file. */
  at(path: string): OpenDocument | undefined;
  has(key: string): boolean;
  all(): readonly OpenDocument[];
}

/** Returns a client's documents, which can be found by any spelling of their URI. */
export function openDocuments(documents: TextDocuments<OpenDocument>): OpenDocuments {
  const withKey = (key: string): OpenDocument | undefined =>
    documents.all().find((document) => document.key === key);
  const isEmpty = (): boolean => documents.keys().length === 0;
  return {
    // Usually the URI is the same, and no disk access is necessary.
    get: (uri) => documents.get(uri) ?? (isEmpty() ? undefined : withKey(keyOfUri(uri))),
    at: (path) => (isEmpty() ? undefined : withKey(pathKey(path))),
    has: (key) => withKey(key) !== undefined,
    all: () => documents.all(),
  };
}
