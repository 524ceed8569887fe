import { setFlagsFromString } from 'node:v8';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ProposedFeatures,
} from 'vscode-languageserver/node';
import { initialise } from './initialise.js';

export type Transport = 'ipc' | 'stdio';

/**
 * Starts the language server on this process's IPC channel or standard streams. Runs until the client sends
 * `exit` or closes its end of the connection: exit code 0 after `shutdown`, 1 without.
 */
export function startServer(transport: Transport): void {
  // A young generation of 2 MB saves about 10 MB of resident memory, and smaller code about 7 MB more;
  // neither has a measurable cost in time.
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--max-semi-space-size=2');
  setFlagsFromString('--semi-space-growth-factor=1');
  const connection =
    transport === 'ipc'
      ? createConnection(ProposedFeatures.all, new IPCMessageReader(process), new IPCMessageWriter(process))
      : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  connection.onInitialize((params) => initialise(connection, params));
  connection.listen();
}
