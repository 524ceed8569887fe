import * as vscode from 'vscode';
import type { TestFileOwner } from '../../../server/src/lsp/messages.js';
import { toRange } from '../convert.js';
import type { Server } from '../server.js';

/** The tree of the Test Explorer: rules, below each its test files, below those their cases. */
export interface TestItems {
  /** Finds the test files of the workspace and adds each below its rule. */
  discover(): Promise<void>;
  /** Adds these test files below their rules, including known ones, which may name another rule now. */
  place(files: readonly vscode.Uri[]): Promise<void>;
  /** Lists the current cases of a test file. */
  resolveCases(file: vscode.TestItem): Promise<void>;
  remove(file: vscode.Uri): void;
  /** Returns all test files, or those of some items. */
  files(below?: readonly vscode.TestItem[]): Set<vscode.TestItem>;
  isSequence(file: vscode.TestItem): boolean;
}

/** Finds the test files of the workspace. */
export type FindTestFiles = () => PromiseLike<readonly vscode.Uri[]>;

const rulePrefix = 'rule:';

export function createTestItems(
  controller: vscode.TestController,
  server: Server,
  findTestFiles: FindTestFiles,
): TestItems {
  const files = new Map<string, vscode.TestItem>();
  /** Test files of sequences, whose cases can be shown as pictures. */
  const sequences = new Set<string>();

  const ruleItem = ({ rule, ruleName, uri, queryLine }: TestFileOwner): vscode.TestItem => {
    const id = rulePrefix + (rule ?? '');
    const place = rule === undefined ? undefined : vscode.Uri.parse(rule);
    const label = ruleName ?? (rule === undefined ? 'Tests without a rule' : nameOf(vscode.Uri.parse(uri)));
    let item = controller.items.get(id);
    if (!item) {
      item = controller.createTestItem(id, label, place);
      controller.items.add(item);
    }
    item.label = label;
    if (place) item.description = vscode.workspace.asRelativePath(place);
    if (queryLine !== undefined) item.range = new vscode.Range(queryLine, 0, queryLine, 0);
    return item;
  };
  const remove = (uri: vscode.Uri) => {
    const id = uri.toString();
    const parent = files.get(id)?.parent;
    files.delete(id);
    sequences.delete(id);
    parent?.children.delete(id);
    if (parent?.children.size === 0) controller.items.delete(parent.id);
  };
  const place = async (uris: readonly vscode.Uri[]) => {
    if (uris.length === 0) return;
    const owners = await server.request('rulewright/testFiles', { uris: uris.map((uri) => uri.toString()) });
    for (const owner of owners) {
      const parent = ruleItem(owner);
      if (files.get(owner.uri)?.parent === parent) continue;
      const uri = vscode.Uri.parse(owner.uri);
      remove(uri);
      // The parent may have been removed with its last file.
      controller.items.add(parent);
      const item = controller.createTestItem(owner.uri, nameOf(uri), uri);
      item.canResolveChildren = true;
      files.set(owner.uri, item);
      parent.children.add(item);
    }
  };
  const tellSequences = async () => {
    const ids = [...files.values()].flatMap((file) =>
      sequences.has(file.id) ? [...file.children].map(([id]) => id) : [],
    );
    await vscode.commands.executeCommand('setContext', 'rulewright.sequenceTests', ids);
  };

  return {
    place,
    remove,
    isSequence: (file) => sequences.has(file.id),
    async discover() {
      const found = await findTestFiles();
      const present = new Set(found.map((uri) => uri.toString()));
      for (const [id, item] of files) if (!present.has(id) && item.uri) remove(item.uri);
      await place(found);
    },
    async resolveCases(file) {
      const overview = await server.request('rulewright/testCases', { uri: file.id });
      file.error = overview.error;
      if (overview.isSequence) sequences.add(file.id);
      else sequences.delete(file.id);
      file.children.replace(
        overview.cases.map(({ index, name, range, todo }) => {
          const test = controller.createTestItem(caseId(file, index), name, file.uri);
          test.range = toRange(range);
          test.sortText = String(index).padStart(6, '0');
          if (todo !== undefined) test.description = `todo: ${todo}`;
          return test;
        }),
      );
      await tellSequences();
    },
    files(below) {
      if (!below) return new Set(files.values());
      return new Set(
        below.flatMap((item) => {
          if (item.id.startsWith(rulePrefix)) return [...item.children].map(([, file]) => file);
          return [files.get(item.id) ?? item.parent].filter((file) => file !== undefined);
        }),
      );
    },
  };
}

/** Returns the cases of a file that a request includes and does not exclude, by index. */
export function casesOf(
  file: vscode.TestItem,
  request: vscode.TestRunRequest,
): ReadonlyMap<number, vscode.TestItem> {
  const has = (items: readonly vscode.TestItem[], item: vscode.TestItem): boolean =>
    items.some(({ id }) => id === item.id || id === file.id || id === file.parent?.id);
  const cases = new Map<number, vscode.TestItem>();
  for (const [id, item] of file.children) {
    const wanted = !request.include || has(request.include, item);
    if (wanted && !has(request.exclude ?? [], item)) cases.set(indexOfCase(id), item);
  }
  return cases;
}

function caseId(file: vscode.TestItem, index: number): string {
  return `${file.id}#${index}`;
}

function indexOfCase(id: string): number {
  return Number(id.slice(id.lastIndexOf('#') + 1));
}

/** Returns the case that a menu of the Test Explorer, or of a failure in it, was opened on. */
export function testOfItem(
  target: unknown,
): { readonly testFile: string; readonly index: number } | undefined {
  const item = (target as { readonly test?: vscode.TestItem } | undefined)?.test ?? target;
  const id = (item as { readonly id?: unknown } | undefined)?.id;
  const match = typeof id === 'string' ? /^(.+)#(\d+)$/.exec(id) : null;
  return match ? { testFile: match[1]!, index: Number(match[2]) } : undefined;
}

function nameOf({ path }: vscode.Uri): string {
  return path.replace(/^.*\//, '');
}
