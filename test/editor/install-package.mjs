/** Packages the extension, to install it as a user would. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { rootFolder } from './setup.mjs';

/** Builds the package and returns a function that installs it into a workbench before the start. */
export function packageInstaller({ node, server }) {
  execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: rootFolder, stdio: 'inherit' });
  const vsix = readdirSync(rootFolder).find((name) => name.endsWith('.vsix'));
  return ({ extensions, data }) => {
    const args = ['--extensions-dir', extensions, '--server-data-dir', data, '--accept-server-license-terms'];
    const options = { encoding: 'utf8', env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' } };
    const { status, stdout, stderr } = spawnSync(
      node,
      [server, '--install-extension', path.join(rootFolder, vsix), ...args],
      options,
    );
    if (status !== 0) throw new Error(`the package could not be installed\n${stdout}${stderr}`);
  };
}
