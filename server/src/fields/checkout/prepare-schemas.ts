import { once } from 'node:events';
import { createGunzip, gunzipSync } from 'node:zlib';
import { type AttackTables, bundledAttack } from '../../rule/attack/attack.js';
import { readStix } from '../../rule/attack/stix.js';
import type { Checkout } from '../../rule/checkout/checkout.js';
import { compareVersions } from '../../rule/checkout/versions.js';
import { type BeatsSchema, readBeatsSchema } from './beats-schema.js';
import { readEcsSchema } from './ecs-schema.js';
import { type FieldList, nestedFields, writeFieldList } from './field-list.js';
import {
  type IntegrationReducer,
  type ReducedIntegrations,
  reduceIntegrations,
} from './integration-schemas.js';
import type { PreparedSchemas } from './prepared-schemas.js';

/** The suffix in `missing` for a file that exists but is invalid. */
const unreadable = 'cannot be read';

/**
 * Files larger than this after decompression are not field schemas; the integration schemas are read in
 * pieces.
 */
const largestUnpacked = 64 * 1024 * 1024;

/** Returns the paths of all files that the schemas of a checkout come from, whether they exist or not. */
export function schemaFiles(checkout: Checkout): string[] {
  const { stacks } = checkout;
  const attack = newerAttack(checkout);
  const versions = (of: (stack: (typeof stacks)[number]) => string | undefined): string[] => [
    ...new Set(stacks.flatMap((stack) => of(stack) ?? [])),
  ];
  return [
    ...versions(({ ecs }) => ecs).map((version) => ecsPath(checkout, version)),
    ...versions(({ beats }) => beats).map((version) => beatsPath(checkout, version)),
    ...versions(({ endgame }) => endgame).map((version) => endgamePath(checkout, version)),
    nonEcsPath(checkout),
    ...customPaths(checkout),
    endpointPath(checkout),
    manifestsPath(checkout),
    integrationsPath(checkout),
    ...(attack ? [attack.path] : []),
  ];
}

const ecsPath = (checkout: Checkout, version: string): string =>
  checkout.data(`ecs_schemas/${version}/ecs_flat.json.gz`);
const beatsPath = (checkout: Checkout, version: string): string =>
  checkout.data(`beats_schemas/v${version}.json.gz`);
const endgamePath = (checkout: Checkout, version: string): string =>
  checkout.data(`endgame_schemas/${version}/endgame_ecs_mapping.json.gz`);

const nonEcsPath = (checkout: Checkout): string => checkout.data('non-ecs-schema.json');
const endpointPath = (checkout: Checkout): string =>
  checkout.data('endpoint_schemas/endpoint_process.json.gz');
const manifestsPath = (checkout: Checkout): string => checkout.data('integration-manifests.json.gz');
const integrationsPath = (checkout: Checkout): string => checkout.data('integration-schemas.json.gz');

function customPaths({ stacks, settings }: Checkout): string[] {
  const paths = stacks.flatMap(({ custom }) => custom);
  return [...new Set(settings.collectedSchema === undefined ? paths : [...paths, settings.collectedSchema])];
}

/**
 * Reads the field schemas of a checkout (docs/semantics/fields.md#schema-files). Takes seconds for a checkout
 * with all integrations. Missing or invalid schemas are empty and named in `missing`.
 */
export async function prepareSchemas(checkout: Checkout): Promise<PreparedSchemas> {
  const missing: string[] = [];
  const small = prepareSmall(checkout, missing);
  const started = startIntegrations(checkout, missing);
  const integrations = started ? await finish(started, checkout, missing) : noIntegrations;
  return { ...small, integrations, broken: isBroken(checkout, missing), missing };
}

/** Does the same synchronously, for small checkouts. */
export function prepareSchemasNow(checkout: Checkout): PreparedSchemas {
  const missing: string[] = [];
  const small = prepareSmall(checkout, missing);
  const started = startIntegrations(checkout, missing);
  if (started?.schemas) started.reducer.feed(unpack(started.schemas));
  const integrations = started ? resultOf(started.reducer, checkout, missing) : noIntegrations;
  return { ...small, integrations, broken: isBroken(checkout, missing), missing };
}

function isBroken(checkout: Checkout, missing: readonly string[]): boolean {
  const common = [nonEcsPath(checkout), endpointPath(checkout), ...customPaths(checkout)];
  return missing.some((text) => common.some((path) => text.startsWith(`${path} ${unreadable}`)));
}

function prepareSmall(
  checkout: Checkout,
  missing: string[],
): Omit<PreparedSchemas, 'integrations' | 'broken' | 'missing'> {
  const read = <Value>(path: string, parse: (text: string) => Value, empty: Value): Value => {
    const bytes = checkout.files.bytes(path);
    try {
      if (bytes) return parse(textOf(bytes));
      missing.push(`${path} is missing`);
    } catch (error) {
      missing.push(`${path} ${unreadable}: ${(error as Error).message}`);
    }
    return empty;
  };
  const byVersion = <Value>(
    of: 'ecs' | 'beats' | 'endgame',
    pathOf: (checkout: Checkout, version: string) => string,
    parse: (text: string) => Value,
    empty: Value,
  ): Record<string, Value> => {
    const versions = new Set(checkout.stacks.flatMap((stack) => stack[of] ?? []));
    return Object.fromEntries(
      [...versions].map((version) => [version, read(pathOf(checkout, version), parse, empty)]),
    );
  };
  const flat = (text: string): FieldList => writeFieldList(nestedFields(JSON.parse(text)));

  return {
    ecs: byVersion('ecs', ecsPath, readEcsSchema, ''),
    beats: byVersion<BeatsSchema>('beats', beatsPath, readBeatsSchema, {}),
    endgame: byVersion('endgame', endgamePath, flat, ''),
    byIndex: read(nonEcsPath(checkout), readByIndex, {}),
    custom: Object.fromEntries(customPaths(checkout).map((path) => [path, read(path, readByIndex, {})])),
    endpoint: read(endpointPath(checkout), flat, ''),
    ...readAttack(checkout, missing),
  };
}

/**
 * Returns the oldest ATT&CK bundle of the checkout, which rules are written for, if it is newer than the
 * bundled tables.
 */
function newerAttack(checkout: Checkout): { path: string; version: string } | undefined {
  const versions = checkout.files
    .list(checkout.data('').replace(/\/$/, ''))
    .flatMap((name) => /^attack-v([\d.]+)\.json\.gz$/.exec(name)?.[1] ?? [])
    .sort(compareVersions);
  const [version] = versions;
  if (version === undefined || compareVersions(version, bundledAttack.version) <= 0) return undefined;
  return { path: checkout.data(`attack-v${version}.json.gz`), version };
}

function readAttack(checkout: Checkout, missing: string[]): { attack?: AttackTables } {
  const found = newerAttack(checkout);
  const bytes = found && checkout.files.bytes(found.path);
  if (!found || !bytes) return {};
  try {
    const redirects = JSON.parse(
      checkout.files.text(checkout.data('attack-technique-redirects.json')) ?? '{}',
    );
    return { attack: readStix(textOf(bytes), found.version, redirects.mapping ?? {}) };
  } catch (error) {
    missing.push(`${found.path} ${unreadable}: ${(error as Error).message}`);
    return {};
  }
}

function readByIndex(text: string): Record<string, FieldList> {
  const schemas = JSON.parse(text) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(schemas).map(([pattern, schema]) => [pattern, writeFieldList(nestedFields(schema))]),
  );
}

/** Files may be compressed whatever their name. */
function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unpack(bytes: Uint8Array): Uint8Array {
  return isPacked(bytes) ? gunzipSync(bytes, { maxOutputLength: largestUnpacked }) : bytes;
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(unpack(bytes));
}

const noIntegrations: ReducedIntegrations = { packages: {}, lists: [] };

interface StartedIntegrations {
  readonly reducer: IntegrationReducer;
  readonly schemas: Uint8Array | undefined;
}

function startIntegrations(checkout: Checkout, missing: string[]): StartedIntegrations | undefined {
  const read = (path: string): Uint8Array | undefined => {
    const bytes = checkout.files.bytes(path);
    if (!bytes) missing.push(`${path} is missing`);
    return bytes;
  };
  const path = manifestsPath(checkout);
  const manifests = read(path);
  const schemas = read(integrationsPath(checkout));
  if (!manifests) return undefined;
  try {
    const stacks = checkout.stacks.map(({ version }) => version);
    return { reducer: reduceIntegrations(textOf(manifests), stacks), schemas };
  } catch (error) {
    missing.push(`${path} ${unreadable}: ${(error as Error).message}`);
    return undefined;
  }
}

/** Reads as many of the schemas as possible. */
async function finish(
  { reducer, schemas }: StartedIntegrations,
  checkout: Checkout,
  missing: string[],
): Promise<ReducedIntegrations> {
  try {
    if (schemas) await unpackInPieces(schemas, (chunk) => reducer.feed(chunk));
  } catch (error) {
    missing.push(`${integrationsPath(checkout)} ${unreadable}: ${(error as Error).message}`);
  }
  return resultOf(reducer, checkout, missing);
}

/**
 * Returns the integration schemas that were read, or nothing if a file is not JSON or is nested too deeply.
 */
function resultOf(reducer: IntegrationReducer, checkout: Checkout, missing: string[]): ReducedIntegrations {
  try {
    return reducer.result();
  } catch (error) {
    missing.push(`${integrationsPath(checkout)} ${unreadable}: ${(error as Error).message}`);
    return noIntegrations;
  }
}

async function unpackInPieces(bytes: Uint8Array, take: (chunk: Uint8Array) => void): Promise<void> {
  if (!isPacked(bytes)) {
    take(bytes);
    return;
  }
  const unpacking = createGunzip({ chunkSize: 256 * 1024 });
  unpacking.on('data', take);
  unpacking.end(bytes);
  await once(unpacking, 'end');
}
