import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Whether this user can create symbolic links; on Windows that needs a privilege. If not, a message says so
 * once.
 */
export const canLink: boolean = probe();

function probe(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'rulewright-links-'));
  try {
    symlinkSync('target', join(folder, 'link'));
    return true;
  } catch {
    process.stderr.write('Tests of symbolic links are skipped: this user cannot make any.\n');
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the system has named pipes and device files. */
export const hasPipes = process.platform !== 'win32';
