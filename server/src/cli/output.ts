import { once } from 'node:events';
import pc from 'picocolors';

/** Colours of one stream: real ones on a terminal, none elsewhere or with `NO_COLOR`. */
export type Colors = ReturnType<typeof pc.createColors>;

export interface Output {
  /** Results, on stdout. */
  write(text: string): void;
  /** Resolves when what was written has gone to a slow reader, so that it does not pile up in memory. */
  drained(): Promise<void>;
  /** Messages, on stderr. */
  message(text: string): void;
  /** What is going on, on stderr and only on a terminal; the next line takes its place. */
  progress(text: string): void;
  readonly colors: Colors;
}

/** Output of the process. */
export function processOutput(): Output {
  const plain = Boolean(process.env.NO_COLOR) || process.env.TERM === 'dumb';
  const forced = process.env.FORCE_COLOR !== undefined && process.env.FORCE_COLOR !== '0';
  const colors = pc.createColors(!plain && (forced || process.stdout.isTTY === true));
  let progressShown = false;
  const clear = (): void => {
    if (progressShown) process.stderr.write('\r\u001b[K');
    progressShown = false;
  };
  return {
    colors,
    write: (text) => {
      clear();
      process.stdout.write(text);
    },
    drained: async () => {
      if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
    },
    message: (text) => {
      clear();
      process.stderr.write(`${text}\n`);
    },
    progress: (text) => {
      if (process.stderr.isTTY !== true) return;
      clear();
      process.stderr.write(text);
      progressShown = true;
    },
  };
}
