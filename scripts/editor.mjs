/**
 * `npm run editor`: opens the sample workspace in a real VS Code in the browser, with this checkout's
 * extension, on localhost. `npm run editor -- --port 8080` uses another port. Ctrl+C stops it.
 */
import { buildExtension, setUp } from '../test/editor/setup.mjs';
import { startWorkbench, workbenchUrl } from '../test/editor/workbench.mjs';

const portArgument = process.argv.indexOf('--port');
const port = portArgument < 0 ? 8137 : Number(process.argv[portArgument + 1]);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error('editor: --port takes a number between 0 and 65535');
  process.exit(2);
}
const setup = setUp({ browser: false });
if (!setup.ready) {
  console.error(`editor: needs ${setup.needs.join(', ')}`);
  process.exit(1);
}
buildExtension();
const workbench = await startWorkbench(setup, { port });
console.log(
  `Open ${workbenchUrl(workbench)}\nThe workspace is a copy in ${workbench.workspace}. Ctrl+C ends.`,
);
