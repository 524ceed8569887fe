import type { LogOutputChannel } from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { isCopy, testFileGlob } from './rules/rules.js';

/** What a client does alike for a server that is a process and for one that is a worker. */
export function clientOptions(outputChannel: LogOutputChannel): LanguageClientOptions {
  return {
    // Any scheme: files in remote windows, virtual workspaces and unsaved documents are rules like others.
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

/** A channel for the messages to the server, which it keeps in a file: the API keys of stacks stay out of it. */
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
