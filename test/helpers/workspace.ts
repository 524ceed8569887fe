import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { uriOf } from '../../server/src/lsp/session/uris.js';

/** A folder on disk for one test. */
export interface TestWorkspace {
  readonly folder: string;
  /** Returns the URI of a file in it, or of the folder itself, as VS Code writes it. */
  uri(file?: string): string;
  write(file: string, text: string): void;
  removeFile(file: string): void;
  remove(): void;
}

/** Creates a folder with files, by their path in it. */
export function createWorkspace(files: Readonly<Record<string, string>>): TestWorkspace {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'rulewright-test-')));
  const write = (file: string, text: string) => {
    const full = path.join(folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return {
    folder,
    uri: (file = '') => uriOf(path.join(folder, file)),
    write,
    removeFile: (file) => rmSync(path.join(folder, file)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
