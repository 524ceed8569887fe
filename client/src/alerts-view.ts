import * as vscode from 'vscode';
import type { FixtureAlert, FixtureEvent, FixtureMiss, FixtureRun } from '../../server/src/lsp/messages.js';
import { toRange } from './convert.js';

type Node =
  | { readonly kind: 'alert'; readonly number: number; readonly alert: FixtureAlert }
  | { readonly kind: 'event'; readonly event: FixtureEvent | null; readonly step?: number }
  | { readonly kind: 'misses'; readonly misses: readonly FixtureMiss[] }
  | { readonly kind: 'miss'; readonly miss: FixtureMiss }
  | { readonly kind: 'note'; readonly text: string };

interface AlertsView {
  show(rule: string, run: FixtureRun, isSequence: boolean): void;
}

let view: AlertsView | undefined;
let currentRule: string | undefined;

/** URI of the rule whose alerts are shown. */
export function shownRule(): string | undefined {
  return currentRule;
}

/**
 * Shows which events a rule matched and which it nearly did, made on first use. A click on an event opens it in its
 * file.
 */
export async function showAlertsView(
  context: vscode.ExtensionContext,
  rule: string,
  run: FixtureRun,
  isSequence: boolean,
): Promise<void> {
  view ??= createAlertsView(context);
  view.show(rule, run, isSequence);
  await vscode.commands.executeCommand('rulewright.alerts.focus');
}

function createAlertsView(context: vscode.ExtensionContext): AlertsView {
  const changed = new vscode.EventEmitter<undefined>();
  let roots: Node[] = [];
  const tree = vscode.window.createTreeView<Node>('rulewright.alerts', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => (node ? childrenOf(node) : roots),
      getTreeItem: itemOf,
    },
  });
  context.subscriptions.push(changed, tree);
  return {
    show(rule, run, isSequence) {
      currentRule = rule;
      void vscode.commands.executeCommand('setContext', 'rulewright.alertsOfSequence', isSequence);
      roots = run.error ? [] : rootsOf(run);
      tree.message = run.error ?? summaryOf(run);
      const name = vscode.Uri.parse(rule).path.replace(/^.*\//, '');
      tree.description = name;
      changed.fire(undefined);
    },
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function summaryOf({ alerts, events, files }: FixtureRun): string {
  return `${count(alerts.length, 'alert')} on ${count(events, 'event')} in ${count(files, 'file')}`;
}

function rootsOf({ alerts, nearest, notes }: FixtureRun): Node[] {
  const nodes = alerts.map((alert, index): Node => {
    const [only] = alert.events;
    if (alert.events.length === 1 && only) return { kind: 'event', event: only };
    return { kind: 'alert', number: index + 1, alert };
  });
  const misses: Node[] = nearest.length === 0 ? [] : [{ kind: 'misses', misses: nearest }];
  return [...nodes, ...misses, ...notes.map((text): Node => ({ kind: 'note', text }))];
}

function childrenOf(node: Node): Node[] {
  if (node.kind === 'misses') return node.misses.map((miss): Node => ({ kind: 'miss', miss }));
  if (node.kind !== 'alert') return [];
  return node.alert.events.map((event, index): Node => ({ kind: 'event', event, step: index + 1 }));
}

function itemOf(node: Node): vscode.TreeItem {
  if (node.kind === 'note') {
    const item = new vscode.TreeItem(node.text);
    item.iconPath = new vscode.ThemeIcon('info');
    return item;
  }
  if (node.kind === 'alert') {
    const expanded = vscode.TreeItemCollapsibleState.Expanded;
    return new vscode.TreeItem(`Alert ${node.number}: ${count(node.alert.events.length, 'event')}`, expanded);
  }
  if (node.kind === 'misses') {
    const item = new vscode.TreeItem('Nearest misses', vscode.TreeItemCollapsibleState.Expanded);
    item.description = 'did not match, but fail in the fewest clauses';
    return item;
  }
  if (node.kind === 'miss') return missItem(node.miss);
  const step = node.step === undefined ? '' : `${node.step}. `;
  if (!node.event) return new vscode.TreeItem(`${step}no such event, as the rule asks`);
  const item = eventItem(node.event, `${step}${node.event.label}`);
  item.iconPath = new vscode.ThemeIcon('bell');
  return item;
}

/** A miss: what the event is, how much it lacks, and the first clause that it lacks. */
function missItem({ event, failing, reason }: FixtureMiss): vscode.TreeItem {
  const item = eventItem(event, event.label);
  item.description = `${count(failing, 'clause')} ${failing === 1 ? 'fails' : 'fail'}: ${reason} · ${item.description}`;
  item.tooltip = `${item.tooltip}: ${reason}`;
  item.iconPath = new vscode.ThemeIcon('circle-slash');
  return item;
}

function eventItem({ uri, range, index }: FixtureEvent, label: string): vscode.TreeItem {
  const file = vscode.Uri.parse(uri);
  const item = new vscode.TreeItem(label);
  item.description = `${vscode.workspace.asRelativePath(file)}:${range.start.line + 1}`;
  item.tooltip = `Event ${index} of ${file.path}`;
  item.contextValue = 'event';
  item.command = {
    title: 'Open event',
    command: 'vscode.open',
    arguments: [file, { selection: toRange(range) } satisfies vscode.TextDocumentShowOptions],
  };
  return item;
}

/** What the tree gives to commands in its context menu: the node of an event. */
export function eventOfNode(node: unknown): FixtureEvent | undefined {
  const candidate = node as Node | undefined;
  if (candidate?.kind === 'miss') return candidate.miss.event;
  return candidate?.kind === 'event' ? (candidate.event ?? undefined) : undefined;
}
