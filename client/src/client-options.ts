import type { LogOutputChannel } from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { isCopy, testFileGlob } from './rules/rules.js';

/** Returns the client options shared by a server in a process and one in a worker. */
export function clientOptions(outputChannel: LogOutputChannel): LanguageClientOptions {
  return {
    // Any scheme: rules can be in remote windows, virtual workspaces and unsaved documents.
    documentSelector: [{ language: 'toml' }, { pattern: testFileGlob }],
    outputChannel,
    traceOutputChannel: withoutKeys(outputChannel),
    middleware: {
      didOpen: async (document, next) => (isCopy(document) ? undefined : next(document)),
      didChange: async (event, next) => (isCopy(event.document) ? undefined : next(event)),
      didClose: async (document, next) => (isCopy(document) ? undefined : next(document)),
    },
  };
}

const key = /("key"\s*:\s*")[^"]*/g;

/**
 * Creates a channel for messages to the server, which writes them to a file, without the API keys of stacks.
 */
function withoutKeys(channel: LogOutputChannel): LogOutputChannel {
  const redact = (argument: unknown): unknown =>
    typeof argument === 'string' ? argument.replace(key, '$1[API key]') : argument;
  return new Proxy(channel, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => Reflect.apply(value, target, given.map(redact)) as unknown;
    },
  });
}
