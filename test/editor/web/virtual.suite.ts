import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { closeAll, extension, fileUri, open } from '../suite/helpers.js';

describe('in a virtual workspace', () => {
  afterEach(closeAll);

  it('files are in a file system of another extension', () => {
    assert.equal(fileUri('').scheme, 'vscode-vfs');
  });

  it('fixtures are found', async () => {
    const { document } = await open('rules/container_tool.toml');
    const { server } = await extension();
    const source = { kind: 'fixtures' as const };
    const run = await server.request('rulewright/runOnEvents', { uri: document.uri.toString(), source });
    assert.equal(run.error, undefined);
    assert.deepEqual([run.files, run.alerts.length], [2, 2]);
    assert.equal(run.alerts[0]?.events[0]?.uri, fileUri('fixtures/processes.ndjson').toString());
  });
});
