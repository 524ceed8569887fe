import { StackError, type StackErrorKind } from '../stack-error.js';

interface Reason {
  readonly kind: StackErrorKind;
  /** Follows the server's name. */
  readonly message: string;
  readonly help: string;
}

const unverified: Reason = {
  kind: 'certificate',
  message: 'has a certificate that cannot be verified',
  help: 'If a private authority signed it, set "ca" in the profile to its certificate.',
};

const unreachable: Reason = {
  kind: 'unreachable',
  message: 'cannot be reached',
  help: 'Check the address in the profile, the network and the proxy.',
};

const tooSlow: Reason = {
  kind: 'timeout',
  message: 'did not respond in time',
  help: 'Request less, for example a shorter time or fewer rules.',
};

/** The meaning of error codes from Node, OpenSSL and undici. */
const reasons: Readonly<Record<string, Reason>> = {
  CERT_HAS_EXPIRED: { ...unverified, message: 'has a certificate that has expired', help: 'Renew it.' },
  DEPTH_ZERO_SELF_SIGNED_CERT: unverified,
  ERR_TLS_CERT_ALTNAME_INVALID: {
    ...unverified,
    message: 'has a certificate for a different name',
    help: 'Use the name of the certificate in the profile.',
  },
  SELF_SIGNED_CERT_IN_CHAIN: unverified,
  UNABLE_TO_GET_ISSUER_CERT: unverified,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unverified,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unverified,
  ECONNREFUSED: { ...unreachable, message: 'refused the connection' },
  ENOTFOUND: { ...unreachable, message: 'is an unknown host' },
  EAI_AGAIN: { ...unreachable, kind: 'network', message: 'could not be resolved' },
  UND_ERR_BODY_TIMEOUT: tooSlow,
  UND_ERR_CONNECT_TIMEOUT: tooSlow,
  UND_ERR_HEADERS_TIMEOUT: tooSlow,
};

interface Attempt {
  readonly host: string;
  /** The user's signal. */
  readonly signal: AbortSignal | undefined;
  readonly timeout: AbortSignal;
  readonly redact: (text: string) => string;
}

/** Returns why an attempt to send a request failed. */
export function requestFailure(error: unknown, { host, signal, timeout, redact }: Attempt): StackError {
  if (error instanceof StackError) return error;
  if (signal?.aborted) return new StackError('cancelled', 'Cancelled.');
  if (timeout.aborted) return stackError(host, tooSlow);
  const codes = codesOf(error);
  const known = codes.find((code) => Object.hasOwn(reasons, code));
  if (known !== undefined) return stackError(host, reasons[known]!);
  const detail = codes[0] ?? (error instanceof Error ? error.message : String(error));
  return stackError(host, {
    ...unreachable,
    kind: 'network',
    message: redact(`${unreachable.message} (${detail})`),
  });
}

function stackError(host: string, { kind, message, help }: Reason): StackError {
  return new StackError(kind, `${host} ${message}.`, help);
}

/** Returns the codes of an error and of its causes, outermost first. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const { code, cause, errors } = error as Error & { code?: unknown; errors?: unknown };
  const own = typeof code === 'string' ? [code] : [];
  const inner = [cause, ...(Array.isArray(errors) ? errors.slice(0, 4) : [])];
  return [...own, ...inner.flatMap((one) => codesOf(one, depth + 1))];
}
