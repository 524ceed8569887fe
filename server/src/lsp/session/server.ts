import { setFlagsFromString } from 'node:v8';
import {
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { version } from '../../../../package.json';
import { isTomlFile } from '../../files/file-names.js';
import { pathKey } from '../../files/path-key.js';
import { serveDiagnostics } from '../editor/diagnostics.js';
import { serveEditing } from '../editor/editing.js';
import { forgetFiles, forgetProblems, warmUp } from '../editor/features.js';
import { serveReferences } from '../editor/references.js';
import { serveStructure, structureCapabilities } from '../editor/structure.js';
import { serveOwnRequests } from '../requests/requests.js';
import { onSchemasReady } from './checkouts.js';
import type { ClientAbilities } from './convert.js';
import { type OpenDocument, openDocument } from './documents.js';
import { type OpenDocuments, openDocuments } from './open-documents.js';
import { defaultSettings, readSettings, type Settings } from './settings.js';
import { keyOfUri, pathOfUri } from './uris.js';
import type { Workspace } from './workspace.js';
import { createWorkspaceRules } from './workspace-rules.js';

export type Transport = 'ipc' | 'stdio';

/** What the parts of the server share. */
export interface Session {
  readonly connection: Connection;
  readonly documents: OpenDocuments & Pick<TextDocuments<OpenDocument>, 'onDidChangeContent' | 'onDidClose'>;
  readonly workspace: Workspace;
  readonly client: ClientCapabilities;
  readonly abilities: ClientAbilities;
  /** Called when an answer can have changed although no document did: settings, files, "treat as rule". */
  onOutdated(listener: () => void): void;
  outdate(): void;
  /** Whether the rules of the workspace are still being read. */
  isIndexing(): boolean;
}

/**
 * Starts the language server on this process' IPC channel or standard streams. Runs until the client says `exit` or
 * its end of the connection closes: exit code 0 after `shutdown`, 1 without.
 */
export function startServer(transport: Transport): void {
  // A young generation of 2 MB saves about 10 MB of resident memory, and code that is kept small about 7 MB more; neither
  // costs time that could be measured.
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--max-semi-space-size=2');
  setFlagsFromString('--semi-space-growth-factor=1');
  const connection =
    transport === 'ipc'
      ? createConnection(ProposedFeatures.all, new IPCMessageReader(process), new IPCMessageWriter(process))
      : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  connection.onInitialize((params) => initialise(connection, params));
  connection.listen();
}

function initialise(connection: Connection, params: InitializeParams): InitializeResult {
  const { capabilities: client } = params;
  let settings: Settings = readSettings(params.initializationOptions);
  const treatedAsRules = new Set<string>();
  const outdatedListeners: (() => void)[] = [];
  const folders = foldersOf(params);

  const synced: TextDocuments<OpenDocument> = new TextDocuments({
    create: (uri, languageId, version, text) => openDocument(uri, languageId, version, text, () => workspace),
    update: (document, changes, version) => document.changed(changes, version),
  });
  const documents = openDocuments(synced);
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
  };
  let reading = 0;
  /** Reads the rules of folders; what was said of the others is looked at again then. */
  const readRules = async (paths: readonly string[]): Promise<void> => {
    reading++;
    await rules.read(paths).finally(() => reading--);
    forgetProblems();
    session.outdate();
    void connection.sendNotification('rulewright/checksChanged');
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
    outdate() {
      for (const listener of outdatedListeners) listener();
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
    if (!paths.every(isTomlFile)) forgetFiles();
    await Promise.all(paths.filter(isTomlFile).map((path) => rules.changed(path)));
    forgetProblems();
    session.outdate();
  });
  synced.onDidChangeContent(({ document }) => {
    const { path, key } = document;
    if (path !== undefined)
      rules.take({ path, key }, document.kind() === 'rule' ? document.analysis().rule : undefined);
  });
  onSchemasReady(() => {
    forgetProblems();
    session.outdate();
    void connection.sendNotification('rulewright/checksChanged');
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
  const pull = serveDiagnostics(session);
  serveEditing(session);
  serveStructure(session);
  serveReferences(session);
  serveOwnRequests(session);
  warmUp();

  return {
    serverInfo: { name: 'rulewright', version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      ...(pull && { diagnosticProvider: pull }),
      completionProvider: { triggerCharacters: ['.', '"', "'", '[', '$', '{'], resolveProvider: true },
      hoverProvider: true,
      documentSymbolProvider: true,
      documentFormattingProvider: true,
      ...structureCapabilities,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

function abilitiesOf(client: ClientCapabilities): ClientAbilities {
  const { completion, documentSymbol } = client.textDocument ?? {};
  return {
    sharedEditRange: completion?.completionList?.itemDefaults?.includes('editRange') === true,
    snippets: completion?.completionItem?.snippetSupport === true,
    nestedSymbols: documentSymbol?.hierarchicalDocumentSymbolSupport === true,
  };
}

function addFolder(folders: Map<string, string>, uri: string): void {
  const path = pathOfUri(uri);
  if (path !== undefined) folders.set(pathKey(path), path);
}

/** Paths of the workspace folders by their keys; none when the client opened single files. */
function foldersOf(params: InitializeParams): Map<string, string> {
  const folders = new Map<string, string>();
  const uris =
    params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
  for (const uri of uris) addFolder(folders, uri);
  return folders;
}

/** Follows settings and files as far as the client lets us. */
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
        { globPattern: '**/*.{toml,TOML}' },
        // What a checkout of detection-rules, or a folder of rules laid out like one, brings along.
        { globPattern: '**/_config.yaml' },
        { globPattern: '**/etc/*.{json,gz,yaml,yml}' },
      ],
    });
  }
  if (client.workspace?.configuration) await pullSettings();
}
