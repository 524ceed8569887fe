import { expect, test } from 'vitest';
import { keyOfUri, pathOfUri, uriOf } from './uris.js';

/**
 * Checks the path of a URI, and that the path converts back to the exact URI, or to `written` if VS Code
 * writes it differently.
 */
function checkPath(uri: string, path: string | undefined, written = uri) {
  test(`the path of ${uri}`, () => {
    expect(pathOfUri(uri)).toBe(path);
    expect(keyOfUri(uri)).toBe(path ?? uri);
    if (path !== undefined) expect(uriOf(path)).toBe(written);
  });
}

checkPath('vscode-vfs://github/owner/repo/rules/a.toml', '/vscode-vfs/@github/owner/repo/rules/a.toml');
checkPath('vscode-remote://127.0.0.1:8080/rules/a.toml', '/vscode-remote/@127.0.0.1:8080/rules/a.toml');
checkPath('vscode-remote://wsl%2Bubuntu/a.toml', '/vscode-remote/@wsl+ubuntu/a.toml');
checkPath('memfs:/rules/a.toml', '/memfs/@/rules/a.toml');
checkPath('file:///rules/a.toml', '/file/@/rules/a.toml');
checkPath('file:///c%3A/R%26D%20%28old%29.toml', '/file/@/c:/R&D (old).toml');
checkPath('vscode-vfs://github/', '/vscode-vfs/@github');
checkPath('vscode-vfs://github/a/b/', '/vscode-vfs/@github/a/b', 'vscode-vfs://github/a/b');
checkPath('memfs:/a/../../../b', '/memfs/@/b', 'memfs:/b');
checkPath('memfs:/a/%2e%2e/%2e%2e/b', '/memfs/@/b', 'memfs:/b');
checkPath('untitled:Untitled-1', undefined);
checkPath('untitled:/rules/a.toml', undefined);
checkPath('https://example.org/a.toml', undefined);
checkPath('git:/rules/a.toml?%7B%7D', undefined);
checkPath('memfs:/a%00b', undefined);
checkPath('memfs:/a%zz', undefined);
checkPath('no URI', undefined);
