/** Positions and edits as they are sent. Types only (see `messages.ts`). */

export interface WirePosition {
  readonly line: number;
  readonly character: number;
}

export interface WireRange {
  readonly start: WirePosition;
  readonly end: WirePosition;
}

export interface WireLocation {
  readonly uri: string;
  readonly range: WireRange;
}

/** Edits of one file, to be applied together. */
export interface FileEdits {
  readonly uri: string;
  readonly edits: readonly { readonly range: WireRange; readonly newText: string }[];
  /** Why there are no edits. */
  readonly error?: string;
}
