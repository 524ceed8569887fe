import { failure, type Result } from '../../text/result.js';

/**
 * Parses the base address of a server. Rejects credentials in it, and plain HTTP to another machine, where
 * the key could be intercepted.
 */
export function readAddress(written: string): Result<{ readonly url: string }> {
  if (!URL.canParse(written)) return failure(`"${written}" is not a valid address`);
  const url = new URL(written);
  if (url.username !== '' || url.password !== '') return failure('an address cannot contain credentials');
  if (url.search !== '' || url.hash !== '')
    return failure(`the address "${written}" cannot have a query or a fragment`);
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return failure(`"${written}" must start with https: the key would be sent in clear text`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return failure(`"${written}" must start with https`);
  return { ok: true, url: url.origin + url.pathname.replace(/\/+$/, '') };
}

/**
 * Returns whether a host is this machine: loopback addresses, and the name that RFC 6761 reserves for them.
 */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Returns the addresses of Elasticsearch and Kibana in a cloud id, `NAME:BASE64`. */
export function readCloudId(
  written: string,
): Result<{ readonly elasticsearch: string; readonly kibana: string | undefined }> {
  const encoded = written.slice(written.lastIndexOf(':') + 1);
  const [domain = '', elasticsearch = '', kibana = ''] = Buffer.from(encoded, 'base64')
    .toString('utf8')
    .split('$');
  const [host = '', port = '443'] = domain.split(':');
  const address = (id: string): Result<{ readonly url: string }> =>
    readAddress(`https://${id}.${host}:${port}`);
  if (!/^[\w.-]+$/.test(host) || !/^[\w-]+$/.test(elasticsearch) || !/^[\w-]*$/.test(kibana))
    return failure(`"${written}" is not a valid cloud id`);
  const first = address(elasticsearch);
  if (!first.ok) return first;
  const second = kibana === '' ? undefined : address(kibana);
  if (second && !second.ok) return second;
  return { ok: true, elasticsearch: first.url, kibana: second?.url };
}
