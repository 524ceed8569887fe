import type { CancellationToken, Connection } from 'vscode-languageserver';

/** The progress of a long run, which the user can stop. */
export interface RunProgress {
  /** Starts the progress. `stop` is called when the request or its progress is cancelled. */
  begin(bytes: number, stop: () => void): void;
  /** Updates the progress; `share` is from 0 to 1. */
  report(share: number, events: number): void;
  end(): void;
}

/** Minimum size of a run with progress: smaller ones end before anyone could read a message. */
const worthTellingBytes = 8 * 1024 * 1024;

/** Shows progress in the client's window, if supported; `token` is the request's. */
export function runProgress(
  { window }: Connection,
  title: string,
  token: CancellationToken,
  canShow: boolean,
): RunProgress {
  let shown: Awaited<ReturnType<typeof window.createWorkDoneProgress>> | undefined;
  let ended = false;
  return {
    begin(bytes, stop) {
      token.onCancellationRequested(stop);
      if (token.isCancellationRequested) stop();
      if (!canShow || bytes < worthTellingBytes) return;
      void window.createWorkDoneProgress().then((progress) => {
        if (ended) return;
        shown = progress;
        progress.begin(title, 0, undefined, true);
        progress.token.onCancellationRequested(stop);
      });
    },
    report(share, events) {
      shown?.report(Math.floor(share * 100), `${events.toLocaleString('en')} events`);
    },
    end() {
      ended = true;
      shown?.done();
    },
  };
}
