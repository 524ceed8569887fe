import { isMap, isScalar, type Node, type Pair } from 'yaml';
import { eachKey, type ReportNode, readStrings } from '../../text/yaml-map.js';
import { readAddress, readCloudId } from './address.js';
import { environmentProfile, type StackProfile } from './profile.js';

const keys = ['elasticsearch', 'kibana', 'cloud_id', 'space', 'index', 'ca'] as const;

/**
 * Reads the key `stacks` of a configuration:
 *
 *     stacks:
 *       production:
 *         elasticsearch: https://elasticsearch.example.com
 *         kibana: https://kibana.example.com
 *         space: security
 *         index: [logs-*]
 *         ca: certificates/company.pem
 */
export function parseProfiles(node: Node | null, report: ReportNode): StackProfile[] {
  if (!isMap(node)) {
    report(node, '"stacks" must be a map of profiles.');
    return [];
  }
  return (node.items as Pair<Node, Node | null>[]).flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : '';
    if (!/^[a-z][a-z0-9_-]*$/i.test(name)) {
      report(key, 'A profile name must start with a letter, followed by letters, digits, "-" and "_".');
      return [];
    }
    if (name === environmentProfile) {
      report(key, `"${name}" is reserved for the profile from the environment: use another name.`);
      return [];
    }
    return parseProfile(name, value, report) ?? [];
  });
}

function parseProfile(name: string, node: Node | null, report: ReportNode): StackProfile | undefined {
  if (!isMap(node)) {
    report(node, `The profile "${name}" must be a map of keys.`);
    return undefined;
  }
  const read = new Map<string, string>();
  let index: readonly string[] | undefined;
  let isBroken = false;
  const fail: ReportNode = (...problem) => {
    isBroken = true;
    report(...problem);
  };
  eachKey(node, keys, fail, (key, value) => {
    if (key === 'index') index = readPatterns(value, fail);
    else if (isScalar(value) && typeof value.value === 'string')
      readKey(key, value.value, read, (message) => fail(value, message));
    else fail(value, `"${key}" must be a string.`);
  });
  if (isBroken) return undefined;
  const elasticsearch = read.get('elasticsearch');
  const kibana = read.get('kibana');
  if (elasticsearch === undefined && kibana === undefined) {
    report(node, `The profile "${name}" has no server.`, 'Add "elasticsearch", "kibana" or "cloud_id".');
    return undefined;
  }
  return {
    name,
    elasticsearch,
    kibana,
    space: read.get('space') ?? 'default',
    index,
    certificates: read.get('ca'),
    source: 'file',
  };
}

/**
 * Reads index patterns. Rejects characters that no index name can contain, because they could make the
 * profile look like another one.
 */
function readPatterns(node: Node | null, fail: ReportNode): readonly string[] {
  const patterns = readStrings(node, 'index', 'index patterns', fail);
  const wrong = patterns.find((pattern) => pattern === '' || /[\s\p{Cc}\p{Cf}"\\<>|?#,]/u.test(pattern));
  if (wrong !== undefined) fail(node, `${JSON.stringify(wrong)} is not a valid index pattern.`);
  return patterns;
}

function readKey(
  key: string,
  value: string,
  read: Map<string, string>,
  fail: (message: string) => void,
): void {
  if (key === 'cloud_id') {
    const addresses = readCloudId(value);
    if (!addresses.ok) fail(`${addresses.error}.`);
    else {
      read.set('elasticsearch', addresses.elasticsearch);
      if (addresses.kibana !== undefined) read.set('kibana', addresses.kibana);
    }
  } else if (key === 'elasticsearch' || key === 'kibana') {
    const address = readAddress(value);
    if (address.ok) read.set(key, address.url);
    else fail(`${address.error}.`);
  } else if (key === 'ca' && /[\p{Cc}\p{Cf}]/u.test(value)) {
    fail(`${JSON.stringify(value)} is not a valid path.`);
  } else if (key === 'space' && !isSpaceId(value)) {
    fail(`"${value}" is not a valid space id: lower-case letters, digits, "-" and "_".`);
  } else {
    read.set(key, value);
  }
}

/** Returns whether a string is valid as the id of a Kibana space. */
export function isSpaceId(text: string): boolean {
  return /^[a-z0-9_-]+$/.test(text);
}
