/** A program that prints the key and the URI of each path argument on a simulated system. */
import { pathKey } from '../../server/src/files/path-key.js';
import { uriOf } from '../../server/src/lsp/session/uris.js';

const shown = process.argv.slice(2).map((path) => ({ key: pathKey(path), uri: uriOf(path) }));
process.stdout.write(JSON.stringify(shown));
