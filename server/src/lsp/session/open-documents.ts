import type { TextDocuments } from 'vscode-languageserver';
import { pathKey } from '../../files/path-key.js';
import type { OpenDocument } from './documents.js';
import { keyOfUri } from './uris.js';

/** The open documents. A client may name one by another URI than it opened it with, such as one that it was sent. */
export interface OpenDocuments {
  get(uri: string): OpenDocument | undefined;
  /** The document of a file. */
  at(path: string): OpenDocument | undefined;
  has(key: string): boolean;
  all(): readonly OpenDocument[];
}

/** Returns the documents of a client, to be found by any spelling of their URI. */
export function openDocuments(documents: TextDocuments<OpenDocument>): OpenDocuments {
  const withKey = (key: string): OpenDocument | undefined =>
    documents.all().find((document) => document.key === key);
  const isEmpty = (): boolean => documents.keys().length === 0;
  return {
    // Usually it is the same URI, which no disk has to be asked about.
    get: (uri) => documents.get(uri) ?? (isEmpty() ? undefined : withKey(keyOfUri(uri))),
    at: (path) => (isEmpty() ? undefined : withKey(pathKey(path))),
    has: (key) => withKey(key) !== undefined,
    all: () => documents.all(),
  };
}
