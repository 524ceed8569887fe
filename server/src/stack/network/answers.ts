import { StackError, type StackErrorKind } from '../stack-error.js';
import type { HttpAnswer } from './connection.js';

const kinds: Readonly<Record<number, StackErrorKind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  429: 'too-many-requests',
};

const remedies: Partial<Record<StackErrorKind, string>> = {
  forbidden: 'Give the API key the privileges listed in docs/stack.md.',
  'too-many-requests': 'Try again later, or request less.',
  unauthorized: 'Check the API key: it may be expired, revoked, or for another deployment.',
};

/** Length limit of a server's message; longer ones are truncated. */
const longestMessage = 500;

/**
 * Returns the value of a JSON response. Throws {@link StackError} for any status except 2xx, and for invalid
 * JSON.
 */
export function jsonOfAnswer(answer: HttpAnswer, host: string): unknown {
  if (answer.status < 200 || answer.status > 299) throw answerError(answer, host);
  return parseAnswer(answer, host);
}

/** Parses a response whatever its status. Throws {@link StackError} if it is not JSON. */
export function parseAnswer({ body, status }: HttpAnswer, host: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new StackError(
      'bad-answer',
      `${host} sent something other than JSON.`,
      'Check that the address belongs to the server, not to a login page or proxy.',
      status,
    );
  }
}

/** Returns the error of a response. */
export function answerError(answer: HttpAnswer, host: string): StackError {
  const kind = kinds[answer.status] ?? (answer.status >= 500 ? 'server' : 'refused');
  const said = messageOf(answer.body);
  const message = `${host} answered ${answer.status}${said === '' ? '' : `: ${said}`}`;
  return new StackError(kind, message, remedies[kind], answer.status);
}

/**
 * Returns the message of an error body, in any of the forms that Kibana, its security solution, Cloud and
 * Elasticsearch use.
 */
function messageOf(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return '';
  }
  const { message, error } = Object(value) as { message?: unknown; error?: unknown };
  const { reason, root_cause: causes } = Object(error) as { reason?: unknown; root_cause?: unknown };
  const [cause] = Array.isArray(causes) ? causes : [];
  const said = [message, reason, (Object(cause) as { reason?: unknown }).reason, error]
    .flat()
    .find((one) => typeof one === 'string');
  return typeof said === 'string' ? said.slice(0, longestMessage) : '';
}
