import * as vscode from 'vscode';
import type { EventReference, Explanation } from '../../../server/src/lsp/messages.js';
import { chooseEvent } from '../alerts/choose-event.js';
import { asEventTarget, type EventTarget } from '../alerts/event-target.js';
import { toRange } from '../convert.js';
import { latest } from '../latest.js';
import { chooseRule } from '../rules/choose-rule.js';
import type { Server } from '../server.js';
import { clearMarks, createMarks, showMarks } from './clause-marks.js';
import { createCounts, showCounts } from './row-counts.js';

export interface Explainer {
  /** Returns the explanation that the editor shows now. */
  shown(): Explanation | undefined;
  /** Returns the event that a rule is explained with now. */
  eventOf(rule: string): EventReference | undefined;
  readonly onDidUpdate: vscode.Event<Explanation | undefined>;
}

/**
 * Registers the commands that show each clause's result on an event in the query; the marks are updated while
 * typing.
 */
export function registerExplainer(context: vscode.ExtensionContext, server: Server): Explainer {
  const updated = new vscode.EventEmitter<Explanation | undefined>();
  let target: EventTarget | undefined;
  let shown: Explanation | undefined;
  let marks: ReturnType<typeof createMarks> | undefined;
  let counts: vscode.TextEditorDecorationType | undefined;
  let status: vscode.StatusBarItem | undefined;

  const draw = () => {
    marks ??= createMarks();
    counts ??= createCounts();
    for (const editor of vscode.window.visibleTextEditors) {
      const isRule = editor.document.uri.toString() === target?.rule;
      const explanation = isRule && shown && !shown.error ? shown : undefined;
      if (explanation) showMarks(editor, explanation.clauses, marks);
      else clearMarks(editor, marks);
      showCounts(editor, explanation?.pipeline ?? [], counts);
    }
  };
  const tell = () => {
    status ??= createStatus();
    if (!target || !shown) return status.hide();
    const verdict = shown.error ?? (shown.matched ? 'the event matches' : 'the event does not match');
    status.text = `${shown.error ? '$(warning)' : shown.matched ? '✓' : '✗'} ${verdict}`;
    status.tooltip =
      'The query is explained with one event. To stop, click here, or press Escape in the query.';
    status.show();
  };
  /** Reveals the clause that failed, or the query. */
  const reveal = ({ rule }: EventTarget) => {
    const clauses = shown?.clauses ?? [];
    const clause = clauses.find(({ result }) => result === 'not-matched') ?? clauses[0];
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === rule);
    if (!editor || !clause) return;
    editor.revealRange(toRange(clause.range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  };
  const update = latest(async () => {
    if (!target) return;
    const { rule, event } = target;
    const explanation = await server.request('rulewright/explain', { uri: rule, event, clausesOnly: true });
    // Another event, or none, may have been chosen meanwhile.
    if (target?.event !== event) return;
    shown = explanation;
    draw();
    tell();
    updated.fire(explanation);
  });
  const clear = async () => {
    target = undefined;
    shown = undefined;
    draw();
    tell();
    await vscode.commands.executeCommand('setContext', 'rulewright.explaining', false);
    updated.fire(undefined);
  };
  const explain = async (chosen: EventTarget) => {
    const { rule, event } = chosen;
    await vscode.window.showTextDocument(vscode.Uri.parse(rule), { viewColumn: vscode.ViewColumn.One });
    target = chosen;
    await vscode.commands.executeCommand('setContext', 'rulewright.explaining', true);
    await update();
    reveal(chosen);
    const { isSequence } = await server.request('rulewright/rule', { uri: rule });
    if (isSequence) await vscode.commands.executeCommand('rulewright.showSequence', { rule, event });
  };

  context.subscriptions.push(
    updated,
    vscode.commands.registerCommand('rulewright.explainEvent', async (called: unknown) => {
      const chosen = asEventTarget(called);
      if (chosen) await explain(chosen);
    }),
    vscode.commands.registerCommand('rulewright.explainWithEvent', async (uri?: vscode.Uri) => {
      const rule = (uri ?? (await chooseRule(server)))?.toString();
      const event = rule && (await chooseEvent(server, rule, 'Explain the query with which event?'));
      if (rule && event) await explain({ rule, event });
    }),
    vscode.commands.registerCommand('rulewright.clearExplanation', clear),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!target || contentChanges.length === 0) return;
      const uri = document.uri.toString();
      if (uri === target.rule || (target.event.case !== undefined && uri === target.event.uri)) void update();
    }),
    vscode.window.onDidChangeVisibleTextEditors(() => {
      if (target) draw();
    }),
    new vscode.Disposable(() => {
      for (const type of Object.values(marks ?? {})) type.dispose();
      counts?.dispose();
      status?.dispose();
    }),
  );
  return {
    shown: () => shown,
    eventOf: (rule) => (target?.rule === rule ? target.event : undefined),
    onDidUpdate: updated.event,
  };
}

function createStatus(): vscode.StatusBarItem {
  const status = vscode.window.createStatusBarItem('rulewright.explaining', vscode.StatusBarAlignment.Left);
  status.name = 'Rulewright: explanation';
  status.command = 'rulewright.clearExplanation';
  return status;
}
