/**
 * Reads a file below the checkout's folder, by path with `/`. Returns undefined if it is missing or cannot be
 * read.
 */
export interface CheckoutFiles {
  text(path: string): string | undefined;
  bytes(path: string): Uint8Array | undefined;
  /** Returns the names of the files in a folder. */
  list(folder: string): readonly string[];
}
