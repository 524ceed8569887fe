import { type BaseLanguageClient, ProgressType } from 'vscode-languageclient';

let lastToken = 0;

/** Returns a token to send with a request, so that parts of its result arrive early; active until `stop`. */
export function receiveParts<Part>(
  client: BaseLanguageClient,
  onPart: (part: Part) => void,
): { readonly partialResultToken: string; stop(): void } {
  const partialResultToken = `rulewright ${++lastToken}`;
  const listener = client.onProgress(new ProgressType<Part>(), partialResultToken, onPart);
  return { partialResultToken, stop: () => listener.dispose() };
}
