import { documentKey, eventOf, type StackDocument } from '../../stack/search/documents.js';
import type { EventOrigin } from '../event-files.js';
import { openFileSink } from '../file-sink.js';

/** An event of a stack: its index instead of a path, or the file that it was saved in. */
export interface FetchedOrigin extends EventOrigin {
  readonly id: string;
}

/** Unique fetched documents, numbered like the events of files. */
export interface FetchedEvents {
  /** Returns the document's number. */
  add(document: StackDocument): number;
  readonly count: number;
  documents(): readonly StackDocument[];
  locate(number: number): FetchedOrigin;
  /** Returns the address for people. */
  addressOf(number: number): string;
  /** Writes the documents to an event file. Throws `UsageError` if it cannot be written. */
  save(): string | undefined;
}

/** Collects documents. `file` is where they are saved, for `explain` and for tests. */
export function fetchedEvents(file: string | undefined): FetchedEvents {
  const documents: StackDocument[] = [];
  const numbers = new Map<string, number>();
  const locate = (number: number): FetchedOrigin => {
    const { index, id } = documents[number]!;
    return file === undefined ? { path: index, index: number, id } : { path: file, index: number, id };
  };
  return {
    add: (document) => {
      const key = documentKey(document);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, documents.length);
      return documents.push(document) - 1;
    },
    get count() {
      return documents.length;
    },
    documents: () => documents,
    locate,
    addressOf: (number) => {
      const { index, id } = documents[number]!;
      return file === undefined ? `${index}/${id}` : `${file}:${number + 1}`;
    },
    save: () => {
      if (file === undefined) return undefined;
      const sink = openFileSink(file);
      for (const document of documents) sink.write(`${JSON.stringify(eventOf(document))}\n`);
      return sink.close(true);
    },
  };
}
