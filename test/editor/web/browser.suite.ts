import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, eventually, extension, fileUri, open } from '../suite/helpers.js';

describe('in a browser', () => {
  afterEach(closeAll);

  it('there is no Node.js, and files are not on a disk', () => {
    assert.equal(vscode.env.uiKind, vscode.UIKind.Web);
    assert.equal(typeof globalThis.process?.versions?.node, 'undefined');
    assert.notEqual(fileUri('').scheme, 'file');
  });

  it('rules that are not open are reported', async () => {
    await open('rules/container_tool.toml');
    const [finding] = await eventually('a finding of another rule', () => {
      const found = vscode.languages.getDiagnostics(fileUri('rules/misspelt.toml'));
      return found.length > 0 ? found : undefined;
    });
    assert.equal(finding!.source, 'rulewright');
  });

  it('a configuration that is written counts, and no longer when it is deleted', async () => {
    const configuration = fileUri('.rulewright.yaml');
    await open('rules/container_tool.toml');
    const { server } = await extension();
    const uri = fileUri('rules/container_tool.toml').toString();
    const used = async () => (await server.request('rulewright/checks', { uri })).configuration;
    await vscode.workspace.fs.writeFile(configuration, new TextEncoder().encode('profile: default\n'));
    await eventually('the configuration', async () => (await used()) === '.rulewright.yaml');
    await vscode.workspace.fs.delete(configuration);
    await eventually('none', async () => (await used()) === undefined);
  });

  it('events that are written are read, packed ones too', async () => {
    const { document } = await open('rules/container_tool.toml');
    const event =
      '{"event":{"category":"process","type":"start","action":"exec"},"host":{"os":{"type":"linux"}},"process":{"name":"runc","entry_leader":{"entry_meta":{"type":"container"}}}}\n';
    const packing = new Blob([event]).stream().pipeThrough(new CompressionStream('gzip'));
    const file = fileUri('fixtures/packed.ndjson.gz');
    await vscode.workspace.fs.writeFile(file, new Uint8Array(await new Response(packing).arrayBuffer()));
    const { server } = await extension();
    const source = { kind: 'files' as const, uris: [file.toString()] };
    const run = await server.request('rulewright/runOnEvents', { uri: document.uri.toString(), source });
    await vscode.workspace.fs.delete(file);
    assert.deepEqual(run.notes, []);
    assert.equal(run.alerts.length, 1);
  });

  it('a stack is refused, with the reason', async () => {
    const { server } = await extension();
    const uri = fileUri('rules/container_tool.toml').toString();
    const { profiles, error } = await server.request('rulewright/stacks', { uri });
    assert.deepEqual(profiles, []);
    assert.match(error ?? '', /cannot be asked from the browser/);
  });

  it('the server starts again', async () => {
    const { document } = await open('rules/misspelt.toml');
    await vscode.commands.executeCommand('rulewright.restartServer');
    const { server } = await extension();
    const uri = document.uri.toString();
    await eventually('the rule', async () => (await server.request('rulewright/rule', { uri })).isRule);
  });
});
