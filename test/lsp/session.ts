import { builtServer } from '../helpers/built-program.js';
import { type LanguageClient, startLanguageClient } from '../helpers/language-client.js';

export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface Diagnostic {
  readonly range: Range;
  readonly severity: number;
  readonly code: string;
  readonly codeDescription?: { readonly href: string };
  readonly source: string;
  readonly message: string;
}

export interface Report {
  readonly kind: string;
  readonly items: readonly Diagnostic[];
}

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Client capabilities of an editor that pulls diagnostics, and of one that waits for them. */
export const pulling = { textDocument: { diagnostic: {} } };
export const waiting = {};

/**
 * Starts a server and returns it with its announced capabilities. It has no root folder unless `params` names
 * one.
 */
export async function startSession(
  capabilities: object,
  params: object = {},
  env?: NodeJS.ProcessEnv,
): Promise<LanguageClient & { readonly capabilities: Record<string, unknown> }> {
  const client = startLanguageClient([builtServer(), '--stdio'], env);
  const answer = await client.request<{ capabilities: Record<string, unknown> }>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities,
    ...params,
  });
  client.notify('initialized', {});
  return { ...client, capabilities: answer.capabilities };
}

export function openRule(client: LanguageClient, uri: string, text: string, languageId = 'toml'): void {
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
}

export function pull(client: LanguageClient, uri: string): Promise<Report> {
  return client.request('textDocument/diagnostic', { textDocument: { uri } });
}

export async function endSession(client: LanguageClient): Promise<number | null> {
  await client.request('shutdown');
  client.notify('exit');
  return client.exited;
}
