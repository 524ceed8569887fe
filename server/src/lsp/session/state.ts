import { dirname } from 'node:path';
import { findConfiguration } from '../../lint/files.js';
import type { ChecksState } from '../messages.js';
import { pathOfUri } from './uris.js';
import type { Workspace } from './workspace.js';
import { pathInWorkspace } from './workspace-folders.js';

/**
 * Returns how a document is checked: what applies to it, and what is still being read. `isIndexing` is about
 * the workspace.
 */
export function checksState(uri: string, workspace: Workspace, isIndexing: boolean): ChecksState {
  const path = pathOfUri(uri);
  const found = path === undefined ? undefined : findConfiguration(dirname(path));
  const open = path === undefined ? undefined : workspace.checkouts.of(path);
  const shown = (file: string): string => pathInWorkspace(file, workspace) || '.';
  return {
    profile: found?.configuration.profile ?? 'default',
    ...(found?.path === undefined ? {} : { configuration: shown(found.path) }),
    ...(open
      ? {
          checkout: shown(open.checkout.folder),
          schemas: open.plan ? 'ready' : 'reading',
          missing: open.plan?.missing ?? [],
        }
      : {}),
    rules: workspace.rules.size,
    isIndexing,
  };
}
