import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { GuidePreview } from '../../../server/src/lsp/messages.js';
import { closeAll, eventually, extension, fileUri, open, positionOf, rangeOf } from './helpers.js';

const rule = 'rules/container_tool.toml';

const htmlOf = ({ sections }: GuidePreview): string => sections.map(({ html }) => html).join('');

/** Opens the preview of the sample rule and waits until it shows what is wanted. */
async function preview(isWanted: (shown: GuidePreview) => boolean = () => true): Promise<GuidePreview> {
  const { guide } = await extension();
  return eventually('the guide', () => {
    const shown = guide.shown();
    return shown && isWanted(shown) ? shown : undefined;
  });
}

describe('the guide', () => {
  afterEach(closeAll);

  it('is previewed and follows typing', async () => {
    const { document } = await open(rule);
    await vscode.commands.executeCommand('rulewright.previewGuide', document.uri);
    const first = await preview();
    assert.equal(first.error, undefined);
    assert.match(htmlOf(first), /<h3[^>]*>Investigating Container Tool Started in a Container<\/h3>/);
    assert.match(htmlOf(first), /<strong>expected<\/strong>/);
    assert.match(htmlOf(first), /<span class="plugin-label">Processes of the container<\/span>/);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, '**expected**'), '**planned** <script>alert(1)</script>');
    await vscode.workspace.applyEdit(edit);
    const next = await preview((shown) => htmlOf(shown).includes('<strong>planned</strong>'));
    assert.doesNotMatch(htmlOf(next), /<script/);
  });

  it('shows setup and false positives next to it', async () => {
    const { document } = await open(rule);
    await vscode.commands.executeCommand('rulewright.previewGuide', document.uri);
    const { sections } = await preview();
    assert.deepEqual(
      sections.map(({ title }) => title),
      ['Investigation guide', 'Setup', 'False positives'],
    );
    assert.match(sections[1]!.html, /aria-label="to do">☐<\/span>\s+policy/);
  });

  it('is filled in from a test event, and names missing fields', async () => {
    const { document } = await open(rule);
    await vscode.commands.executeCommand('rulewright.previewGuide', document.uri);
    const before = await preview();
    assert.deepEqual(before.unresolved, ['process.parent.pid', 'host.name', 'user.name']);
    const event = { uri: fileUri('rules/container_tool.tests.yaml').toString(), case: 0, index: 0 };
    await vscode.commands.executeCommand('rulewright.fillGuide', event);
    const filled = await preview(({ filledFrom }) => filledFrom !== undefined);
    assert.deepEqual(filled.unresolved, ['process.parent.pid', 'host.name', 'user.name']);
    const { guide } = await extension();
    await guide.receive({ kind: 'clear' });
    // An update that is already running is followed by another one.
    await preview(({ filledFrom }) => filledFrom === undefined);
  });

  it('reports what Kibana renders differently', async () => {
    const { document } = await open(rule);
    await vscode.commands.executeCommand('rulewright.previewGuide', document.uri);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, '- $osquery_0'), 'See $osquery_0');
    await vscode.workspace.applyEdit(edit);
    const { problems } = await preview((shown) => shown.problems.length > 0);
    assert.equal(
      document.getText(
        new vscode.Range(
          problems[0]!.range.start.line,
          problems[0]!.range.start.character,
          problems[0]!.range.end.line,
          problems[0]!.range.end.character,
        ),
      ),
      '$osquery_0',
    );
  });

  it('leads to its source, and moves the editor with it', async () => {
    const editor = await open(rule);
    const { document } = editor;
    await vscode.commands.executeCommand('rulewright.previewGuide', document.uri);
    const { sections } = await preview();
    const { guide } = await extension();
    const line = positionOf(document, '- Is this **expected**').line;
    assert.match(sections[0]!.html, new RegExp(`<li data-line="${line}">`));
    await guide.receive({ kind: 'source', line });
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, line);
    await guide.receive({ kind: 'scrolled', line: 40 });
    await eventually('the editor to follow', () => {
      const shown = vscode.window.visibleTextEditors.find((one) => one.document === document);
      return shown?.visibleRanges.some(({ start, end }) => start.line <= 40 && 40 <= end.line);
    });
  });
});
