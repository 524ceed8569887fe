import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  MessageType,
  ShowMessageNotification,
  TextDocuments,
} from 'vscode-languageserver';
import { inventoryPath } from '../../fields/inventory/inventory.js';
import { isTomlFile } from '../../files/file-names.js';
import { withSlashes } from '../../files/path-below.js';
import { pathKey } from '../../files/path-key.js';
import { createCheckouts } from './checkouts.js';
import { createChosenEvents } from './chosen-events.js';
import type { ClientAbilities } from './convert.js';
import { type OpenDocument, openDocument } from './documents.js';
import { createInventories } from './inventories.js';
import { createLastRuns } from './last-runs.js';
import { createLintSettings } from './lint-settings.js';
import { type OpenDocuments, openDocuments } from './open-documents.js';
import { pageFinder } from './pages.js';
import { createRuleProblems } from './rule-problems.js';
import { defaultSettings, readSettings, type Settings } from './settings.js';
import { keyOfUri, pathOfUri } from './uris.js';
import type { Workspace } from './workspace.js';
import { pathInWorkspace } from './workspace-folders.js';
import { createWorkspaceRules } from './workspace-rules.js';

/** The state that the server's modules share: a client, its documents, and everything cached for it. */
export interface Session {
  readonly connection: Connection;
  readonly documents: OpenDocuments & Pick<TextDocuments<OpenDocument>, 'onDidChangeContent' | 'onDidClose'>;
  readonly workspace: Workspace;
  readonly client: ClientCapabilities;
  readonly abilities: ClientAbilities;
  /**
   * Registers a listener for changes that affect results without changing a document: settings, files, "treat
   * as rule". `changed` contains the paths of rules if nothing else has changed.
   */
  onOutdated(listener: (changed?: readonly string[]) => void): void;
  outdate(changed?: readonly string[]): void;
  /** Returns whether the rules of the workspace are still being read. */
  isIndexing(): boolean;
}

/** Starts a client's session, and follows its notifications about documents, folders, files and settings. */
export function createSession(connection: Connection, params: InitializeParams): Session {
  const { capabilities: client } = params;
  let settings: Settings = readSettings(params.initializationOptions);
  const treatedAsRules = new Set<string>();
  const outdatedListeners: ((changed?: readonly string[]) => void)[] = [];
  const folders = foldersOf(params);

  const synced: TextDocuments<OpenDocument> = new TextDocuments({
    create: (uri, languageId, version, text) => openDocument(uri, languageId, version, text, () => workspace),
    update: (document, changes, version) => document.changed(changes, version),
  });
  const documents = openDocuments(synced);
  const problemsChanged = (changed?: readonly string[]): void => {
    workspace.ruleProblems.forget();
    session.outdate(changed);
  };
  const checksChanged = (): void => {
    problemsChanged();
    void connection.sendNotification('rulewright/checksChanged');
  };
  const inventories = createInventories((path, { message, help }) => {
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message: `${pathInWorkspace(path, workspace)}: ${message}. To repair it, ${help}.`,
    });
  });
  const checkouts = createCheckouts(inventories, checksChanged);
  const lintSettings = createLintSettings(checkouts);
  const rules = createWorkspaceRules(
    () => workspace,
    (key) => documents.has(key),
  );
  const workspace: Workspace = {
    rules: rules.index,
    uses: rules.uses,
    get settings() {
      return settings;
    },
    get workspaceFolders() {
      return [...folders.values()];
    },
    treatedAsRules,
    pathOfRule: (key) => rules.pathOf(key),
    open: (uri) => documents.get(uri),
    openAt: (path) => documents.at(path),
    checkouts,
    inventories,
    lintSettings,
    ruleProblems: createRuleProblems(lintSettings),
    lastRuns: createLastRuns(),
    lastProofs: new Map(),
    chosenEvents: createChosenEvents(),
    latest: { event: undefined, testedRule: undefined },
  };
  let reading = 0;
  /** Reads the rules of folders, announces that diagnostics have changed, then collects what the rules use. */
  const readRules = async (paths: readonly string[]): Promise<void> => {
    reading++;
    await rules.read(paths).finally(() => reading--);
    checksChanged();
    await rules.readUses();
  };
  const session: Session = {
    connection,
    documents: {
      ...documents,
      onDidChangeContent: synced.onDidChangeContent,
      onDidClose: synced.onDidClose,
    },
    workspace,
    client,
    abilities: abilitiesOf(client),
    onOutdated: (listener) => outdatedListeners.push(listener),
    outdate(changed) {
      for (const listener of outdatedListeners) listener(changed);
    },
    isIndexing: () => reading > 0,
  };

  connection.onInitialized(() => {
    void watch(session, (sent) => {
      settings = readSettings(sent);
    });
    void readRules([...folders.values()]);
  });
  connection.onNotification('rulewright/treatAsRule', ({ uri }: { uri: string }) => {
    treatedAsRules.add(keyOfUri(uri));
    session.outdate();
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const paths = changes.flatMap(({ uri }) => pathOfUri(uri) ?? []);
    const onlyRules = paths.every(isTomlFile);
    if (paths.some(isInventoryFile)) inventories.forget();
    if (!paths.every((path) => isTomlFile(path) || isInventoryFile(path))) {
      lintSettings.forget();
      checkouts.forget();
      workspace.ruleProblems.forget();
    }
    await Promise.all(paths.filter(isTomlFile).map((path) => rules.changed(path)));
    problemsChanged(onlyRules ? paths : undefined);
  });
  synced.onDidChangeContent(({ document }) => {
    const { path, key } = document;
    if (path !== undefined)
      rules.take({ path, key }, document.kind() === 'rule' ? document.analysis().rule : undefined);
  });
  if (client.workspace?.workspaceFolders) {
    connection.onNotification('workspace/didChangeWorkspaceFolders', ({ event }) => {
      for (const { uri } of event.removed) folders.delete(keyOfUri(uri));
      for (const { uri } of event.added) addFolder(folders, uri);
      void readRules(event.added.flatMap((folder: { uri: string }) => pathOfUri(folder.uri) ?? []));
      session.outdate();
    });
  }
  synced.listen(connection);
  return session;
}

function abilitiesOf(client: ClientCapabilities): ClientAbilities {
  const { completion, documentSymbol, diagnostic, publishDiagnostics } = client.textDocument ?? {};
  // Before LSP 3.18 only the capability for published diagnostics declares this, also for pulled ones.
  const linksCodes = diagnostic?.codeDescriptionSupport ?? publishDiagnostics?.codeDescriptionSupport;
  return {
    sharedEditRange: completion?.completionList?.itemDefaults?.includes('editRange') === true,
    snippets: completion?.completionItem?.snippetSupport === true,
    nestedSymbols: documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    findPage: linksCodes ? pageFinder() : undefined,
  };
}

function addFolder(folders: Map<string, string>, uri: string): void {
  const path = pathOfUri(uri);
  if (path !== undefined) folders.set(pathKey(path), path);
}

/** Returns whether a path is a file of learned fields. */
function isInventoryFile(path: string): boolean {
  return withSlashes(path).endsWith(`/${inventoryPath}`);
}

/** Returns the paths of the workspace folders by key, empty if the client opened single files. */
function foldersOf(params: InitializeParams): Map<string, string> {
  const folders = new Map<string, string>();
  const uris =
    params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
  for (const uri of uris) addFolder(folders, uri);
  return folders;
}

/** Watches settings and files as far as the client supports it. */
async function watch(session: Session, accept: (sent: unknown) => void): Promise<void> {
  const { connection, client, outdate } = session;
  const pullSettings = async () => {
    accept(await connection.workspace.getConfiguration('rulewright'));
    outdate();
  };
  connection.onDidChangeConfiguration(async ({ settings: sent }) => {
    if (client.workspace?.configuration) return pullSettings();
    accept((sent as { rulewright?: unknown } | null)?.rulewright ?? defaultSettings);
    outdate();
  });
  if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'rulewright' });
  }
  if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [
        { globPattern: '**/*.{tests,TESTS}.{yaml,yml,json,YAML,YML,JSON}' },
        { globPattern: '**/.rulewright.{yaml,yml}' },
        { globPattern: `**/${inventoryPath}` },
        { globPattern: '**/*.{toml,TOML}' },
        // Files of a detection-rules checkout, or of a rules folder with the same layout.
        { globPattern: '**/_config.yaml' },
        { globPattern: '**/etc/*.{json,gz,yaml,yml}' },
      ],
    });
  }
  if (client.workspace?.configuration) await pullSettings();
}
