import { exitCodes } from './exit-code.js';

/** A handle that lets a long run stop early. */
export interface Interrupt {
  /** Aborted when the user asks to stop. */
  readonly signal: AbortSignal;
  /** Stops listening. */
  readonly end: () => void;
}

/**
 * Listens for Ctrl-C. The first one stops reading, so that the results so far can be shown; the second one
 * ends the process.
 */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  };
  process.on('SIGINT', stop);
  return { signal: controller.signal, end: () => process.off('SIGINT', stop) };
}
