import * as vscode from 'vscode';
import type {
  CoveredTactic,
  CoveredTechnique,
  RuleProof,
  RuleWithProof,
  WorkspaceCoverage,
} from '../../../server/src/lsp/messages.js';
import type { Server } from '../server.js';

const viewId = 'rulewright.coverage';

type Node =
  | { readonly kind: 'tactic'; readonly tactic: CoveredTactic }
  | { readonly kind: 'technique'; readonly technique: CoveredTechnique }
  | { readonly kind: 'others'; readonly rules: readonly RuleWithProof[] }
  | { readonly kind: 'rule'; readonly rule: RuleWithProof };

export interface CoverageTree {
  /**
   * Returns the content of the tree, for tests: lines of labels with descriptions, indented by two spaces per
   * level.
   */
  lines(): readonly string[];
  refresh(prove?: boolean): Promise<void>;
}

const icons: Readonly<Record<RuleProof, vscode.ThemeIcon>> = {
  untested: new vscode.ThemeIcon('circle-outline'),
  failing: new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed')),
  tested: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  proved: new vscode.ThemeIcon('verified-filled', new vscode.ThemeColor('testing.iconPassed')),
};
const words: Readonly<Record<RuleProof, string>> = {
  untested: 'no tests',
  failing: 'tests fail',
  tested: 'tests pass',
  proved: 'proved: tests notice every change',
};

/** Registers the tree of tactics, their techniques, and their rules with how well each is proved. */
export function registerCoverageTree(context: vscode.ExtensionContext, server: Server): CoverageTree {
  const changed = new vscode.EventEmitter<undefined>();
  let coverage: WorkspaceCoverage | undefined;
  let reading: Promise<void> | undefined;
  let asked = 0;

  const ask = async (prove: boolean, token?: vscode.CancellationToken): Promise<void> => {
    const mine = ++asked;
    const answer = await server.request('rulewright/coverage', { prove }, token);
    // A newer request will have a newer result.
    if (mine !== asked) return;
    coverage = answer;
    changed.fire(undefined);
  };
  const refresh = async (prove = false): Promise<void> => {
    if (!prove) return ask(false);
    await vscode.window.withProgress(
      { location: { viewId }, title: 'Proving all rules', cancellable: true },
      (_, token) => ask(true, token),
    );
  };
  const view = vscode.window.createTreeView<Node>(viewId, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      async getChildren(node) {
        if (node) return childrenOf(node);
        // The server starts when the tree is first shown.
        if (!coverage) {
          reading ??= refresh().finally(() => {
            reading = undefined;
          });
          await reading;
        }
        return coverage ? rootsOf(coverage) : [];
      },
      getTreeItem: itemOf,
    },
  });
  context.subscriptions.push(
    view,
    // The tree is hidden for users who open no rule.
    server.onDidStart(() => vscode.commands.executeCommand('setContext', 'rulewright.isRunning', true)),
    vscode.commands.registerCommand('rulewright.refreshCoverage', () => refresh()),
    vscode.commands.registerCommand('rulewright.proveAllRules', () => refresh(true)),
    // A hidden tree is not updated.
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (view.visible && /\.toml$|\.tests\.(?:ya?ml|json)$/i.test(uri.path)) void refresh();
    }),
  );
  return { refresh, lines: () => (coverage ? linesOf(rootsOf(coverage)) : []) };
}

function rootsOf({ tactics, others }: WorkspaceCoverage): Node[] {
  const rows = tactics.map((tactic): Node => ({ kind: 'tactic', tactic }));
  return others.length === 0 ? rows : [...rows, { kind: 'others', rules: others }];
}

function childrenOf(node: Node): Node[] {
  const rules = (list: readonly RuleWithProof[]): Node[] => list.map((rule) => ({ kind: 'rule', rule }));
  switch (node.kind) {
    case 'tactic':
      return [
        ...node.tactic.techniques.map((technique): Node => ({ kind: 'technique', technique })),
        ...rules(node.tactic.rules),
      ];
    case 'technique':
      return rules(node.technique.rules);
    case 'others':
      return rules(node.rules);
    case 'rule':
      return [];
  }
}

function itemOf(node: Node): vscode.TreeItem {
  const folded = vscode.TreeItemCollapsibleState.Collapsed;
  switch (node.kind) {
    case 'tactic': {
      const item = new vscode.TreeItem(node.tactic.name, folded);
      item.description = countsOf([...new Map(rulesBelow(node).map((rule) => [rule.uri, rule])).values()]);
      item.tooltip = node.tactic.id;
      return item;
    }
    case 'technique': {
      const { id, name, rules } = node.technique;
      const item = new vscode.TreeItem(`${id} ${name}`, folded);
      item.description = countsOf(rules);
      return item;
    }
    case 'others': {
      const item = new vscode.TreeItem('Without a tactic', folded);
      item.description = countsOf(node.rules);
      return item;
    }
    case 'rule': {
      const { uri, name, proof } = node.rule;
      const item = new vscode.TreeItem(name);
      item.iconPath = icons[proof];
      item.description = proof === 'untested' ? '' : words[proof];
      item.tooltip = `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}\n${words[proof]}`;
      item.command = { command: 'vscode.open', title: 'Open the rule', arguments: [vscode.Uri.parse(uri)] };
      item.contextValue = 'rule';
      return item;
    }
  }
}

function rulesBelow(node: Node): readonly RuleWithProof[] {
  return node.kind === 'rule' ? [node.rule] : childrenOf(node).flatMap(rulesBelow);
}

/** Returns, for example, `3 rules, 1 proved, 1 tested`. */
function countsOf(rules: readonly RuleWithProof[]): string {
  const count = (proof: RuleProof): number => rules.filter((rule) => rule.proof === proof).length;
  const parts = [`${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`];
  for (const proof of ['proved', 'tested', 'failing'] as const)
    if (count(proof) > 0) parts.push(`${count(proof)} ${proof}`);
  return parts.join(', ');
}

function linesOf(nodes: readonly Node[], depth = 0): readonly string[] {
  return nodes.flatMap((node) => {
    const { label, description } = itemOf(node);
    return [
      `${'  '.repeat(depth)}${String(label)} (${String(description)})`,
      ...linesOf(childrenOf(node), depth + 1),
    ];
  });
}
