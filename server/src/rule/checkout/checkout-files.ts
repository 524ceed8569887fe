/** Reads a file below the folder of the checkout, by path with `/`; undefined when it is missing or cannot be read. */
export interface CheckoutFiles {
  text(path: string): string | undefined;
  bytes(path: string): Uint8Array | undefined;
  /** Names of the files in a folder. */
  list(folder: string): readonly string[];
}
