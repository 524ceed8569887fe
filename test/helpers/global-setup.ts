import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Writes generated sources that are missing or outdated before any test is loaded. */
export default function setup(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  execFileSync(process.execPath, ['scripts/generate.mjs'], { cwd: root, stdio: 'inherit' });
}
