import { once } from 'node:events';
import { type Colors, createPainter } from './colors.js';

/** The output of a command. */
export interface Output {
  /** Writes results for people to stdout. Control characters are escaped. */
  write(text: string): void;
  /** Writes machine-readable results to stdout, unchanged. */
  report(text: string): void;
  /**
   * Resolves when a slow reader has received everything written so far, so that it does not pile up in
   * memory.
   */
  drained(): Promise<void>;
  /** Writes messages to stderr. */
  message(text: string): void;
  /** Shows progress on stderr, only on a terminal. The next line replaces it. */
  progress(text: string): void;
  readonly colors: Colors;
}

/** A replacement for stdout. */
export interface Sink {
  write(text: string): void;
  drained(): Promise<void>;
  readonly isTerminal: boolean;
}

/** Returns the process's stdout. */
export function standardOutput(): Sink {
  return {
    write: (text) => {
      process.stdout.write(text);
    },
    drained: async () => {
      if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
    },
    isTerminal: process.stdout.isTTY === true,
  };
}

/** Returns the process's output, with results written to the sink. */
export function processOutput(sink: Sink): Output {
  const plain = Boolean(process.env.NO_COLOR) || process.env.TERM === 'dumb';
  const forced = process.env.FORCE_COLOR !== undefined && process.env.FORCE_COLOR !== '0';
  const painter = createPainter(!plain && (forced || sink.isTerminal));
  let progressShown = false;
  const clear = (): void => {
    if (progressShown) process.stderr.write('\r\u001b[K');
    progressShown = false;
  };
  return {
    colors: painter.colors,
    write: (text) => {
      clear();
      sink.write(painter.finish(text));
    },
    report: (text) => {
      clear();
      sink.write(text);
    },
    drained: () => sink.drained(),
    message: (text) => {
      clear();
      process.stderr.write(`${painter.finish(text)}\n`);
    },
    progress: (text) => {
      if (process.stderr.isTTY !== true) return;
      clear();
      process.stderr.write(painter.finish(text));
      progressShown = true;
    },
  };
}
