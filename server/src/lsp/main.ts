import { startServer, type Transport } from './server.js';

export { startServer, type Transport };

/**
 * `server.cjs` run as a program: `node server.cjs --node-ipc` (what VS Code's client does) or `--stdio`. The command
 * line imports this file for `rulewright lsp --stdio` and calls `startServer` itself.
 */
const transports: Readonly<Record<string, Transport>> = { '--node-ipc': 'ipc', '--stdio': 'stdio' };
const transport = transports[process.argv[2] ?? ''];
if (transport) startServer(transport);
