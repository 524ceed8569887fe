import { once } from 'node:events';
import { type Colors, createPainter } from './colors.js';

/** Where a command writes. */
export interface Output {
  /** Results for people, on stdout. Control characters in them are shown as escapes. */
  write(text: string): void;
  /** Results for programs, on stdout, exactly as they are. */
  report(text: string): void;
  /** Resolves when what was written has gone to a slow reader, so that it does not pile up in memory. */
  drained(): Promise<void>;
  /** Messages, on stderr. */
  message(text: string): void;
  /** What is going on, on stderr and only on a terminal; the next line takes its place. */
  progress(text: string): void;
  readonly colors: Colors;
}

/** Takes the place of stdout. */
export interface Sink {
  write(text: string): void;
  drained(): Promise<void>;
  readonly isTerminal: boolean;
}

/** Returns stdout of the process. */
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

/** Returns the output of the process, with results going to the sink. */
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
