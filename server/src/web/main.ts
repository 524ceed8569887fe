/**
 * `server.js` of the extension in a browser: the language server as a worker, which receives messages and
 * files from the client.
 */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { initialise } from '../lsp/initialise.js';
import type { Notifications } from '../lsp/messages.js';
import { pathOfUri } from './instead/uris.js';
import { memoryFiles } from './memory-files.js';

/** The global scope of a worker is the port to its client. */
type Port = ConstructorParameters<typeof BrowserMessageReader>[0] &
  ConstructorParameters<typeof BrowserMessageWriter>[0];
const port = globalThis as unknown as Port;

const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(port),
  new BrowserMessageWriter(port),
);
connection.onInitialize((params) => initialise(connection, params));
connection.onNotification('rulewright/files', ({ files, removed }: Notifications['rulewright/files']) => {
  for (const uri of removed) {
    const path = pathOfUri(uri);
    if (path !== undefined) memoryFiles.remove(path);
  }
  for (const { uri, bytes } of files) {
    const path = pathOfUri(uri);
    if (path !== undefined) memoryFiles.write(path, bytes);
  }
});
connection.listen();
