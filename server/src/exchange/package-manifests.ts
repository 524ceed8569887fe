import { gunzipSync } from 'node:zlib';
import type { Checkout } from '../rule/checkout/checkout.js';
import { compareVersions } from '../rule/checkout/versions.js';
import { isObject } from '../text/plain-objects.js';

/** One version of a package. */
interface PackageVersion {
  readonly version: string;
  /** The Kibana versions that it names. */
  readonly kibana: readonly string[];
  readonly policyTemplates: readonly string[];
}

/** Integration packages, by name. */
export interface PackageManifests {
  has(name: string): boolean;
  /** Returns the oldest version of a package's newest major version that works with a stack, or undefined. */
  oldestFor(name: string, stack: string): PackageVersion | undefined;
}

/** Size limit of a checkout's file after decompression. */
const largest = 256 * 1024 * 1024;

const byCheckout = new WeakMap<Checkout, { readonly manifests: PackageManifests | undefined }>();

/** Returns the packages of a checkout, read once, or undefined if the list is missing or invalid. */
export function packageManifests(checkout: Checkout): PackageManifests | undefined {
  let entry = byCheckout.get(checkout);
  if (!entry) {
    entry = { manifests: readManifests(checkout) };
    byCheckout.set(checkout, entry);
  }
  return entry.manifests;
}

function readManifests(checkout: Checkout): PackageManifests | undefined {
  const bytes = checkout.files.bytes(checkout.data('integration-manifests.json.gz'));
  if (!bytes) return undefined;
  try {
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const unpacked = isPacked ? gunzipSync(bytes, { maxOutputLength: largest }) : bytes;
    const packages: unknown = JSON.parse(new TextDecoder().decode(unpacked));
    return isObject(packages) ? manifestsOf(packages) : undefined;
  } catch {
    return undefined;
  }
}

/** Returns packages with their versions in ascending order. */
export function manifestsOf(packages: Readonly<Record<string, unknown>>): PackageManifests {
  const known = new Map<string, readonly PackageVersion[]>();
  const versionsOf = (name: string): readonly PackageVersion[] => {
    let versions = known.get(name);
    if (!versions) {
      versions = Object.hasOwn(packages, name) ? readVersions(packages[name]) : [];
      known.set(name, versions);
    }
    return versions;
  };
  return {
    has: (name) => Object.hasOwn(packages, name),
    oldestFor(name, stack) {
      const fitting = versionsOf(name).filter(({ kibana }) => kibana.some((least) => admits(least, stack)));
      const newest = fitting.at(-1);
      return newest && fitting.find(({ version }) => majorOf(version) === majorOf(newest.version));
    },
  };
}

function readVersions(versions: unknown): PackageVersion[] {
  return Object.entries(isObject(versions) ? versions : {})
    .map(([version, manifest]) => {
      const { conditions, policy_templates: templates } = Object(manifest);
      const range = Object(Object(conditions).kibana).version;
      return {
        version,
        kibana: typeof range === 'string' ? (range.match(/\d+(?:\.\d+)*/g) ?? []) : [],
        policyTemplates: Array.isArray(templates) ? templates.filter((one) => typeof one === 'string') : [],
      };
    })
    .sort((a, b) => compareVersions(a.version, b.version));
}

/**
 * Returns whether a package works with a stack: one for a stack also works with later ones of the same major
 * version.
 */
function admits(least: string, stack: string): boolean {
  return majorOf(least) === majorOf(stack) && compareVersions(least, stack) <= 0;
}

function majorOf(version: string): string {
  return version.split('.')[0]!;
}
